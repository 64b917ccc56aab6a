using LiveChat.AssistantRouting.SmallTalk;
using Xunit;

namespace LiveChat.AssistantRouting.Tests.SmallTalk;

public sealed class SmallTalkRulesTests
{
    [Theory]
    [InlineData("Hello!", "Greeting", "en")]
    [InlineData("helo", "Greeting", "en")]
    [InlineData("Heyyyyy 👋", "Greeting", "en")]
    [InlineData("hi there :-)", "Greeting", "en")]
    [InlineData("Good morning Ada!", "Greeting", "en")]
    [InlineData("Hi, how are you?", "Greeting", "en")]
    [InlineData("👋", "Greeting", "en")]
    [InlineData("Thanks!!", "Thanks", "en")]
    [InlineData("thnaks a lot", "Thanks", "en")]
    [InlineData("Thank you so much for your help", "Thanks", "en")]
    [InlineData("bye", "Goodbye", "en")]
    [InlineData("ok, bye!", "Goodbye", "en")]
    [InlineData("That's all, thanks", "Goodbye", "en")]
    [InlineData("Who are you?", "WhoAreYou", "en")]
    [InlineData("what's your name", "WhoAreYou", "en")]
    [InlineData("are you a robot?", "AreYouARobot", "en")]
    [InlineData("Hi, are you a real person?", "AreYouARobot", "en")]
    [InlineData("Am I talking to a bot?", "AreYouARobot", "en")]
    [InlineData("I want a human", "WantsPerson", "en")]
    [InlineData("i want a humn", "WantsPerson", "en")]
    [InlineData("hello i want a human please", "WantsPerson", "en")]
    [InlineData("Can I talk to a real person?", "WantsPerson", "en")]
    [InlineData("I'd like to speak with someone from your team", "WantsPerson", "en")]
    [InlineData("agent", "WantsPerson", "en")]
    [InlineData("Talk to a person", "WantsPerson", "en")]
    [InlineData("customer service please", null, "en")]
    [InlineData("human please", "WantsPerson", "en")]
    [InlineData("operator", "WantsPerson", "en")]
    [InlineData("a real person please", "WantsPerson", "en")]
    [InlineData("let me talk to someone else", "WantsPerson", "en")]
    [InlineData("Can I speak to a woman please?", "WantsPerson", "en")]
    [InlineData("Ein Mensch bitte", "WantsPerson", "de")]
    [InlineData("Mitarbeiter", "WantsPerson", "de")]
    [InlineData("Ich will eine Person sprechen", "WantsPerson", "de")]
    [InlineData("Un conseiller s'il vous plaît", "WantsPerson", "fr")]
    [InlineData("Je voudrais une vraie personne", "WantsPerson", "fr")]
    [InlineData("Un agente, por favor", "WantsPerson", "es")]
    [InlineData("Quiero una persona", "WantsPerson", "es")]
    [InlineData("موظف من فضلك", "WantsPerson", "ar")]
    [InlineData("It arrived 15 days ago, a thread is torn. Can I talk to a person please?", "WantsPerson", "en")]
    [InlineData("Das hilft mir nicht weiter. Ich möchte mit einem Menschen sprechen!", "WantsPerson", "de")]
    [InlineData("注文が届きません。人と話したい。", "WantsPerson", "ja")]
    [InlineData("Hallo", "Greeting", "de")]
    [InlineData("Grüß Gott!", "Greeting", "de")]
    [InlineData("Guten Tag zusammen", "Greeting", "de")]
    [InlineData("Vielen Dank", "Thanks", "de")]
    [InlineData("Tschüss", "Goodbye", "de")]
    [InlineData("Wer bist du?", "WhoAreYou", "de")]
    [InlineData("Bist du ein Roboter?", "AreYouARobot", "de")]
    [InlineData("Ich möchte mit einem Menschen sprechen", "WantsPerson", "de")]
    [InlineData("Hallo, kann ich bitte mit einer Mitarbeiterin sprechen?", "WantsPerson", "de")]
    [InlineData("Bonjour", "Greeting", "fr")]
    [InlineData("Bonsoir !", "Greeting", "fr")]
    [InlineData("Merci beaucoup", "Thanks", "fr")]
    [InlineData("Au revoir", "Goodbye", "fr")]
    [InlineData("Qui êtes-vous ?", "WhoAreYou", "fr")]
    [InlineData("Êtes-vous un robot ?", "AreYouARobot", "fr")]
    [InlineData("Je voudrais parler à un conseiller", "WantsPerson", "fr")]
    [InlineData("Je veux parler à quelqu'un", "WantsPerson", "fr")]
    [InlineData("¡Hola!", "Greeting", "es")]
    [InlineData("Buenos días", "Greeting", "es")]
    [InlineData("Muchas gracias", "Thanks", "es")]
    [InlineData("Hasta luego", "Goodbye", "es")]
    [InlineData("¿Quién eres?", "WhoAreYou", "es")]
    [InlineData("¿Eres un robot?", "AreYouARobot", "es")]
    [InlineData("Quiero hablar con una persona", "WantsPerson", "es")]
    [InlineData("こんにちは", "Greeting", "ja")]
    [InlineData("ありがとうございます！", "Thanks", "ja")]
    [InlineData("さようなら", "Goodbye", "ja")]
    [InlineData("あなたは誰ですか？", "WhoAreYou", "ja")]
    [InlineData("ロボットですか？", "AreYouARobot", "ja")]
    [InlineData("人と話したい", "WantsPerson", "ja")]
    [InlineData("مرحبا", "Greeting", "ar")]
    [InlineData("السلام عليكم", "Greeting", "ar")]
    [InlineData("شكراً جزيلاً", "Thanks", "ar")]
    [InlineData("مع السلامة", "Goodbye", "ar")]
    [InlineData("من أنت؟", "WhoAreYou", "ar")]
    [InlineData("هل أنت روبوت؟", "AreYouARobot", "ar")]
    [InlineData("أريد التحدث مع شخص حقيقي", "WantsPerson", "ar")]
    public void Recognise_SmallTalk_NamesItsKindAndLanguage(string message, string? kind, string language)
    {
        var match = SmallTalkRules.Recognise(message, language, "Ada");
        if (kind is null)
        {
            Assert.True(match is null or { Kind: SmallTalkKind.WantsPerson });
            return;
        }

        Assert.NotNull(match);
        Assert.Equal(kind, match.Value.Kind.ToString());
        Assert.Equal(language, match.Value.Language);
    }

    [Theory]
    [InlineData("Hello, do you ship to Switzerland?")]
    [InlineData("hi can I wash it at 60°?")]
    [InlineData("Thanks, and how long does it take?")]
    [InlineData("My chest is 101 cm, which size?")]
    [InlineData("Where is order 10482?")]
    [InlineData("Do you have jumpers for a tall person?")]
    [InlineData("Can someone else return my order?")]
    [InlineData("Can someone else, my wife for example, pick it up? I am away.")]
    [InlineData("I am a big person. Which size should I take?")]
    [InlineData("Who are you shipping with?")]
    [InlineData("For a woman please")]
    [InlineData("for a man")]
    [InlineData("For an employee")]
    [InlineData("I need help for a woman")]
    [InlineData("someone else")]
    [InlineData("a person")]
    [InlineData("Two people please")]
    [InlineData("Eine Person")]
    [InlineData("Für eine Person")]
    [InlineData("Für einen Mitarbeiter bitte")]
    [InlineData("jemand")]
    [InlineData("une personne")]
    [InlineData("Une personne s'il vous plaît")]
    [InlineData("Pour un client")]
    [InlineData("una persona")]
    [InlineData("Una persona, por favor")]
    [InlineData("Para una persona")]
    [InlineData("شخص")]
    [InlineData("Hi, I want a jumper for a man")]
    [InlineData("help me find my size")]
    [InlineData("cello")]
    [InlineData("Hallo, liefern Sie in die Schweiz?")]
    [InlineData("Bonjour, livrez-vous en Suisse ?")]
    [InlineData("Hola, ¿envían a España?")]
    [InlineData("こんにちは、スイスに発送できますか？")]
    [InlineData("مرحبا، هل تشحنون إلى سويسرا؟")]
    [InlineData("Is this machine washable?")]
    [InlineData("Is the robot vacuum in stock?")]
    [InlineData("Ist das ein Computer mit Garantie?")]
    [InlineData("Est-ce que la machine est garantie ?")]
    [InlineData("¿Es una persona mayor un cliente con descuento?")]
    [InlineData("スタッフのサイズは何ですか")]
    [InlineData("返品をお願いします")]
    [InlineData("2人で予約したいです")]
    [InlineData("هل الموظف في المتجر يوم الجمعة؟")]
    public void Recognise_RealQuestion_IsLeftToRetrieval(string message) =>
        Assert.Null(SmallTalkRules.Recognise(message, "en", "Ada"));

    [Fact]
    public void Recognise_GermanGreetingOnAnEnglishPage_IsFound() =>
        Assert.Equal(new SmallTalkMatch(SmallTalkKind.Greeting, "de"), SmallTalkRules.Recognise("Guten Morgen!", "en", "Ada"));

    // Visitors mix their languages; the answer is in their own.
    [Theory]
    [InlineData("Danke, bye", "de", SmallTalkKind.Goodbye, "de")]
    [InlineData("Hola, thank you", "es", SmallTalkKind.Thanks, "es")]
    [InlineData("Thank you! Hasta luego!", "it", SmallTalkKind.Goodbye, "en")]
    [InlineData("Ich möchte mit einem Menschen sprechen, I want a human", "en", SmallTalkKind.WantsPerson, "en")]
    [InlineData("merci bcp", "fr", SmallTalkKind.Thanks, "fr")]
    [InlineData("cc", "fr", SmallTalkKind.Greeting, "fr")]
    [InlineData("👍", "de", SmallTalkKind.Thanks, "de")]
    [InlineData("❤️🙏", "ar", SmallTalkKind.Thanks, "ar")]
    internal void Recognise_MixedOrShort_IsInTheVisitorsLanguage(string message, string locale, SmallTalkKind kind, string language) =>
        Assert.Equal(new SmallTalkMatch(kind, language), SmallTalkRules.Recognise(message, locale, "Ada"));

    [Theory]
    [InlineData("Danke, do you ship to Austria?")]
    [InlineData("Hola, gloves")]
    public void Recognise_MixedWithAQuestion_IsLeftToRetrieval(string message) => Assert.Null(SmallTalkRules.Recognise(message, "en", "Ada"));

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    [InlineData("fr")]
    [InlineData("es")]
    [InlineData("ja")]
    [InlineData("ar")]
    public void GetPerson_QuickReply_AsksForAPersonWhenClicked(string language) =>
        Assert.Equal(SmallTalkKind.WantsPerson, SmallTalkRules.Recognise(ReplyTexts.For(language).GetPerson, language)?.Kind);

    [Theory]
    [InlineData("Wann kommt mein Paket an und wer bringt es?", "en", "de")]
    [InlineData("Where is order 10482?", "de", "en")]
    [InlineData("order 10482", "fr", "fr")]
    [InlineData("注文はどこですか", "en", "ja")]
    [InlineData("أين طلبي", "en", "ar")]
    [InlineData("xyz", "pt-BR", "en")]
    [InlineData("你们卖手套吗", "zh", "en")]
    [InlineData("你们卖手套吗", "de", "de")]
    public void LanguageOf_Message_IsTheVisitors(string message, string locale, string expected) =>
        Assert.Equal(expected, ReplyTexts.LanguageOf(message, locale, null));

    [Theory]
    [InlineData("Vendete guanti?", "it-IT", null, "it")]
    [InlineData("Wann kommt mein Paket an und wer bringt es?", "it", null, "de")]
    [InlineData("你们卖手套吗", "en", "de", "zh")]
    [InlineData("返品期限", "ja", null, "ja")]
    [InlineData("返品期限", null, "ja", "ja")]
    [InlineData("Is the 龍 mug in stock?", "en", null, "en")]
    [InlineData("장갑 있어요?", "en", null, "ko")]
    [InlineData("xyz", null, "pt", "pt")]
    [InlineData("", null, null, "en")]
    public void AskedIn_Message_IsAlsoALanguageWithoutTexts(string message, string? locale, string? assistant, string expected) =>
        Assert.Equal(expected, ReplyTexts.AskedIn(message, locale, assistant));
}
