using System.Text.Json.Nodes;
using LiveChat.AssistantRouting.Tests.Hosting;
using LiveChat.EndToEnd.Tests.Clients;
using Xunit;

namespace LiveChat.EndToEnd.Tests.Journeys;

public abstract partial class Journeys
{
    // After some failures the provider is left alone for a while.
    private static readonly string?[] ProviderFailed = ["provider_error", "circuit_open"];

    [Fact]
    public async Task Provider_AnswersWithErrors_TheVisitorHasAnAnswerOrAPerson_AndTheTrailTheCause()
    {
        await using var provider = await FakeProvider.StartAsync((http, _) => FakeProvider.RefuseAsync(http, 500, "server_error"));
        var tenant = await TenantAsync();
        (await tenant.Staff.PutAsync($"{tenant.Route}/provider", new { kind = "openai", baseUrl = provider.Url, model = "m", apiKey = ProviderKey }, Ct)).Ok();
        // Each replica of routing hears of it by itself: it is everywhere when none answers otherwise any more.
        var inARow = 0;
        await Eventually.TrueAsync(async () =>
        {
            var asked = (await tenant.NewVisitor().PostAsync("Do you sell gloves?", Ct)).Ok();
            var cause = await CauseAsync(tenant, asked);
            return (inARow = ProviderFailed.Contains(cause) ? inARow + 1 : 0) == 6;
        }, Ct, "every replica asks the provider");

        // What the articles say is said, as if nothing were.
        var answer = await tenant.NewVisitor().SayAsync("Do you ship to Switzerland?", Ct);
        Assert.Contains("14.90", (string?)answer["message"], StringComparison.Ordinal);
        Assert.Equal("builtin", (string?)answer["metadata"]!["model"]);
        Assert.Contains(await CauseAsync(tenant, answer), ProviderFailed);

        // What they don't say goes to people, and nothing of the failure is shown.
        var handed = await tenant.NewVisitor().SayAsync("Do you sell gloves?", Ct, "handed_off");
        foreach (var inner in (string[])["provider", "server_error", "500", "circuit"])
            Assert.DoesNotContain(inner, (string?)handed["message"], StringComparison.OrdinalIgnoreCase);
        Assert.Contains(await CauseAsync(tenant, handed), ProviderFailed);
    }

    /// <summary>Why the provider did not answer, as the team reads it.</summary>
    private static async Task<string?> CauseAsync(TestTenant tenant, JsonNode answer)
    {
        var trail = await Eventually.AnswerAsync(
            () => tenant.Staff.GetAsync($"{tenant.Route}/conversations/{answer["conversationId"]}/messages/{answer["messageId"]}/trail", Ct),
            a => a.Status == 200 && a.Text.Contains("\"draft\"", StringComparison.Ordinal), Ct);
        return (string?)Steps(trail.Body).FirstOrDefault(s => (string?)s["step"] == "ask_provider")?["cause"];
    }

    private static IEnumerable<JsonObject> Steps(JsonNode? node) => node switch
    {
        JsonObject step when step.ContainsKey("step") => [step],
        JsonObject many => many.SelectMany(m => Steps(m.Value)),
        JsonArray many => many.SelectMany(Steps),
        _ => [],
    };
}
