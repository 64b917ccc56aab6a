using System.Text.Json.Nodes;
using LiveChat.Contracts;
using Xunit;

namespace LiveChat.SafetyModeration.Tests;

public abstract partial class SafetyModerationSuite
{
    [Fact]
    public async Task Escalation_AllowedMessage_TurnsSeriousAndTellsChatWithTheRulesName()
    {
        var settings = Settings("escalationRules", Rules("""
            {"name":"Lawyers","when":{"keywords":{"phrases":["lawyer"]}},"then":{"tags":["legal"],"serious":true,"notify":{"dashboard":true}}}
            """));
        await PutAsync(settings);
        var posted = Posted("my l4wyer will call you");
        await host.PublishAsync(posted);
        var screened = await host.Verdicts.WaitAsync<VisitorMessageScreened>(posted.Turn.TurnId);
        Assert.True(screened.Serious && screened.Message.Serious);
        Assert.Equal("rule 'Lawyers' by keywords: serious mode, tag legal, tell dashboard", screened.Trail[^1].Detail);
        var fired = await host.Verdicts.WaitAsync<EscalationRulesFired>(posted.Turn.TurnId);
        var rule = Assert.Single(fired.Rules);
        Assert.Equal(("Lawyers", "legal", true, true, false), (rule.Name, rule.Tags[0], rule.Serious, rule.Dashboard, rule.HandsOver));
    }

    [Fact]
    public async Task Escalation_ThirdWarning_HandsOverToTheGroupInsteadOfTheFallback()
    {
        var user = Guid.NewGuid();
        var settings = Settings(["brown fox"]);
        settings["escalationRules"] = Rules(
            $$"""{"name":"Thrice","when":{"warnings":3},"then":{"handOver":{"to":"group","name":"Calm","userIds":["{{user}}"] } } }""");
        await PutAsync(settings);
        var second = Posted("brown fox");
        await host.PublishAsync(second with { Message = second.Message with { Warnings = 1 } });
        Assert.Equal("fallback", (await host.Verdicts.WaitAsync<VisitorMessageStopped>(second.Turn.TurnId)).Verdict.Action);
        var third = Posted("brown fox");
        await host.PublishAsync(third with { Message = third.Message with { Warnings = 2 } });
        var verdict = (await host.Verdicts.WaitAsync<VisitorMessageStopped>(third.Turn.TurnId)).Verdict;
        Assert.Equal(("handover", "escalationRules", "Thrice", true), (verdict.Action, verdict.List, verdict.Rule, verdict.Warning));
        Assert.Equal(("Calm", user), (verdict.HandOverTo!.Name, verdict.HandOverTo.UserIds[0]));
    }

    [Fact]
    public async Task Escalation_SecondUnknownReply_GoesToPeople()
    {
        await PutAsync(Settings("escalationRules", Rules("""{"name":"Lost","when":{"unanswered":2},"then":{"handOver":{"to":"people"}}}""")));
        var drafted = Drafted("I don't know that.");
        var unknown = drafted with { Reply = drafted.Reply with { Known = false } };
        await host.PublishAsync(unknown);
        Assert.Equal("allow", (await host.Verdicts.WaitAsync<ReplyScreened>(unknown.Turn.TurnId)).Verdict.Action);
        var again = unknown with { Turn = Turn(), Unanswered = 1 };
        await host.PublishAsync(again);
        var verdict = (await host.Verdicts.WaitAsync<ReplyScreened>(again.Turn.TurnId)).Verdict;
        Assert.Equal(("handover", "Lost"), (verdict.Action, verdict.Rule));
    }

    private static JsonArray Rules(params string[] rules) => new([.. rules.Select(rule => JsonNode.Parse(rule))]);
}
