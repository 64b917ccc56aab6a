using LiveChat.SafetyModeration.Escalation;
using LiveChat.SafetyModeration.Screening;
using Xunit;

namespace LiveChat.SafetyModeration.Tests.Escalation;

public sealed class EscalationRulesTests
{
    private static readonly EscalationActions s_tag = new(null, null, ["x"], false);

    [Theory]
    [InlineData(1, true, false)]
    [InlineData(2, true, true)]
    [InlineData(2, false, false)] // two so far, and this one is none
    [InlineData(3, true, false)] // reached before: said once
    public void Warnings_FireWhenTheCountIsReached(int before, bool warned, bool fires) =>
        Assert.Equal(fires, Fires(new(null, 3, null, null), Visitor() with { Warnings = before, Warned = warned }));

    [Theory]
    [InlineData(0, true, false)]
    [InlineData(1, true, true)]
    [InlineData(2, true, false)]
    [InlineData(1, false, false)] // it knew: the row is broken
    public void Unanswered_FiresWhenTheCountIsReached(int before, bool unknown, bool fires) =>
        Assert.Equal(fires, Fires(new(null, null, null, 2), Reply() with { Unanswered = before, Unknown = unknown }));

    [Fact]
    public void Unanswered_OfEarlierReplies_IsNoNewsWithTheVisitorsMessage() =>
        Assert.False(Fires(new(null, null, null, 2), Visitor() with { Unanswered = 2 }));

    [Fact]
    public void Keywords_FireWithTheVisitorsMessageAndNotAgainWithTheReply()
    {
        var when = new EscalationConditions(null, null, new(true, []), null);
        Assert.True(Fires(when, Visitor() with { HasKeywords = _ => true }));
        Assert.False(Fires(when, Reply() with { HasKeywords = _ => true }));
    }

    [Theory]
    [InlineData("both", "blockedKeywords", "", "blockedKeywords", "fallback", true)]
    [InlineData("visitor", "", "", "blockedKeywords", "fallback", true)]
    [InlineData("reply", "", "", "blockedKeywords", "fallback", false)]
    [InlineData("visitor", "seriousHighConfidenceKeywords", "", "blockedKeywords", "fallback", false)]
    [InlineData("visitor", "", "handover", "blockedKeywords", "fallback", false)]
    [InlineData("visitor", "", "", "seriousMediumConfidenceKeywords", "noted", false)]
    [InlineData("visitor", "", "noted", "seriousMediumConfidenceKeywords", "noted", true)]
    [InlineData("visitor", "", "", null, null, false)]
    public void Verdict_MatchesSideListAndAction(string on, string list, string action, string? hit, string? outcome, bool fires) =>
        Assert.Equal(fires, Fires(new(new(on, list.Length == 0 ? [] : [list], action.Length == 0 ? [] : [action]), null, null, null),
            Visitor() with { List = hit, Outcome = outcome }));

    [Fact]
    public void All_NeedsEveryConditionAndSomethingNew()
    {
        var when = new EscalationConditions(null, 2, new(true, []), null);
        var both = Visitor() with { Warnings = 2, HasKeywords = _ => true };
        Assert.True(Fires(when, both, EscalationRule.All));
        Assert.False(Fires(when, both with { HasKeywords = _ => false }, EscalationRule.All));
        Assert.False(Fires(when, both with { Warnings = 1 }, EscalationRule.All));
        // Any: the count was reached long ago and is no reason; the words are.
        Assert.Equal(["keywords"], Assert.Single(EscalationRules.Evaluate([Rule(when, EscalationRule.Any)], both)).Because);
    }

    [Fact]
    public void All_KeywordsOfTheMessageAndAnUnknownReply_MeetInTheReply() =>
        Assert.True(Fires(new(null, null, new(false, ["refund"]), 1), Reply() with { HasKeywords = _ => true, Unknown = true }, EscalationRule.All));

    [Fact]
    public void Inactive_NeverFires() =>
        Assert.Empty(EscalationRules.Evaluate([Rule(new(null, 1, null, null), EscalationRule.Any) with { Active = false }], Visitor() with { Warned = true }));

    [Theory]
    [InlineData("Human!!!", true)]
    [InlineData("AGENT", true)]
    [InlineData("I want to speak to a human, now", true)]
    [InlineData("t4lk to an ag3nt", true)]
    [InlineData("Ich möchte mit einem Menschen sprechen", true)]
    [InlineData("je voudrais parler à un conseiller", true)]
    [InlineData("Quiero hablar con una persona", true)]
    [InlineData("Соедините с оператором", true)]
    [InlineData("担当者と話したいです", true)]
    [InlineData("转人工", true)]
    [InlineData("أريد التحدث مع شخص", true)]
    [InlineData("which cleaning agent do you use?", false)]
    [InlineData("Is this human hair?", false)]
    [InlineData("How many people fit at the table?", false)]
    [InlineData("Haben Sie Menschenrechte im Blick?", false)]
    [InlineData("", false)]
    public void AskingForPerson_InManyLanguages(string text, bool asks) => Assert.Equal(asks, AskingForPerson.In(text));

    private static EscalationFacts Visitor() => new(Direction.Visitor, null, null, _ => false, 0, false, 0, null);

    private static EscalationFacts Reply() => new(Direction.Reply, null, null, _ => false, 0, false, 0, false);

    private static bool Fires(EscalationConditions when, EscalationFacts facts, string match = EscalationRule.Any) =>
        EscalationRules.Evaluate([Rule(when, match)], facts).Count == 1;

    private static EscalationRule Rule(EscalationConditions when, string match) => new(Guid.NewGuid(), "r", true, match, when, s_tag);
}
