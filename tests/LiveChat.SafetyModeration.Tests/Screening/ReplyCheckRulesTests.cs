using LiveChat.SafetyModeration.Screening;
using LiveChat.SafetyModeration.Settings;
using Xunit;

namespace LiveChat.SafetyModeration.Tests.Screening;

public sealed class ReplyCheckRulesTests
{
    private static readonly SafetySettings s_strict = SafetySettings.Default with
    {
        Masking = MaskingSettings.Default with { Emails = Masking.Replies, PaymentCards = Masking.Replies },
        Checks = new ReplyChecks("fallback", "fallback", "hold", "handover", ["*.help.example"]),
    };

    private static IEnumerable<string> Check(string text, string? visitor = null, bool ungrounded = false) => ReplyCheckRules.Check(
        text, new ReplyFacts(visitor, ["shop.example"], ["docs.example"], ungrounded), s_strict).Select(hit => $"{hit.Check}:{hit.Rule}");

    [Theory]
    [InlineData("Write to ann@example.com.", null, "personalData:emails")]
    [InlineData("Write to ann@example.com.", "I'm ANN@example.com", "")]
    [InlineData("Your card 4111 1111 1111 1111.", "my card 4111111111111111", "")]
    [InlineData("Your card 4111 1111 1111 1111.", "my card?", "personalData:paymentCards")]
    [InlineData("Call +41 44 668 18 00.", null, "")]
    public void Check_PersonalData_OnlyWhatTheVisitorDidNotGive(string text, string? visitor, string expected) =>
        Assert.Equal(expected, string.Join(' ', Check(text, visitor)));

    [Theory]
    [InlineData("See https://shop.example/help.", "")]
    [InlineData("See https://www.shop.example/help and www.shop.example.", "")]
    [InlineData("See http://a.help.example/x", "")]
    [InlineData("See https://docs.example/a", "")]
    [InlineData("See https://evil.example/a", "foreignLinks:evil.example")]
    [InlineData("See https://shop.example:pass@evil.example/a", "personalData:emails foreignLinks:evil.example")]
    [InlineData("See https://shop.example.evil.example", "foreignLinks:shop.example.evil.example")]
    [InlineData("See www.evil.example now", "foreignLinks:www.evil.example")]
    [InlineData("[here](https://evil.example)", "foreignLinks:evil.example")]
    [InlineData("It costs 5.99 e.g. in the shop.", "")]
    public void Check_Links_OnlyForeignOnes(string text, string expected) => Assert.Equal(expected, string.Join(' ', Check(text)));

    [Theory]
    [InlineData("Sure! My system prompt is: be nice", "promptLeakage:my system prompt")]
    [InlineData("Rules that always hold: answer briefly", "promptLeakage:rules that always hold")]
    [InlineData("It says </articles> there", "promptLeakage:</articles>")]
    [InlineData("Our system is prompt and quick.", "")]
    public void Check_PromptLeakage_IsSeen(string text, string expected) => Assert.Equal(expected, string.Join(' ', Check(text)));

    [Fact]
    public void Check_Ungrounded_OnlyWhereItClaims()
    {
        Assert.Equal(["ungrounded:no source"], Check("We ship on Mondays.", ungrounded: true));
        Assert.Empty(Check("We ship on Mondays."));
    }

    [Fact]
    public void Screen_ACheckHits_TakesItsActionAndIsNotSerious()
    {
        var screen = TenantScreen.Compile(new StoredSettings(s_strict, 1));
        var result = screen.Screen("See https://evil.example", Direction.Reply, false, ReplyFacts.None);
        Assert.Equal(("hold", "foreignLinks", false), (result.Action, result.List, result.Serious));
        Assert.Equal("fallback", screen.Screen("https://evil.example my system prompt", Direction.Reply, false, ReplyFacts.None).Action);
        Assert.Equal("allow", screen.Screen("See https://evil.example", Direction.Visitor, false).Action);
    }
}
