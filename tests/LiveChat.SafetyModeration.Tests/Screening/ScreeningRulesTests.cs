using LiveChat.SafetyModeration.Screening;
using LiveChat.SafetyModeration.Settings;
using Xunit;

namespace LiveChat.SafetyModeration.Tests.Screening;

public sealed class ScreeningRulesTests
{
    private static ListHit Hit(string list, string action, string phrase = "x", string inspects = "both") =>
        new(new ListedPhrase(list, phrase, inspects, action, false), 0, 1, false);

    private static ScreeningResult Visitor(params ListHit[] hits) => ScreeningRules.Decide(hits, Direction.Visitor, false, ReviewModes.Off);

    [Fact]
    public void Decide_NoHit_Allows() => Assert.Equal(new ScreeningResult("allow", null, false, null), Visitor());

    [Fact]
    public void Decide_OneListTwoActions_StricterWins() =>
        Assert.Equal("end", Visitor(Hit(ListNames.Blocked, "fallback"), Hit(ListNames.Blocked, "end"), Hit(ListNames.Blocked, "hold")).Action);

    [Fact]
    public void Decide_DangerAndABadWord_DangerDecides()
    {
        var result = Visitor(Hit(ListNames.Blocked, "end"), Hit(ListNames.SeriousHigh, "handover"));
        Assert.Equal(("handover", ListNames.SeriousHigh, true), (result.Action, result.List, result.Serious));
    }

    [Fact]
    public void Decide_OneMediumPhrase_AllowsAndNotesIt()
    {
        var result = Visitor(Hit(ListNames.SeriousMedium, "handover"));
        Assert.Equal(("allow", false), (result.Action, result.Serious));
        Assert.NotNull(result.Hit);
    }

    [Fact]
    public void Decide_TwoMediumPhrases_Acts()
    {
        var result = Visitor(Hit(ListNames.SeriousMedium, "handover", "a"), Hit(ListNames.SeriousMedium, "handover", "b"));
        Assert.Equal(("handover", true), (result.Action, result.Serious));
    }

    [Fact]
    public void Decide_OneMediumPhraseInASeriousConversation_Acts() => Assert.Equal("handover",
        ScreeningRules.Decide([Hit(ListNames.SeriousMedium, "handover")], Direction.Visitor, true, ReviewModes.Off).Action);

    [Theory]
    [InlineData("my lawyer loves it", "allow", 1)]
    [InlineData("my lawyer is here, help me right now", "handover", 2)]
    [InlineData("my lawyer and legal action", "handover", 2)]
    [InlineData("my lawyer and legal action, what a movie", "allow", 1)]
    public void Screen_MediumPhrases_SecondOpinionDecidesAndSaysItsScore(string text, string action, int score)
    {
        var result = TenantScreen.Default.Screen(text, Direction.Visitor, false);
        Assert.Equal((action, score, "rules"), (result.Action, result.Opinion!.Score, result.Opinion.By));
    }

    [Fact]
    public void Decide_BlockedWordBesideOneMediumPhrase_IsNotSerious() =>
        Assert.False(Visitor(Hit(ListNames.Blocked, "fallback"), Hit(ListNames.SeriousMedium, "handover")).Serious);

    [Theory]
    [InlineData("visitor", "visitor", "fallback")]
    [InlineData("visitor", "reply", "allow")]
    [InlineData("reply", "reply", "fallback")]
    [InlineData("reply", "visitor", "allow")]
    [InlineData("both", "visitor", "fallback")]
    [InlineData("both", "reply", "fallback")]
    public void Decide_ListLooksOneWay_OtherDirectionPasses(string inspects, string direction, string action) => Assert.Equal(action,
        ScreeningRules.Decide([Hit(ListNames.Blocked, "fallback", "x", inspects)],
            direction == "visitor" ? Direction.Visitor : Direction.Reply, false, ReviewModes.Off).Action);

    [Theory]
    [InlineData("off", false, "allow")]
    [InlineData("off", true, "allow")]
    [InlineData("flagged", false, "allow")]
    [InlineData("flagged", true, "hold")]
    [InlineData("all", false, "hold")]
    public void Decide_ReviewMode_HoldsReplies(string mode, bool flagged, string action) => Assert.Equal(action,
        ScreeningRules.Decide(flagged ? [Hit(ListNames.SeriousMedium, "handover")] : [], Direction.Reply, false, mode).Action);

    [Fact]
    public void Decide_ReviewModeAll_NeverSoftensAnAction() => Assert.Equal("fallback",
        ScreeningRules.Decide([Hit(ListNames.Blocked, "fallback")], Direction.Reply, false, ReviewModes.All).Action);

    [Fact]
    public void SystemLists_EveryPhrase_IsFoundInItself()
    {
        var screen = TenantScreen.Default;
        foreach (var list in SystemLists.All)
        {
            var direction = list.Inspects == Inspects.Reply ? Direction.Reply : Direction.Visitor;
            foreach (var phrase in list.Phrases)
                Assert.NotNull(screen.Screen($"- {phrase.Trim('*')} -", direction, false).Hit);
        }
    }

    [Theory]
    [InlineData("Do you ship to Switzerland?")]
    [InlineData("My chest is 101 cm, which size?")]
    [InlineData("Can I wash it at 60°?")]
    [InlineData("Where is order 10482?")]
    [InlineData("I want a human")]
    [InlineData("I'm dying to get this jumper, the Scunthorpe shop had none")]
    [InlineData("Das Kleid brachte mich zum Lachen, ich will nicht mehr warten")]
    [InlineData("The dye killed my socks, please assess")]
    public void SystemLists_HonestQuestion_Passes(string text) =>
        Assert.Equal("allow", TenantScreen.Default.Screen(text, Direction.Visitor, false).Action);
}
