using LiveChat.AssistantRouting.Routing;
using Xunit;

namespace LiveChat.AssistantRouting.Tests.Routing;

public sealed class IntentRulesTests
{
    [Theory]
    [InlineData("I was charged twice", "billing_issue")]
    [InlineData("Where can I find my invoice?", "billing_issue")]
    [InlineData("Meine Rechnungsnummer stimmt nicht", "billing_issue")]
    [InlineData("Je n'ai pas reçu ma facture", "billing_issue")]
    [InlineData("请求 領収書をください", "billing_issue")]
    [InlineData("I can't log in, I forgot my password", "technical_support")]
    [InlineData("Die App stürzt ab", "technical_support")]
    [InlineData("¿Dónde está mi pedido? El número de seguimiento no llega", "shipping")]
    [InlineData("Wann wird mein Paket geliefert?", "shipping")]
    [InlineData("I'd like to send back the jumper and get a refund", "returns")]
    [InlineData("Ich möchte meine Bestellung stornieren", "cancellation")]
    [InlineData("I want to cancel", "cancellation")]
    [InlineData("C'est inadmissible, je suis très déçue", "complaint")]
    [InlineData("أريد إرجاع الحذاء", "returns")]
    [InlineData("What colours do you have?", null)]
    [InlineData("", null)]
    [InlineData("classic", null)]
    public void Recognise_ByWordsOfAnyLanguage(string text, string? expected) => Assert.Equal(expected, IntentRules.Recognise(text));

    [Theory]
    [InlineData("billing_issue", true)]
    [InlineData("vip2", true)]
    [InlineData("2vip", false)]
    [InlineData("Vip", false)]
    [InlineData("a", false)]
    [InlineData("a b", false)]
    public void IsName_IsStrict(string name, bool expected) => Assert.Equal(expected, IntentRules.IsName(name));

    [Fact]
    public void EveryKnownIntent_HasAName() => Assert.All(IntentRules.Known, name => Assert.True(IntentRules.IsName(name)));

    [Theory]
    [InlineData("billing_issue", "billing_issue")]
    [InlineData("  Billing_Issue. ", "billing_issue")]
    [InlineData("none", null)]
    [InlineData("It is billing_issue", null)]
    [InlineData(null, null)]
    public void Read_OnlyAnOfferedNameCounts(string? answer, string? expected) => Assert.Equal(expected, IntentFinder.Read(answer, ["billing_issue"]));
}
