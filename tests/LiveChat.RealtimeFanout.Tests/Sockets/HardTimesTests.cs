using System.Text.Json;
using LiveChat.RealtimeFanout.Sockets;
using LiveChat.RealtimeFanout.Tests.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace LiveChat.RealtimeFanout.Tests.Sockets;

/// <summary>Slow and dead clients, a log too short, a server that stops.</summary>
public sealed class HardTimesTests
{
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task SlowClient_IsClosedWith1013AndResumesWithoutLoss()
    {
        await using var host = await StartAsync(("MaxQueuedBytes", "131072"), ("CloseGrace", "00:00:30"));
        var tenant = host.Admit(Sample.Tenant());
        await using var slow = await host.SignInAsync(tenant, _ct);
        await using var quick = await host.SignInAsync(tenant, _ct);
        var written = 0;
        // It reads nothing: first the kernels' buffers fill, then Kestrel's, then its queue.
        while (!IsClosing(host, tenant, slow))
        {
            await WriteAsync(host, tenant, ++written);
            Assert.Single(await quick.EventsAsync(1));
        }

        var seen = new List<int>();
        var last = slow.LastEventId;
        while (await slow.ReceiveAsync() is { } frame)
        {
            if (!frame.TryGetProperty("id", out var id)) continue;
            last = id.GetString()!;
            seen.Add(Number(frame));
        }
        Assert.Equal(1013, (int)slow.Socket.CloseStatus!);
        Assert.True(seen.Count < written);
        await using var back = await host.SignInAsync(tenant, _ct, lastEventId: last);
        seen.AddRange((await back.EventsAsync(written - seen.Count)).Select(Number));
        Assert.Equal(Enumerable.Range(1, written), seen);
    }

    [Fact]
    public async Task DeadPeer_AnswersNoPing_IsDropped()
    {
        await using var host = await StartAsync(("PingAfter", "00:00:00.100"), ("DeadAfter", "00:00:00.600"));
        var (client, _) = await RawClient.OpenAsync(host.Address, _ct);
        using (client)
        {
            await client.SendTextAsync(JsonSerializer.Serialize(
                new { type = "auth", token = StaffTokens.Mint(host.Admit(Sample.Tenant()), Guid.CreateVersion7()) }));
            var pings = 0;
            while (await client.ReceiveAsync() is { } frame)
                if (frame.Opcode == 9) pings++;
            Assert.True(pings > 0);
        }
    }

    [Fact]
    public async Task IdleClient_AnswersPings_Stays()
    {
        await using var host = await StartAsync(("PingAfter", "00:00:00.100"), ("DeadAfter", "00:00:00.600"));
        var tenant = host.Admit(Sample.Tenant());
        var (client, _) = await RawClient.OpenAsync(host.Address, _ct);
        using (client)
        {
            await client.SendTextAsync(JsonSerializer.Serialize(
                new { type = "auth", token = StaffTokens.Mint(tenant, Guid.CreateVersion7()) }));
            for (var pings = 0; pings < 10;)
            {
                var frame = await client.ReceiveAsync();
                Assert.NotNull(frame);
                if (frame.Value.Opcode != 9) continue;
                pings++;
                await client.SendAsync([0x8A, 0x80, 0, 0, 0, 0]);
            }
        }
    }

    [Fact]
    public async Task Resume_BeyondTheLog_IsToldToResync()
    {
        await using var host = await StartAsync(("ReplayMaxEvents", "5"), ("IdleFeed", "00:00:00"));
        var tenant = host.Admit(Sample.Tenant());
        string start;
        await using (var client = await host.SignInAsync(tenant, _ct)) start = client.LastEventId;
        for (var i = 1; i <= 20; i++) await WriteAsync(host, tenant, i);
        await using var back = await host.SignInAsync(tenant, _ct, lastEventId: start);
        Assert.Equal(0, back.Greeting.GetProperty("replayed").GetInt32());
        var resync = await back.ExpectAsync("resync");
        Assert.EndsWith("-20", resync.GetProperty("lastEventId").GetString());
        await WriteAsync(host, tenant, 21);
        Assert.Equal(21, Number((await back.EventsAsync(1))[0]));
    }

    [Fact]
    public async Task Resume_LongReplayToASlowReader_IsNotTakenForDead()
    {
        await using var host = await StartAsync(("PingAfter", "00:00:00.100"), ("DeadAfter", "00:00:00.300"), ("MaxQueuedBytes", "131072"));
        var tenant = host.Admit(Sample.Tenant());
        string start;
        await using (var client = await host.SignInAsync(tenant, _ct)) start = client.LastEventId;
        for (var i = 1; i <= 300; i++) await WriteAsync(host, tenant, i);
        await using var back = await host.ConnectAsync(_ct);
        await back.AuthAsync(StaffTokens.Mint(tenant, Guid.CreateVersion7()), start);
        Assert.Equal(300, (await back.ExpectAsync("auth:ok")).GetProperty("replayed").GetInt32());
        // Reads nothing for longer than a silent peer may live, while 18 MB wait for it.
        await Task.Delay(TimeSpan.FromSeconds(1), _ct);
        Assert.Equal(Enumerable.Range(1, 300), (await back.EventsAsync(300)).Select(Number));
    }

    [Fact]
    public async Task Shutdown_EveryClient_IsToldAndClosedWith1012()
    {
        var host = await StartAsync(("DrainPeriod", "00:00:00.200"));
        await using var disposal = host;
        var tenant = host.Admit(Sample.Tenant());
        var clients = new List<DashboardClient>();
        for (var i = 0; i < 10; i++) clients.Add(await host.SignInAsync(tenant, _ct));
        var stopping = host.StopAsync();
        foreach (var client in clients)
        {
            var told = await client.ExpectAsync("server:restarting");
            Assert.InRange(told.GetProperty("reconnectAfterMs").GetInt32(), 50, 1000);
            Assert.Equal(1012, (await client.EndAsync()).Close);
            await client.DisposeAsync();
        }
        await stopping.WaitAsync(TimeSpan.FromSeconds(20), _ct);
    }

    private static bool IsClosing(FeedHost host, string tenant, DashboardClient client)
    {
        var id = client.Greeting.GetProperty("connectionId").GetGuid();
        var open = new List<StaffSession>();
        host.Services.GetRequiredService<LiveChat.RealtimeFanout.Feeds.TenantFeeds>().Find(tenant)!
            .ForEach(open, static (list, session) => list.Add(session));
        return open.SingleOrDefault(s => s.Id == id) is not { Connection.Closing: false };
    }

    private Task WriteAsync(FeedHost host, string tenant, int n) => host.Writer.WriteAsync(
        tenant, [host.Writer.Draft("test", $"k{n}", null, new { n, padding = new string('x', 60_000) })], _ct);

    private static int Number(JsonElement frame) => frame.GetProperty("data").GetProperty("n").GetInt32();

    private Task<FeedHost> StartAsync(params (string, string)[] options) =>
        FeedHost.StartAsync(null, _ct, [("SweepInterval", "00:00:00.050"), .. options]);
}
