using LiveChat.EndToEnd.Tests.Clients;
using Xunit;

namespace LiveChat.EndToEnd.Tests.Journeys;

public abstract partial class Journeys
{
    [Fact]
    public async Task Trail_OfAnAnswer_NamesEveryServiceAndItsDecision()
    {
        var tenant = await TenantAsync();
        var answer = await tenant.NewVisitor().SayAsync("Do you ship to Switzerland?", Ct);
        var conversation = $"{tenant.Route}/conversations/{answer["conversationId"]}";

        var trail = await Eventually.AnswerAsync(
            () => tenant.Staff.GetAsync($"{conversation}/messages/{answer["messageId"]}/trail", Ct), a => a.Status == 200, Ct);
        var request = await tenant.Staff.GetAsync($"{tenant.Route}/requests/{answer["metadata"]!["requestId"]}", Ct);

        foreach (var text in new[] { trail.Ok().ToJsonString(), request.Ok().ToJsonString() })
        {
            foreach (var service in new[] { "chat", "safetymoderation", "assistantrouting" })
                Assert.Contains($"\"service\":\"{service}\"", text, StringComparison.Ordinal);
            // The trail tells what was decided, never what the visitor wrote.
            Assert.DoesNotContain("Do you ship", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Trail_OfABlockedMessage_NamesTheRule()
    {
        var tenant = await TenantAsync();
        await BlockAsync(tenant, "pineapple pizza");
        var blocked = await BlockedAsync(tenant.NewVisitor(), "I want pineapple pizza");

        var request = (await tenant.Staff.GetAsync($"{tenant.Route}/requests/{blocked["metadata"]!["requestId"]}", Ct)).Ok();

        var step = request["trail"]!["steps"]!.AsArray().Single(s => (string?)s!["step"] == "screen_message")!;
        Assert.Equal(("safetymoderation", "fallback", "blockedKeywords"), ((string?)step["service"], (string?)step["outcome"], (string?)step["cause"]));
        Assert.Contains("'pineapple pizza'", (string?)step["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_OfNobodyOrOfAnotherTenant_404()
    {
        var tenant = await TenantAsync();
        var other = await NoAssistantTenantAsync();
        var answer = await tenant.NewVisitor().SayAsync("Hello!", Ct);

        (await other.Staff.GetAsync($"{other.Route}/requests/{answer["metadata"]!["requestId"]}", Ct)).Refused(404, "not_found");
        (await tenant.Staff.GetAsync($"{tenant.Route}/requests/never-made-this", Ct)).Refused(404, "not_found");
    }

    [Fact]
    public async Task Usage_AfterConversations_CountsThem()
    {
        var tenant = await TenantAsync();
        var before = await UsedAsync(tenant, 0);
        await tenant.NewVisitor().SayAsync("Hello!", Ct);
        var visitor = tenant.NewVisitor();
        await visitor.SayAsync("Hello!", Ct);
        await visitor.SayAsync("Do you ship to Switzerland?", Ct);

        await Eventually.TrueAsync(async () => await UsedAsync(tenant, 0) == before + 2, Ct, "two more conversations counted");
    }

    [Fact]
    public async Task OneTrace_FromThePostToTheDashboardsFrame()
    {
        var tenant = await TenantAsync();
        await using var dashboard = await DashboardSocket.SignInAsync(tenant, Ct);
        var visitor = tenant.NewVisitor();
        var traceId = Convert.ToHexStringLower(Guid.NewGuid().ToByteArray());

        (await tenant.Widget.PostAsync(
            tenant.ChatRoute, new { sessionId = visitor.SessionId, message = "Do you ship to Switzerland?" }, Ct,
            visitor.Key, ("traceparent", $"00-{traceId}-00f067aa0ba902b7-01"))).Ok();
        await dashboard.NextAsync("message:new", Ct, f => (int?)f["data"]!["message"]!["seq"] == 2);

        var wanted = new[] { "visitor-message-posted", "screened", "reply-drafted", "feed deliver" };
        string[] services = Platform.Processes.Count > 1 ? ["gateway", "chat", "safetymoderation", "assistantrouting", "realtimefanout"] : [];
        // Each process exports its spans in its own time.
        var trace = await topology.Spans.TraceAsync(
            traceId, spans => Array.TrueForAll(wanted, w => spans.Any(s => Matches(s.Name, w))) && Array.TrueForAll(services, w => spans.Any(s => s.Service == w)),
            TimeSpan.FromSeconds(15), Ct);
        var seen = string.Join("\n", trace.Select(s => $"{s.Service}: {s.Name}"));
        Assert.All(wanted, name => Assert.True(trace.Any(s => Matches(s.Name, name)), $"No span '{name}' in the trace of the POST. It has:\n{seen}"));
        Assert.All(services, service => Assert.True(trace.Any(s => s.Service == service), $"No span of {service} in the trace of the POST. It has:\n{seen}"));
    }

    private static bool Matches(string name, string part) =>
        name.Replace("-", "", StringComparison.Ordinal).Contains(part.Replace("-", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);

    private static async Task<long> UsedAsync(TestTenant tenant, int item) =>
        (long)(await tenant.Staff.GetAsync($"{tenant.Route}/usage", Ct)).Ok()["items"]!.AsArray()[item]!["used"]!;
}
