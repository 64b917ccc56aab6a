using LiveChat.RealtimeFanout.Replay;
using LiveChat.RealtimeFanout.Tests.Platform;
using StackExchange.Redis;

namespace LiveChat.RealtimeFanout.Tests.Replay;

/// <summary>The suite on a real Redis, and what only the shared log can meet.</summary>
public sealed class RedisReplayLogTests(ServersFixture fixture) : ReplayLogSuite, IAsyncLifetime
{
    private ConnectionMultiplexer _redis = null!;

    public async ValueTask InitializeAsync() =>
        _redis = await ConnectionMultiplexer.ConnectAsync(fixture.Servers.Redis.ConnectionString);

    public ValueTask DisposeAsync() => _redis.DisposeAsync();

    [Fact]
    public async Task Append_DataLost_BeginsANewEpoch()
    {
        var log = Log();
        var first = (await log.AppendAsync(Tenant, [Draft("a")], Ct))[0]!.Value;
        await _redis.GetDatabase().KeyDeleteAsync([$"{{{Tenant}}}:feed:head", $"{{{Tenant}}}:feed:log", $"{{{Tenant}}}:feed:known"]);
        var again = (await log.AppendAsync(Tenant, [Draft("b")], Ct))[0]!.Value;
        Assert.NotEqual(first.Epoch, again.Epoch);
        Assert.True((await log.ReadAfterAsync(Tenant, first, 10, Ct)).Gone);
    }

    [Fact]
    public async Task Append_DataWentBack_BeginsANewEpochSoThatNoIdNamesTwoEvents()
    {
        var log = Log();
        var ids = await log.AppendAsync(Tenant, [Draft("a"), Draft("b")], Ct);
        // What a failover to a replica that had not got the second event leaves.
        await _redis.GetDatabase().HashSetAsync($"{{{Tenant}}}:feed:head", "n", 1);
        await _redis.GetDatabase().StreamDeleteAsync($"{{{Tenant}}}:feed:log", ["2-0"]);
        var next = (await log.AppendAsync(Tenant, [Draft("c")], Ct))[0]!.Value;
        Assert.NotEqual(ids[1]!.Value.Epoch, next.Epoch);
    }

    [Fact]
    public async Task Head_OtherReplicaAsks_IsTheSameEpoch()
    {
        await using var other = await ConnectionMultiplexer.ConnectAsync(fixture.Servers.Redis.ConnectionString);
        var here = await Log().HeadAsync(Tenant, Ct);
        using var there = new RedisReplayLog(other, new ReplayLimits(100, TimeSpan.FromHours(1)), TimeProvider.System);
        Assert.Equal(here, await there.HeadAsync(Tenant, Ct));
    }

    private protected override IReplayLog Log(int maxEvents = 100, TimeProvider? clock = null) =>
        new RedisReplayLog(_redis, new ReplayLimits(maxEvents, TimeSpan.FromHours(1)), clock ?? TimeProvider.System);
}
