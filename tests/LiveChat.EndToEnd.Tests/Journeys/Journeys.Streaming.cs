using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using LiveChat.AssistantRouting.Tests.Hosting;
using LiveChat.EndToEnd.Tests.Clients;
using Xunit;

namespace LiveChat.EndToEnd.Tests.Journeys;

public abstract partial class Journeys
{
    private const string ProviderKey = "sk-endtoend-0123456789";

    [Fact]
    public async Task Stream_VisitorReadsAlong_BeforeTheProviderIsDone()
    {
        var read = new TaskCompletionSource();
        async IAsyncEnumerable<string> PiecesAsync()
        {
            yield return "We ship to Switzer";
            yield return "land. It takes";
            // Nobody gets past this who does not show the first sentence before the second is written.
            await read.Task.WaitAsync(TimeSpan.FromSeconds(8));
            yield return " a week.";
        }

        await using var provider = await ProviderAsync(PiecesAsync);
        var tenant = await TenantAsync();
        await UseAsync(tenant, provider);

        var events = await StreamAsync(tenant, "How long does a parcel to Switzerland take?", (name, _) => { if (name == "delta") read.TrySetResult(); });

        Assert.Equal(["accepted", "delta", "delta", "reply", "done"], events.Select(e => e.Name));
        Assert.Equal(["We ship to Switzerland. ", "It takes a week."], events.Where(e => e.Name == "delta").Select(e => (string?)e.Data["text"]));
        Assert.Equal("We ship to Switzerland. It takes a week.", (string?)events[3].Data["text"]);
        Assert.Equal(("answered", "test-model-2026"), ((string?)events[4].Data["status"], (string?)events[4].Data["metadata"]!["model"]));
    }

    [Fact]
    public async Task Stream_PhraseOverTwoSentences_IsNotShown_AndTheStoredVerdictWins()
    {
        await using var provider = await ProviderAsync(() => Of("It is nice. ", "See the purple. ", "Elephant there."));
        var tenant = await TenantAsync();
        await UseAsync(tenant, provider);
        var safety = (await tenant.Staff.GetAsync($"{tenant.Route}/safety", Ct)).Ok();
        safety["blockedKeywords"] = new JsonObject { ["phrases"] = new JsonArray("purple elephant"), ["inspects"] = "both", ["action"] = "fallback" };
        safety["fallbackText"] = "Ask me something else.";
        (await tenant.Staff.PutAsync($"{tenant.Route}/safety", safety.ToJsonString(), Ct)).Ok();

        List<(string Name, JsonNode Data)> events = [];
        await Eventually.TrueAsync(async () => (string?)(events = await StreamAsync(tenant, "Tell me of the zoo please"))[^1].Data["status"] == "blocked", Ct);

        Assert.DoesNotContain(events, e => e.Name == "delta" && ((string)e.Data["text"]!).Contains("Elephant", StringComparison.Ordinal));
        Assert.DoesNotContain(events, e => e.Name == "reply");
        Assert.Equal("Ask me something else.", (string?)events[^1].Data["message"]);
    }

    private static async Task UseAsync(TestTenant tenant, FakeProvider provider)
    {
        (await tenant.Staff.PutAsync($"{tenant.Route}/provider", new { kind = "openai", baseUrl = provider.Url, model = "m", apiKey = ProviderKey }, Ct)).Ok();
        // Each replica of routing hears of it by itself: it is everywhere when none answers otherwise any more.
        var inARow = 0;
        await Eventually.TrueAsync(async () => (inARow = (string?)(await tenant.NewVisitor().SayAsync("How long does a parcel to Switzerland take?", Ct))["metadata"]!["model"] == "builtin" ? 0 : inARow + 1) == 8, Ct);
    }

    /// <summary>Streams to those who ask for it, and says one word to others.</summary>
    private static async Task<FakeProvider> ProviderAsync(Func<IAsyncEnumerable<string>> pieces)
    {
        FakeProvider? self = null;
        self = await FakeProvider.StartAsync((http, _) => self!.Asked.Last().Body["stream"] is null ? FakeProvider.SayAsync(http, "Yes.") : FakeProvider.StreamAsync(http, pieces()));
        return self;
    }

    private static async IAsyncEnumerable<string> Of(params string[] pieces)
    {
        foreach (var piece in pieces)
        {
            await Task.Yield();
            yield return piece;
        }
    }

    /// <summary>Posts a message for an event stream and reads it to its end.</summary>
    private static async Task<List<(string Name, JsonNode Data)>> StreamAsync(TestTenant tenant, string message, Action<string, JsonNode>? seen = null)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(40) };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(tenant.Widget.Gateway, tenant.ChatRoute)) { Content = Caller.Json(new { sessionId = $"session-{Guid.NewGuid():N}", message }) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tenant.Widget.Bearer);
        request.Headers.Accept.ParseAdd("text/event-stream");
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Ct);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(Ct));
        var events = new List<(string Name, JsonNode Data)>();
        var name = "";
        while (await lines.ReadLineAsync(Ct) is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal)) name = line[7..];
            if (!line.StartsWith("data: ", StringComparison.Ordinal)) continue;
            events.Add((name, JsonNode.Parse(line[6..])!));
            seen?.Invoke(name, events[^1].Data);
        }

        return events;
    }
}
