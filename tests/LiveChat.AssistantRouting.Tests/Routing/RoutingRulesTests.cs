using LiveChat.AssistantRouting.Assistants;
using LiveChat.AssistantRouting.Routing;
using Xunit;

namespace LiveChat.AssistantRouting.Tests.Routing;

public sealed class RoutingRulesTests
{
    private static readonly Assistant Ada = Named("Ada", isDefault: true);
    private static readonly Assistant Bob = Named("Bob", isDefault: false);

    [Theory]
    [InlineData("art", "We had a party", false)]
    [InlineData("art", "Is this ART?", true)]
    [InlineData("gift card", "my gift  card!", true)]
    [InlineData("gift card", "a card as a gift", false)]
    [InlineData("größe", "Welche GROSSE? Größe!", true)]
    [InlineData("café", "cafe latte", true)]
    [InlineData("返品", "返品したいです", true)]
    [InlineData("猫", "猫が好き", true)]
    [InlineData("возврат", "Мне нужен возврат.", true)]
    [InlineData("возврат", "возвратный", false)]
    [InlineData("شحن", "هل لديكم شحن دولي؟", true)]
    public void Keywords_AreWholeWordsInAnyScript(string keyword, string message, bool expected) =>
        Assert.Equal(expected, KeywordRules.FirstIn([keyword], KeywordRules.Words(message)) is not null);

    [Theory]
    [InlineData("/help/*", "https://shop.example/help/returns?x=1#y", true)]
    [InlineData("/help/*", "/help/returns", true)]
    [InlineData("/help", "https://shop.example/help/returns", false)]
    [InlineData("https://shop.example/*", "https://shop.example/help", true)]
    [InlineData("https://shop.example/*", "https://other.example/help", false)]
    [InlineData("/größe/*", "https://shop.example/gr%C3%B6%C3%9Fe/a", true)]
    [InlineData("/größe/*", "https://shop.example/größe/a?x", true)]
    [InlineData("/gr%C3%B6%C3%9Fe/*", "https://shop.example/größe/a", true)]
    [InlineData("https://shop.example/商品/*", "https://shop.example/%E5%95%86%E5%93%81/1", true)]
    [InlineData("/a b", "https://shop.example/a%20b", true)]
    [InlineData("/100%", "https://shop.example/100%25", true)]
    [InlineData("/help/*", null, false)]
    public void Page_IsComparedByPathOrAddress(string pattern, string? page, bool expected) =>
        Assert.Equal(expected, RoutingRules.PageMatches(pattern, page));

    [Theory]
    [InlineData("de", "de-CH", true)]
    [InlineData("de-CH", "de", false)]
    [InlineData("de", "den", false)]
    [InlineData("DE", "de", true)]
    [InlineData("de", null, false)]
    public void Locale_HoldsForItsRegions(string wanted, string? locale, bool expected) =>
        Assert.Equal(expected, RoutingRules.LocaleMatches(wanted, locale));

    [Fact]
    public void Pick_HigherPriorityFirst_ThenTheOlder()
    {
        var old = Rule("old", 50, minute: 1);
        var young = Rule("young", 50, minute: 2);
        var top = Rule("top", 60, minute: 3);
        Assert.Equal(["top", "old", "young"], RoutingRules.Ordered(Settings(young, old, top)).Select(r => r.Name));
        Assert.Equal("top", RoutingRules.Pick(Settings(young, old, top), [Ada], Question("x")).Rule!.Name);
    }

    [Fact]
    public void Pick_InactiveOrGoneTarget_IsPassedOver()
    {
        var inactive = Rule("inactive", 90) with { Active = false };
        var gone = Rule("gone", 80) with { Target = "assistant", AssistantId = Guid.NewGuid() };
        var pick = RoutingRules.Pick(Settings(inactive, gone), [Ada], Question("x"));
        Assert.Equal((PickedBy.DefaultAssistant, Ada), (pick.By, pick.Assistant));
    }

    [Fact]
    public void Pick_AllConditionsMustHold()
    {
        var rule = Rule("r", 50) with { Keywords = ["refund"], Locale = "de", Channel = "chat", Attributes = new Dictionary<string, string> { ["plan"] = "pro" } };
        Assert.True(Check(Question("refund!", "de-AT", new() { ["plan"] = "PRO" })).Matched);
        Assert.StartsWith("keywords", Check(Question("hello", "de-AT", new() { ["plan"] = "pro" })).Why, StringComparison.Ordinal);
        Assert.StartsWith("locale", Check(Question("refund", "fr", new() { ["plan"] = "pro" })).Why, StringComparison.Ordinal);
        Assert.StartsWith("attributes", Check(Question("refund", "de")).Why, StringComparison.Ordinal);

        RuleCheck Check(RoutingQuestion q) => RoutingRules.Check(rule, q, KeywordRules.Words(q.Text));
    }

    [Fact]
    public void Pick_WithoutRule_AsksRequestedThenCurrentThenDefault()
    {
        Assert.Equal(Bob, RoutingRules.Pick(RoutingSettings.None, [Ada, Bob], Question("x") with { RequestedAssistantId = Bob.Id }).Assistant);
        Assert.Equal(Bob, RoutingRules.Pick(RoutingSettings.None, [Ada, Bob], Question("x") with { CurrentAssistantId = Bob.Id }).Assistant);
        Assert.Equal(Ada, RoutingRules.Pick(RoutingSettings.None, [Ada, Bob], Question("x") with { RequestedAssistantId = Guid.NewGuid() }).Assistant);
        Assert.Equal(PickedBy.Nothing, RoutingRules.Pick(RoutingSettings.None, [Bob], Question("x")).By);
        Assert.True(RoutingRules.Pick(new RoutingSettings(true, [], 1), [Ada], Question("x")).People);
    }

    private static RoutingQuestion Question(string text, string? locale = null, Dictionary<string, string>? attributes = null) =>
        new(text, locale, "chat", null, null, null, attributes);

    private static RoutingSettings Settings(params RoutingRule[] rules) => new(false, rules, 1);

    private static RoutingRule Rule(string name, int priority, int minute = 0) => new(
        Guid.CreateVersion7(), name, priority, true, [], null, null, null, new Dictionary<string, string>(), "people", null, DateTimeOffset.UnixEpoch.AddMinutes(minute));

    private static Assistant Named(string name, bool isDefault) =>
        new(Guid.CreateVersion7(), isDefault, new AssistantSettings(name, null, null, null, null, null), 1, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);
}
