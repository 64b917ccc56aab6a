using LiveChat.Chat.Tests.Platform;

namespace LiveChat.Chat.Tests.Analytics;

/// <summary>Figures and exports at the public border, in both topologies.</summary>
public abstract class AnalyticsSuite(ChatHostFixture fixture)
{
    private ChatHost Host => fixture.Host;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Analytics_CountWhatBecameOfConversations_OfThisTenantOnly()
    {
        var tenant = Host.Admit();
        foreach (var text in (string[])["Hello", "Do you ship?", "human", "block"])
            await SayAsync(tenant, text);
        await SayAsync(Host.Admit(), "elsewhere");
        var answer = await Host.Staff(tenant, "viewer").GetAsync("analytics", Ct);
        Assert.Equal((200, "day", "UTC"), (answer.Status, answer.Text("by"), answer.Text("timeZone")));
        Assert.Equal(30, answer["items"].GetArrayLength());
        var totals = answer["totals"];
        Assert.Equal((4, 2, 1, 1), (totals.GetProperty("conversations").GetInt32(), totals.GetProperty("aiResolved").GetInt32(),
            totals.GetProperty("handedOver").GetInt32(), totals.GetProperty("blocked").GetInt32()));
        Assert.Equal((0.5, 0.25), (totals.GetProperty("aiResolutionRate").GetDouble(), totals.GetProperty("handoverRate").GetDouble()));
        Assert.InRange(totals.GetProperty("firstResponseSeconds").GetDouble(), 0, 60);
        Assert.Equal(4, answer["items"].EnumerateArray().Sum(i => i.GetProperty("conversations").GetInt32()));
        Assert.Equal(400, (await Host.Staff(tenant).GetAsync("analytics?by=week", Ct)).Status);
        Assert.Equal(168, (await Host.Staff(tenant).GetAsync("analytics?by=hour", Ct))["items"].GetArrayLength());

        var csv = await TextAsync(tenant, "analytics.csv");
        Assert.Equal(32, csv.Split("\r\n").Length);
        Assert.Contains(",4,", csv);
    }

    [Fact]
    public async Task ConversationsCsv_HasEveryPage_AndNoFormula()
    {
        var tenant = Host.Admit(peopleOnly: true);
        for (var i = 0; i < 205; i++)
            Assert.Equal(200, (await Host.Visitor(tenant, $"s-{i}").SayAsync(i == 0 ? "=cmd|' /C calc'!A0" : "Hi, \"there\"", Ct)).Status);
        var lines = (await TextAsync(tenant, "conversations.csv")).TrimEnd().Split("\r\n");
        Assert.Equal(206, lines.Length);
        Assert.Equal(206, lines.Select(line => line.Split(',')[0]).Distinct().Count());
        Assert.Contains(lines, line => line.EndsWith(",\"'=cmd|' /C calc'!A0\"", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.EndsWith(",\"Hi, \"\"there\"\"\"", StringComparison.Ordinal));
        Assert.Equal(2, (await TextAsync(tenant, "conversations.csv?q=calc")).TrimEnd().Split("\r\n").Length);
    }

    private async Task SayAsync(string tenant, string text)
    {
        var answer = await Host.Visitor(tenant, Guid.NewGuid().ToString("N")).SayAsync(text, Ct);
        Assert.Equal(200, answer.Status);
        var staff = Host.Staff(tenant);
        // Until its turn has ended: a broker just joined may take longer than the visitor's wait.
        while ((await staff.GetAsync($"conversations/{answer.Text("conversationId")}", Ct))["lastMessage"].GetProperty("authorType").GetString() == "visitor")
            await Task.Delay(50, Ct);
    }

    private async Task<string> TextAsync(string tenant, string path)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Host.Address, $"/api/tenants/{tenant}/{path}"));
        request.Headers.Authorization = new("Bearer", Tokens.Staff(tenant, Guid.CreateVersion7(), "viewer", "Ann"));
        using var response = await http.SendAsync(request, Ct);
        Assert.Equal((200, "text/csv"), ((int)response.StatusCode, response.Content.Headers.ContentType!.MediaType));
        return await response.Content.ReadAsStringAsync(Ct);
    }
}

public sealed class StandaloneAnalyticsTests(StandaloneChat fixture) : AnalyticsSuite(fixture), IClassFixture<StandaloneChat>;

public sealed class DistributedAnalyticsTests(DistributedChat fixture) : AnalyticsSuite(fixture), IClassFixture<DistributedChat>;
