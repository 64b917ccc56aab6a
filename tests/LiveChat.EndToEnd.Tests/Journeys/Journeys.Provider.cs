using LiveChat.AssistantRouting.Tests.Hosting;
using LiveChat.EndToEnd.Tests.Clients;
using Xunit;

namespace LiveChat.EndToEnd.Tests.Journeys;

public abstract partial class Journeys
{
    [Fact]
    public async Task Provider_AnswersWithErrors_TheVisitorHasAnAnswerOrAPerson_AndTheTrailTheCause()
    {
        await using var provider = await FakeProvider.StartAsync((http, _) => FakeProvider.RefuseAsync(http, 500, "server_error"));
        var tenant = await TenantAsync();
        (await tenant.Staff.PutAsync($"{tenant.Route}/provider", new { kind = "openai", baseUrl = provider.Url, model = "m", apiKey = ProviderKey }, Ct)).Ok();
        // Each replica of routing hears of it by itself: it is everywhere when the provider is asked for every message.
        var inARow = 0;
        await Eventually.TrueAsync(async () =>
        {
            var before = provider.Asked.Count;
            await tenant.NewVisitor().PostAsync("Do you sell gloves?", Ct);
            return (inARow = provider.Asked.Count > before ? inARow + 1 : 0) == 4 || await CauseAsync(tenant, "Do you sell gloves?") == "circuit_open";
        }, Ct, "every replica asks the provider");

        // What the articles say is said, as if nothing were.
        var answer = await tenant.NewVisitor().SayAsync("Do you ship to Switzerland?", Ct);
        Assert.Contains("14.90", (string?)answer["message"], StringComparison.Ordinal);
        Assert.Equal("builtin", (string?)answer["metadata"]!["model"]);
        Assert.Contains(await CauseAsync(tenant, answer), (string[])["provider_error", "circuit_open"]);

        // What they don't say goes to people, and nothing of the failure is shown.
        var handed = await tenant.NewVisitor().SayAsync("Do you sell gloves?", Ct, "handed_off");
        foreach (var inner in (string[])["provider", "server_error", "500", "circuit"])
            Assert.DoesNotContain(inner, (string?)handed["message"], StringComparison.OrdinalIgnoreCase);
        Assert.Contains(await CauseAsync(tenant, handed), (string[])["provider_error", "circuit_open"]);
    }

    private static async Task<string?> CauseAsync(TestTenant tenant, string message) =>
        (await tenant.NewVisitor().PostAsync(message, Ct)) is { Status: 200, Body: { } body } ? await CauseAsync(tenant, body) : null;

    /// <summary>Why the provider did not answer, as the team reads it.</summary>
    private static async Task<string?> CauseAsync(TestTenant tenant, System.Text.Json.Nodes.JsonNode answer)
    {
        var trail = await Eventually.AnswerAsync(
            () => tenant.Staff.GetAsync($"{tenant.Route}/conversations/{answer["conversationId"]}/messages/{answer["messageId"]}/trail", Ct), a => a.Status == 200, Ct);
        var steps = trail.Ok().ToJsonString();
        var at = steps.IndexOf("\"step\":\"ask_provider\"", StringComparison.Ordinal);
        return at < 0 ? null : System.Text.RegularExpressions.Regex.Match(steps[at..], "\"cause\":\"([a-z_]+)\"").Groups[1].Value;
    }
}
