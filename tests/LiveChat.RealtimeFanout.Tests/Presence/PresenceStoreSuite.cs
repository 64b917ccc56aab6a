using LiveChat.RealtimeFanout.Presence;
using LiveChat.RealtimeFanout.Tests.Platform;
using StackExchange.Redis;

namespace LiveChat.RealtimeFanout.Tests.Presence;

/// <summary>What the presence store promises, whatever keeps it.</summary>
public abstract class PresenceStoreSuite
{
    private readonly string _tenant = Sample.Tenant();

    protected CancellationToken Ct { get; } = TestContext.Current.CancellationToken;

    private protected FreeClock Clock { get; } = new();

    private protected abstract IPresenceStore Store(string instance);

    [Fact]
    public async Task Exchange_NewEntry_IsThereAfterwardsForEveryCaller()
    {
        var store = Store("one");
        var entry = Entry("one");
        var first = await store.ExchangeAsync(_tenant, [entry], [], Ct);
        Assert.Empty(first.Before);
        Assert.Equal([entry], first.After);
        Assert.Equal([entry], (await store.ExchangeAsync(_tenant, [], [], Ct)).Before);
    }

    [Fact]
    public async Task Exchange_Gone_TakesBackTheOwnEntry()
    {
        var store = Store("one");
        var entry = Entry("one");
        await store.ExchangeAsync(_tenant, [entry], [], Ct);
        var last = await store.ExchangeAsync(_tenant, [], [entry.UserId], Ct);
        Assert.Equal([entry], last.Before);
        Assert.Empty(last.After);
    }

    [Fact]
    public async Task Exchange_EntryExpired_IsSeenGoingByOneCallerOnly()
    {
        var store = Store("one");
        await store.ExchangeAsync(_tenant, [Entry("one")], [], Ct);
        Clock.Now += TimeSpan.FromSeconds(31);
        Assert.Contains(_tenant, await store.OverdueAsync(Ct));
        var first = await store.ExchangeAsync(_tenant, [], [], Ct);
        Assert.Single(first.Before);
        Assert.Empty(first.After);
        Assert.Empty((await store.ExchangeAsync(_tenant, [], [], Ct)).Before);
        Assert.DoesNotContain(_tenant, await store.OverdueAsync(Ct));
    }

    private protected PresenceEntry Entry(string instance) => new(
        Guid.CreateVersion7(), instance, "Ada", true, "online", Guid.CreateVersion7(), Whole(Clock.Now + TimeSpan.FromSeconds(30)));

    private static DateTimeOffset Whole(DateTimeOffset at) => DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());

    private protected sealed class FreeClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.UtcNow;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}

public sealed class MemoryPresenceStoreTests : PresenceStoreSuite
{
    private protected override IPresenceStore Store(string instance) => new MemoryPresenceStore(instance, Clock);
}

public sealed class RedisPresenceStoreTests(ServersFixture fixture) : PresenceStoreSuite, IAsyncLifetime
{
    private ConnectionMultiplexer _redis = null!;

    public async ValueTask InitializeAsync() =>
        _redis = await ConnectionMultiplexer.ConnectAsync(fixture.Servers.Redis.ConnectionString);

    public ValueTask DisposeAsync() => _redis.DisposeAsync();

    [Fact]
    public async Task Exchange_TwoReplicas_EachHasItsOwnWordOnOnePerson()
    {
        var tenant = Sample.Tenant();
        var entry = Entry("one");
        await Store("one").ExchangeAsync(tenant, [entry], [], Ct);
        await Store("two").ExchangeAsync(tenant, [entry with { Instance = "two" }], [], Ct);
        var left = await Store("one").ExchangeAsync(tenant, [], [entry.UserId], Ct);
        Assert.Equal(2, left.Before.Count);
        Assert.Equal("two", Assert.Single(left.After).Instance);
    }

    private protected override IPresenceStore Store(string instance) => new RedisPresenceStore(_redis, instance, Clock);
}
