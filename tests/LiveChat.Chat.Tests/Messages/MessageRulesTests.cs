using LiveChat.Chat.Messages;

namespace LiveChat.Chat.Tests.Messages;

public sealed class MessageRulesTests
{
    [Theory]
    [InlineData("abc", 3)]
    [InlineData("👋🏽", 2)]
    [InlineData("e\u0301", 2)]
    public void CodePoints_Text_CountsThemAndNotChars(string text, int count) => Assert.Equal(count, MessageRules.CodePoints(text));

    [Fact]
    public void LoneSurrogate_Anywhere_IsCountedFoldedAndCut()
    {
        var text = "x" + (char)0xd83d; // can't stand in an attribute
        Assert.Equal((2, "x\ufffd", text), (MessageRules.CodePoints(text), MessageRules.Fold(text), MessageRules.Cut(text, 5)));
    }

    [Fact]
    public void Cut_AmidAPair_KeepsItWhole()
    {
        Assert.Equal("a👋", MessageRules.Cut("a👋b", 2));
        Assert.Equal("a", MessageRules.Cut("a👋b", 1));
        Assert.Equal("short", MessageRules.Cut("short", 160));
    }

    [Theory]
    [InlineData("CAFÉ", "cafe")]
    [InlineData("ＡＢＣ", "abc")]
    [InlineData("Zürcher", "zurcher")]
    [InlineData("A\uFFFEÉ", "a\uFFFDe")]
    [InlineData("\uFFFF𠮷", "\uFFFF𠮷")]
    public void Fold_Text_IsWhatIsSearched(string text, string folded) => Assert.Equal(folded, MessageRules.Fold(text));

    [Fact]
    public void LikePattern_Wildcards_AreEscaped() => Assert.Equal(@"%50\%\_o\\ff%", MessageRules.LikePattern(@"50%_O\ff"));

    [Theory]
    [InlineData("de-CH", "de-CH")]
    [InlineData("zh_Hant_TW", "zh_Hant_TW")]
    [InlineData("???", null)]
    [InlineData("e", null)]
    [InlineData("en\nx", null)]
    public void CheckLocale_OddOnes_AreDropped(string locale, string? kept) => Assert.Equal(kept, MessageRules.CheckLocale(locale));

    [Theory]
    [InlineData("\"abc\"", "abc")]
    [InlineData("abc", "abc")]
    [InlineData(" \"abc\" ", "abc")]
    public void Check_IdempotencyKey_QuotedOrNot(string header, string id) =>
        Assert.Equal(id, MessageRules.Check(Body(), header, 4000).ClientMessageId);

    [Fact]
    public void Check_BothIdsDiffer_IsRefused()
    {
        var refused = Assert.Throws<ProblemException>(() => MessageRules.Check(Body() with { ClientMessageId = "a" }, "b", 4000));
        Assert.Equal("invalid_request", refused.Problem.Code);
    }

    [Theory]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("data:text/html,x", null)]
    [InlineData("https://shop.example/a?b=1", "https://shop.example/a?b=1")]
    public void Check_PageUrl_IsAWebAddress(string url, string? kept) =>
        Assert.Equal(kept, MessageRules.Check(Body() with { Page = new PageBody(url, "T", null) }, null, 4000).Page!.Url);

    [Fact]
    public void SessionKeys_Derived_AreStableAndDistinct()
    {
        var keys = new SessionKeys(new byte[32]);
        var other = new SessionKeys([.. new byte[31], 1]);
        const string id = "0123456789012345678901";
        var key = keys.ForFirstMessage("t", "s", id, "Hello", out var repeatable);
        Assert.True(repeatable && SessionKeys.IsKey(key));
        Assert.Equal(key, keys.ForFirstMessage("t", "s", id, "Hello", out _));
        string[] different =
        [
            keys.ForFirstMessage("t", "s", id, "Hello!", out _), keys.ForFirstMessage("t", "s2", id, "Hello", out _),
            keys.ForFirstMessage("t2", "s", id, "Hello", out _), other.ForFirstMessage("t", "s", id, "Hello", out _),
        ];
        Assert.Equal(5, different.Append(key).Distinct().Count());
        Assert.NotEqual(keys.ForFirstMessage("t", "s", "short", "Hello", out repeatable), keys.ForFirstMessage("t", "s", "short", "Hello", out _));
        Assert.False(repeatable);
        Assert.NotEqual(SessionKeys.Hash("t", "s", key), SessionKeys.Hash("t", "s2", key));
    }

    private static PostMessageBody Body() => new("s", "x", null, null, null, null, null, null, null);
}
