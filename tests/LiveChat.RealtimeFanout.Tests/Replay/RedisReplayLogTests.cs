using LiveChat.RealtimeFanout.Replay;
using LiveChat.RealtimeFanout.Tests.Platform;
using Microsoft.Extensions.Logging.Abstractions;
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
        await _redis.GetDatabase().KeyDeleteAsync([$"{{{Tenant}}}:feed:head", $"{{{Tenant}}}:feed:batches"]);
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
        await _redis.GetDatabase().StreamDeleteAsync($"{{{Tenant}}}:feed:batches", ["2-0"]);
        var next = (await log.AppendAsync(Tenant, [Draft("c")], Ct))[0]!.Value;
        Assert.NotEqual(ids[1]!.Value.Epoch, next.Epoch);
    }

    [Fact]
    public async Task Read_LogOfSingleEventsOfAnEarlierRelease_IsGone_AndTheNumbersGoOn()
    {
        var database = _redis.GetDatabase();
        var log = Log();
        var head = await log.HeadAsync(Tenant, Ct);
        await database.HashSetAsync($"{{{Tenant}}}:feed:head", "n", 2);
        await database.StreamAddAsync($"{{{Tenant}}}:feed:log", [new("a", 0), new("f", "{}"), new("t", "")], "2-0");
        Assert.True((await log.ReadAfterAsync(Tenant, head with { Number = 1 }, 10, Ct)).Gone);
        Assert.Equal(head with { Number = 3 }, (await log.AppendAsync(Tenant, [Draft("a")], Ct))[0]);
        Assert.Equal([3L], (await log.ReadAfterAsync(Tenant, head with { Number = 2 }, 10, Ct)).Events.Select(e => e.Id.Number));
    }

    [Fact]
    public async Task Read_ABatchIsLost_PageEndsAtTheHole_AndWhatIsBehindItIsGone()
    {
        var log = Log();
        for (var i = 0; i < 3; i++) await log.AppendAsync(Tenant, [Draft($"a{i}"), Draft($"b{i}")], Ct);
        await _redis.GetDatabase().StreamDeleteAsync($"{{{Tenant}}}:feed:batches", ["4-0"]);
        var start = await log.HeadAsync(Tenant, Ct) with { Number = 0 };
        var page = await log.ReadAfterAsync(Tenant, start, 10, Ct);
        Assert.False(page.Gone);
        Assert.Equal([1L, 2L], page.Events.Select(e => e.Id.Number));
        Assert.True((await log.ReadAfterAsync(Tenant, page.Events[^1].Id, 10, Ct)).Gone);
    }

    [Fact]
    public async Task Append_ManyEvents_EveryKeyOfTheTenantHasAnEnd()
    {
        var log = Log(maxEvents: 10);
        for (var i = 0; i < 10; i++) await log.AppendAsync(Tenant, [.. Enumerable.Range(10 * i, 10).Select(n => Draft($"{n}"))], Ct);
        foreach (var part in (string[])["head", "batches", "recent", "before"])
            Assert.NotNull(await _redis.GetDatabase().KeyTimeToLiveAsync($"{{{Tenant}}}:feed:{part}"));
        Assert.InRange(await _redis.GetDatabase().StreamLengthAsync($"{{{Tenant}}}:feed:batches"), 1, 8);
    }

    [Fact]
    public async Task Append_RedisForgotTheScript_BringsItAgain()
    {
        var log = Log();
        await log.AppendAsync(Tenant, [Draft("a")], Ct);
        await _redis.GetDatabase().ExecuteAsync("SCRIPT", "FLUSH");
        Assert.Equal(2, (await log.AppendAsync(Tenant, [Draft("b")], Ct))[0]!.Value.Number);
    }

    [Fact]
    public async Task Head_OtherReplicaAsks_IsTheSameEpoch()
    {
        await using var other = await ConnectionMultiplexer.ConnectAsync(fixture.Servers.Redis.ConnectionString);
        var here = await Log().HeadAsync(Tenant, Ct);
        using var there = new RedisReplayLog(other, new ReplayLimits(100, TimeSpan.FromHours(1)), TimeProvider.System, NullLogger<RedisReplayLog>.Instance);
        Assert.Equal(here, await there.HeadAsync(Tenant, Ct));
    }

    private protected override IReplayLog Log(int maxEvents = 100, TimeProvider? clock = null) =>
        new RedisReplayLog(_redis, new ReplayLimits(maxEvents, TimeSpan.FromHours(1)), clock ?? TimeProvider.System, NullLogger<RedisReplayLog>.Instance);
}
