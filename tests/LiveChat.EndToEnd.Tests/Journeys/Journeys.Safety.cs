using System.Text.Json.Nodes;
using LiveChat.EndToEnd.Tests.Clients;
using Xunit;

namespace LiveChat.EndToEnd.Tests.Journeys;

public abstract partial class Journeys
{
    [Fact]
    public async Task BlockedPhrase_OfTheVisitor_FallbackTextAndNoAssistant()
    {
        var tenant = await TenantAsync();
        await BlockAsync(tenant, "pineapple pizza");
        var visitor = tenant.NewVisitor();

        var blocked = await BlockedAsync(visitor, "Do you ship Pineapple  PIZZA to Switzerland?");

        Assert.False(string.IsNullOrWhiteSpace((string?)blocked["message"]));
        Assert.DoesNotContain("14.90", (string?)blocked["message"], StringComparison.Ordinal);
        Assert.Null(blocked["reply"]);
    }

    [Fact]
    public async Task BlockedPhrase_OfTheReply_NeverReachesTheVisitor()
    {
        var tenant = await TenantAsync();
        (await tenant.Staff.PostAsync($"{tenant.Route}/knowledge", new { title = "Secret recipe", text = "The secret recipe of our cake is marzipan with saffron.", locale = "en" }, Ct)).Done();
        await BlockAsync(tenant, "marzipan with saffron");
        var visitor = tenant.NewVisitor();

        await BlockedAsync(visitor, "What is the secret recipe of your cake?");

        Assert.DoesNotContain("marzipan", (await visitor.MessagesAsync(Ct)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SafetySettings_AreReadReplacedAndTried()
    {
        var tenant = await TenantAsync();
        await BlockAsync(tenant, "pineapple pizza");

        // Another replica may not know the list yet.
        var hit = (await Eventually.AnswerAsync(
            () => tenant.Staff.PostAsync($"{tenant.Route}/safety/test", new { text = "I like pineapple pizza", direction = "visitor" }, Ct),
            answer => (string?)answer.Ok()["verdict"] != "allow", Ct)).Ok();
        var miss = (await tenant.Staff.PostAsync($"{tenant.Route}/safety/test", new { text = "I like cake", direction = "visitor" }, Ct)).Ok();

        Assert.Equal("fallback", (string?)hit["verdict"]);
        Assert.Equal("blockedKeywords", (string?)hit["list"]);
        Assert.Equal("pineapple pizza", (string?)hit["matched"]!["text"]);
        Assert.Equal("allow", (string?)miss["verdict"]);
    }

    [Fact]
    public async Task SafetyTest_LastMessages_SaysWhatTheListsWouldHaveDone()
    {
        var tenant = await TenantAsync();
        var visitor = tenant.NewVisitor();
        await visitor.SayAsync("Do you ship to Switzerland?", Ct);
        await BlockAsync(tenant, "Switzerland");

        // Another replica may not know the list yet.
        await Eventually.AnswerAsync(() => tenant.Staff.PostAsync($"{tenant.Route}/safety/test", new { text = "x", lastMessages = 50 }, Ct), answer =>
            answer.Ok()["lastMessages"]!["hits"]!.AsArray().Any(hit =>
                (string?)hit!["verdict"] == "fallback" && (string?)hit["direction"] == "visitor" && (string?)hit["text"] == "Do you ship to Switzerland?"), Ct);
    }

    private static async Task BlockAsync(TestTenant tenant, string phrase)
    {
        var read = await tenant.Staff.GetAsync($"{tenant.Route}/safety", Ct);
        var settings = read.Ok().AsObject();
        settings["blockedKeywords"] = new JsonObject { ["phrases"] = new JsonArray(phrase), ["inspects"] = "both", ["action"] = "fallback" };
        (await tenant.Staff.PutAsync($"{tenant.Route}/safety", settings, Ct, ("If-Match", read.Header("ETag") ?? "*"))).Done();
    }

    // Other replicas hear of the new settings by an event.
    private static async Task<JsonNode> BlockedAsync(Visitor visitor, string message) =>
        (await Eventually.AnswerAsync(() => visitor.PostAsync(message, Ct), a => (string?)a["status"] == "blocked", Ct)).Ok();
}
