using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using LiveChat.Benchmarks;

namespace LiveChat.Crash.Tests;

/// <summary>
/// Without the broker no reply can come, so a visitor is told <c>pending</c> at once instead of after the 25 s that a reply
/// may take; what was accepted is answered when the broker is back.
/// </summary>
public sealed class BrokerDownTests(SharedPlatform shared, ITestOutputHelper output)
{
    private static readonly TimeSpan s_atOnce = TimeSpan.FromSeconds(5);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task MessagePosted_WhileTheBrokerIsDown_PendingAtOnceAndAnsweredWhenItIsBack()
    {
        var (platform, servers, _) = await shared.Started;
        using var http = new HttpClient { BaseAddress = platform.GatewayUrl, Timeout = TimeSpan.FromSeconds(60) };
        var visitor = await VisitorAsync(http);
        await servers!.RabbitMq.KillAsync(Ct);
        JsonNode answer;
        try
        {
            var asked = Stopwatch.StartNew();
            answer = await visitor.SayAsync("Do you ship to Switzerland?");

            output.WriteLine($"answered after {asked.Elapsed.TotalMilliseconds:0} ms");
            Assert.Equal("pending", (string?)answer["status"]);
            Assert.Equal("", (string?)answer["message"]);
            Assert.InRange(asked.Elapsed, TimeSpan.Zero, s_atOnce);
        }
        finally
        {
            await servers.RabbitMq.StartAsync(Ct);
        }

        await visitor.AnsweredAsync(answer);
    }

    [Fact]
    public async Task MessagePosted_BeforeTheBrokerDies_PendingAtOnceAndAnsweredWhenItIsBack()
    {
        var (platform, servers, _) = await shared.Started;
        using var http = new HttpClient { BaseAddress = platform.GatewayUrl, Timeout = TimeSpan.FromSeconds(60) };
        var visitor = await VisitorAsync(http);
        JsonNode answer;
        try
        {
            // Nobody screens it, so it waits for its reply when the broker dies.
            await platform.Process("safetymoderation").KillAsync();
            var waiting = visitor.SayAsync("Do you ship to Switzerland?");
            await visitor.SeenAsync("Do you ship to Switzerland?");

            await servers!.RabbitMq.KillAsync(Ct);
            var died = Stopwatch.StartNew();
            answer = await waiting;

            output.WriteLine($"answered {died.Elapsed.TotalMilliseconds:0} ms after the broker's death");
            Assert.Equal("pending", (string?)answer["status"]);
            Assert.InRange(died.Elapsed, TimeSpan.Zero, s_atOnce);
        }
        finally
        {
            await servers!.RabbitMq.StartAsync(Ct);
            platform.Process("safetymoderation").Start();
            await platform.Process("safetymoderation").WaitUntilReadyAsync(Ct);
        }

        await visitor.AnsweredAsync(answer);
    }

    /// <summary>Who had an answer already: the platform is at work.</summary>
    private static async Task<Visitor> VisitorAsync(HttpClient http)
    {
        var tenant = await BenchTenant.CreateAsync(http, Path.Combine(AppContext.BaseDirectory, "Demo", "knowledge"));
        var visitor = new Visitor(http, tenant, $"broker-{Guid.NewGuid():N}", Guid.NewGuid().ToString("N") + Guid.NewGuid().ToString("N"));
        var limit = DateTime.UtcNow.AddSeconds(60);
        while ((string?)(await tenant.ChatAsync($"warm-{Guid.NewGuid():N}", Guid.NewGuid().ToString("N") + Guid.NewGuid().ToString("N"), "Hello!"))?["status"] != "answered")
        {
            Assert.True(DateTime.UtcNow < limit, "No answer within a minute, before anything was ended.");
            await Task.Delay(100, Ct);
        }

        Assert.Equal("answered", (string?)(await visitor.SayAsync("Hello!"))["status"]);
        return visitor;
    }

    private sealed record Visitor(HttpClient Http, BenchTenant Tenant, string SessionId, string SessionKey)
    {
        public async Task<JsonNode> SayAsync(string message)
        {
            var answer = await Tenant.ChatAsync(SessionId, SessionKey, message);
            Assert.NotNull(answer);
            return answer;
        }

        /// <summary>Returns when the conversation has the line.</summary>
        public Task SeenAsync(string text) => UntilAsync(messages => messages.Any(m => (string?)m["text"] == text), $"the line '{text}'");

        /// <summary>Returns when the pending turn has its reply, once.</summary>
        public async Task AnsweredAsync(JsonNode pending)
        {
            var after = (long)pending["seq"]!;
            var messages = await UntilAsync(
                all => all.Any(m => (long)m["seq"]! > after && (string?)m["author"]!["type"] == "assistant"), "the reply to the pending message");

            Assert.Equal(Enumerable.Range(1, 4).Select(n => (long)n), messages.Select(m => (long)m["seq"]!));
            var asked = messages.Single(m => (string?)m["id"] == (string?)pending["messageId"]);
            Assert.Equal("answered", (string?)asked["turn"]!["status"]);
        }

        private async Task<IReadOnlyList<JsonNode>> UntilAsync(Predicate<IReadOnlyList<JsonNode>> holds, string what)
        {
            for (var limit = DateTime.UtcNow.AddSeconds(60); ; await Task.Delay(50, Ct))
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/widgets/{Tenant.Id}/chat/{SessionId}/messages?after=0&wait=0");
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Tenant.WidgetToken);
                request.Headers.Add("X-Session-Key", SessionKey);
                using var answer = await Http.SendAsync(request, Ct);
                if (answer.IsSuccessStatusCode)
                {
                    var messages = (await answer.Content.ReadFromJsonAsync<JsonNode>(Ct))!["messages"]!.AsArray().Select(m => m!).ToList();
                    if (holds(messages)) return messages;
                }

                Assert.True(DateTime.UtcNow < limit, $"After a minute still not: {what}.");
            }
        }
    }
}
