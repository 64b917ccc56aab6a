using System.Text.Json;
using LiveChat.AppHost.Servers;
using LiveChat.RealtimeFanout.Tests.Platform;

namespace LiveChat.RealtimeFanout.Tests.Feeds;

/// <summary>Redis is killed under the service and comes back, with its data and without.</summary>
public sealed class RedisOutageTests
{
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task RedisKilledAndBackWithItsData_SocketsStayAndNoEventIsLost()
    {
        await using var servers = await ServersAsync(durable: true);
        await using var host = await FeedHost.StartAsync(servers, _ct, ("SweepInterval", "00:00:00.050"));
        var tenant = host.Admit(Sample.Tenant());
        await using var client = await host.SignInAsync(tenant, _ct);
        await PublishAsync(host, tenant, 5);
        await client.EventsAsync(10);
        await servers.Redis.KillAsync(_ct);
        await PublishAsync(host, tenant, 5);
        await servers.Redis.StartAsync(_ct);
        Assert.Equal(Enumerable.Range(11, 10), (await client.EventsAsync(10)).Select(Number));
        await PublishAsync(host, tenant, 5);
        Assert.Equal(Enumerable.Range(21, 10), (await client.EventsAsync(10)).Select(Number));
    }

    [Fact]
    public async Task RedisKilledAndBackEmpty_DashboardsAreToldToResync()
    {
        await using var servers = await ServersAsync(durable: false);
        await using var host = await FeedHost.StartAsync(servers, _ct, ("SweepInterval", "00:00:00.050"), ("HeadCheck", "00:00:00.500"));
        var tenant = host.Admit(Sample.Tenant());
        await using var client = await host.SignInAsync(tenant, _ct);
        await PublishAsync(host, tenant, 2);
        await client.EventsAsync(4);
        await servers.Redis.KillAsync(_ct);
        await servers.Redis.StartAsync(_ct);
        await client.ExpectAsync("resync");
        await PublishAsync(host, tenant, 1);
        Assert.Equal([1, 2], (await client.EventsAsync(2)).Select(Number));
    }

    [Fact]
    public async Task RedisAway_NewSignIn_IsAskedToComeBack()
    {
        await using var servers = await ServersAsync(durable: false);
        await using var host = await FeedHost.StartAsync(servers, _ct);
        var tenant = host.Admit(Sample.Tenant());
        await servers.Redis.KillAsync(_ct);
        await using (var early = await host.ConnectAsync(_ct))
        {
            await early.AuthAsync(StaffTokens.Mint(tenant, Guid.CreateVersion7()));
            Assert.Equal((1013, "unavailable"), await early.EndAsync());
        }
        await servers.Redis.StartAsync(_ct);
        while (true)
        {
            // As a dashboard does: until the server lets it in.
            await using var client = await host.ConnectAsync(_ct);
            await client.AuthAsync(StaffTokens.Mint(tenant, Guid.CreateVersion7()));
            if ((await client.ReceiveAsync())!.Value.GetProperty("type").GetString() == "auth:ok") return;
            await Task.Delay(100, _ct);
        }
    }

    private Task<LocalServers> ServersAsync(bool durable) => LocalServers.StartAsync(
        ServerKinds.Redis | ServerKinds.RabbitMq, new ServersOptions { Durable = durable, MustBeKillable = true }, _ct);

    private async Task PublishAsync(FeedHost host, string tenant, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var posted = Sample.Posted(tenant);
            await host.Bus.PublishAsync(Sample.Told(posted), posted.RequestId, _ct);
        }
    }

    private static int Number(JsonElement frame) =>
        int.Parse(frame.GetProperty("id").GetString()!.Split('-')[1], System.Globalization.CultureInfo.InvariantCulture);
}
