using System.Text.Json;
using LiveChat.SafetyModeration.Escalation;
using LiveChat.ServiceDefaults;
using Xunit;

namespace LiveChat.SafetyModeration.Tests.Escalation;

public sealed class EscalationChecksTests
{
    [Fact]
    public void Check_Whole_IsKeptAndCleaned()
    {
        var (rules, errors) = Check("""
            [{"id":"0197b1f0-0000-7000-8000-000000000001","name":" Asks ","match":"all",
              "when":{"verdict":{"on":"both","lists":["blockedKeywords"],"actions":["noted"]},"warnings":3,"keywords":{"askingForPerson":true,"phrases":["lawyer"," lawyer ",""]},"unanswered":2},
              "then":{"handOver":{"to":"group","name":"Billing","userIds":["0197b1f0-0000-7000-8000-000000000002"]},
                "notify":{"dashboard":true,"emails":["team@shop.example","TEAM@shop.example"]},"tags":["Urgent","urgent"],"serious":true}}]
            """);
        Assert.Empty(errors);
        var rule = Assert.Single(rules);
        Assert.Equal(("Asks", true, "all", 3, 2), (rule.Name, rule.Active, rule.Match, rule.When.Warnings, rule.When.Unanswered));
        Assert.Equal(["lawyer"], rule.When.Keywords!.Phrases);
        Assert.Equal(["urgent"], rule.Then.Tags);
        Assert.Equal(["team@shop.example"], rule.Then.Notify!.Emails);
        // What is stored reads back the same.
        var again = JsonSerializer.Deserialize<EscalationRule>(JsonSerializer.Serialize(rule, JsonDefaults.Options), JsonDefaults.Options)!;
        Assert.Equal((rule.Id, rule.Then.HandOver!.UserIds[0]), (again.Id, again.Then.HandOver!.UserIds[0]));
    }

    [Theory]
    [InlineData("""[{"name":"x","then":{"serious":true}}]""", "escalationRules[0].when")]
    [InlineData("""[{"name":"x","when":{"keywords":{"phrases":[" "]}},"then":{"serious":true}}]""", "escalationRules[0].when")]
    [InlineData("""[{"name":"x","when":{"keywords":{"phrases":["..."]},"warnings":1},"then":{"serious":true}}]""", "escalationRules[0].when.keywords.phrases[0]")]
    [InlineData("""[{"name":"x","when":{"warnings":0},"then":{"serious":true}}]""", "escalationRules[0].when.warnings")]
    [InlineData("""[{"name":"x","when":{"unanswered":21},"then":{"serious":true}}]""", "escalationRules[0].when.unanswered")]
    [InlineData("""[{"name":"x","when":{"verdict":{"lists":["no"]}},"then":{"serious":true}}]""", "escalationRules[0].when.verdict.lists")]
    [InlineData("""[{"name":"x","when":{"verdict":{"actions":["allow"]}},"then":{"serious":true}}]""", "escalationRules[0].when.verdict.actions")]
    [InlineData("""[{"name":"x","when":{"warnings":1},"then":{}}]""", "escalationRules[0].then")]
    [InlineData("""[{"name":"x","when":{"warnings":1},"then":{"handOver":{"to":"user"}}}]""", "escalationRules[0].then.handOver.userIds")]
    [InlineData("""[{"name":"x","when":{"warnings":1},"then":{"handOver":{"to":"group","userIds":["0197b1f0-0000-7000-8000-000000000002"]}}}]""", "escalationRules[0].then.handOver.name")]
    [InlineData("""[{"name":"x","when":{"warnings":1},"then":{"notify":{"emails":["a@b.example\r\nBcc: c@d.example"]}}}]""", "escalationRules[0].then.notify.emails[0]")]
    [InlineData("""[{"name":"x","when":{"warnings":1},"then":{"notify":{"emails":["a@b.example,c@d.example"]}}}]""", "escalationRules[0].then.notify.emails[0]")]
    [InlineData("""[{"name":"x\u0000y","when":{"warnings":1},"then":{"serious":true}}]""", "escalationRules[0].name")]
    [InlineData("""[{"name":"x","match":"none","when":{"warnings":1},"then":{"serious":true}}]""", "escalationRules[0].match")]
    [InlineData("""[{"name":"x","when":{"warnings":1},"then":{"serious":true}},{"name":"X","when":{"warnings":1},"then":{"serious":true}}]""", "escalationRules[1].name")]
    [InlineData("[null]", "escalationRules[0].name")]
    public void Check_Wrong_NamesTheField(string json, string field) => Assert.Contains(field, Check(json).Errors.Keys);

    private static (IReadOnlyList<EscalationRule> Rules, Dictionary<string, string> Errors) Check(string json)
    {
        var errors = new Dictionary<string, string>();
        return (EscalationChecks.Check(JsonSerializer.Deserialize<List<EscalationRuleBody?>>(json, JsonDefaults.Options), errors), errors);
    }
}
