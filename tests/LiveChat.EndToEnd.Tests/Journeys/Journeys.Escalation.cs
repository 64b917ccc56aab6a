using System.Text.Json.Nodes;
using LiveChat.EndToEnd.Tests.Clients;
using Xunit;

namespace LiveChat.EndToEnd.Tests.Journeys;

public abstract partial class Journeys
{
    [Fact]
    public async Task EscalationRule_Keyword_TagsGoesSeriousAndTellsTheDashboardWhileTheAssistantAnswers()
    {
        var tenant = await TenantAsync();
        await EscalateAsync(tenant, """
            {"name":"Lawyers","when":{"keywords":{"phrases":["lawyer"]}},"then":{"tags":["legal"],"serious":true,"notify":{"dashboard":true}}}
            """);
        await using var dashboard = await DashboardSocket.SignInAsync(tenant, Ct);

        JsonNode answer = null!;
        // Another replica may not know the rule yet. Each try is a visitor's first message: in a serious conversation more is handed over.
        await Eventually.TrueAsync(async () =>
        {
            answer = await tenant.NewVisitor().SayAsync("My lawyer asks: do you ship to Switzerland?", Ct);
            var found = (await tenant.Staff.GetAsync($"{tenant.Route}/requests/{answer["metadata"]!["requestId"]}", Ct)).Ok();
            return found["trail"]!["steps"]!.AsArray().Any(step => (string?)step!["step"] == "escalate");
        }, Ct);
        var conversation = (await Eventually.AnswerAsync(
            () => tenant.Staff.GetAsync($"{tenant.Route}/conversations/{answer["conversationId"]}", Ct),
            found => (bool)found.Body!["seriousMode"]!, Ct)).Ok();

        Assert.Contains("14.90", (string?)answer["message"], StringComparison.Ordinal);
        var told = await dashboard.NextAsync("escalation", Ct, f => (string?)f["data"]!["conversationId"] == (string?)answer["conversationId"]);
        Assert.Equal(("Lawyers", "keywords"), ((string?)told["data"]!["rule"], (string?)told["data"]!["because"]![0]));
        Assert.Equal("legal", (string?)conversation["tags"]![0]);
        var trail = (await tenant.Staff.GetAsync($"{tenant.Route}/requests/{told["requestId"]}", Ct)).Ok()["trail"]!;
        Assert.Contains(trail["steps"]!.AsArray(), step => (string?)step!["step"] == "escalate" && ((string?)step["detail"])!.Contains("'Lawyers'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task EscalationRule_SecondUnansweredQuestion_GoesToWhoeverOfTheGroupIsThere()
    {
        var tenant = await TenantAsync();
        var me = (await tenant.Staff.GetAsync("/api/auth/me", Ct)).Ok();
        var userId = (string)(me["user"] ?? me)["id"]!;
        await EscalateAsync(tenant,
            $$"""{"name":"Lost","when":{"unanswered":2},"then":{"handOver":{"to":"group","name":"Experts","userIds":["{{userId}}"]},"tags":["lost"] } }""");
        await using var dashboard = await DashboardSocket.SignInAsync(tenant, Ct);
        await dashboard.SendAsync(new { type = "presence", state = "online" }, Ct);

        JsonNode second = null!;
        // Chat knows for some seconds who is there, and another replica may not know the rule yet.
        await Eventually.TrueAsync(async () =>
        {
            var visitor = tenant.NewVisitor();
            await visitor.SayAsync("Zzyzx quux frobnicate the wombat regulator?", Ct);
            second = (await visitor.PostAsync("Frobnicate zzyzx grault plugh the wombat?", Ct)).Ok();
            var conversation = (await tenant.Staff.GetAsync($"{tenant.Route}/conversations/{second["conversationId"]}", Ct)).Ok();
            return (string?)conversation["handledBy"] == "people" && (string?)conversation["assigneeId"] == userId;
        }, Ct);

        Assert.Equal("handed_off", (string?)second["status"]);
        var trail = (await tenant.Staff.GetAsync($"{tenant.Route}/requests/{second["metadata"]!["requestId"]}", Ct)).Ok()["trail"]!;
        Assert.Equal("escalationRules", (string?)trail["cause"]);
        Assert.Contains(trail["steps"]!.AsArray(), step => (string?)step!["step"] == "assign" && ((string?)step["detail"])!.Contains("'Experts'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task EscalationRule_SecondWarning_HandsOverInsteadOfBlockingAgain()
    {
        var tenant = await TenantAsync();
        await EscalateAsync(tenant, """{"name":"Twice","when":{"warnings":2},"then":{"handOver":{"to":"people"}}}""", block: "pineapple pizza");

        await Eventually.TrueAsync(async () =>
        {
            var visitor = tenant.NewVisitor();
            var first = (await visitor.PostAsync("pineapple pizza", Ct)).Ok();
            var second = (await visitor.PostAsync("pineapple pizza!", Ct)).Ok();
            return ((string?)first["status"], (string?)second["status"]) == ("blocked", "handed_off");
        }, Ct);
    }

    private static async Task EscalateAsync(TestTenant tenant, string rule, string? block = null)
    {
        var read = await tenant.Staff.GetAsync($"{tenant.Route}/safety", Ct);
        var settings = read.Ok().AsObject();
        if (block is not null)
            settings["blockedKeywords"] = new JsonObject { ["phrases"] = new JsonArray(block), ["inspects"] = "both", ["action"] = "fallback" };
        settings["escalationRules"] = new JsonArray(JsonNode.Parse(rule));
        (await tenant.Staff.PutAsync($"{tenant.Route}/safety", settings, Ct, ("If-Match", read.Header("ETag") ?? "*"))).Done();
    }
}
