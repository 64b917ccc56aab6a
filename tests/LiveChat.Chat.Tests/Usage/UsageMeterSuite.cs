using LiveChat.Chat.Usage;
using LiveChat.ServiceDefaults.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using StackExchange.Redis;

namespace LiveChat.Chat.Tests.Usage;

/// <summary>What the meter does while Redis is away and when it is back, over either engine's rows.</summary>
public abstract class UsageMeterSuite : StoreSuite
{
    private readonly TenantLimits _limits = new(10, null, 4, null, null, null, "refuse");

    [Fact]
    public async Task RedisAway_CountsOnAtHalfTheWindows_AndIsReconciledAfterwards()
    {
        var redis = new Switchable();
        using var meters = new Meters(this, redis);
        var meter = meters.New();
        // Two conversations are known to Redis and to the rows.
        for (var i = 0; i < 2; i++) await StoreAsync(meter, $"before {i}");
        redis.Away = true;
        for (var i = 0; i < 2; i++) await StoreAsync(meter, $"during {i}");
        Assert.True(meter.CountsLocally);
        Assert.Equal(4, (await meter.ReadAsync(Tenant, Ct)).Conversations);
        Assert.Equal(UsageVerdict.SessionLimited, (await meter.CountMessageAsync(Request("third"), Ct)).Verdict);
        await meter.ReconcileAsync(Ct);
        Assert.True(meter.CountsLocally);

        redis.Away = false;
        Clock.Advance(s_settled);
        await meter.ReconcileAsync(Ct);
        Assert.False(meter.CountsLocally);
        Assert.Equal(4, (await redis.ReadAsync(Tenant, Clock.GetUtcNow(), Ct))!.Value.Conversations);
        await meter.ReconcileAsync(Ct);
        await meter.SaveAsync(Ct);
        Assert.Equal(4, Assert.Single(await new UsageStore(Chat).HistoryAsync(Tenant, Ct), u => u.Name == UsageMeter.Conversations).Used);
    }

    [Fact]
    public async Task RedisEmptied_FiguresComeBackFromRowsAndSavedMonths()
    {
        var redis = new Switchable();
        using var meters = new Meters(this, redis);
        var meter = meters.New();
        for (var i = 0; i < 3; i++) await StoreAsync(meter, $"c {i}");
        await meter.SaveAsync(Ct);
        // A visitor is erased: the rows go, what was used stays used.
        await Chat.Database.WriteAsync(new Sql("delete from conversations where tenant_id = @t;").With("t", Tenant), Ct);
        redis.Empty();
        Assert.Equal(3, (await meter.ReadAsync(Tenant, Ct)).Conversations);
        Assert.Equal(4, (await meter.CountMessageAsync(Request("next"), Ct)).Month.Conversations);
    }

    [Fact]
    public async Task ProcessDied_BetweenStoringAndCounting_TheNextOneCountsItOnce()
    {
        var redis = new Switchable();
        using var meters = new Meters(this, redis);
        await StoreAsync(meters.New(), "counted");
        await AcceptAsync("Hello", "stored, not counted");
        Clock.Advance(s_settled);
        var meter = meters.New();
        await StoreAsync(meter, "counted by the next one");
        // What it counts itself hides what is missing, until nothing is counted for a while.
        await meter.ReconcileAsync(Ct);
        Assert.Equal(2, (await meter.ReadAsync(Tenant, Ct)).Conversations);
        Clock.Advance(s_settled);
        // Under way at this moment: it is stored, and its count comes.
        await AcceptAsync("Hello", "stored first");
        for (var i = 0; i < 3; i++) await meter.ReconcileAsync(Ct);
        Assert.Equal(3, (await meter.ReadAsync(Tenant, Ct)).Conversations);
        Assert.Equal(4, (await meter.CountMessageAsync(Request("stored first"), Ct)).Month.Conversations);
        Clock.Advance(s_settled);
        await meter.ReconcileAsync(Ct);
        await meters.New().ReconcileAsync(Ct);
        Assert.Equal(4, (await meter.ReadAsync(Tenant, Ct)).Conversations);
    }

    [Fact]
    public async Task RedisKilled_WithoutItsLastCounts_FindsThemInTheRows()
    {
        var redis = new Switchable();
        using var meters = new Meters(this, redis);
        var meter = meters.New();
        for (var i = 0; i < 2; i++) await StoreAsync(meter, $"kept {i}");
        Clock.Advance(TimeSpan.FromMinutes(2));
        await meter.ReconcileAsync(Ct);
        var kept = await meter.ReadAsync(Tenant, Ct);
        for (var i = 0; i < 3; i++) await StoreAsync(meter, $"lost {i}");

        // Nobody asked it anything while it was away: no count failed.
        await redis.GoBackAsync(Tenant, kept, Clock.GetUtcNow(), Ct);
        Assert.Equal(kept, await meter.ReadAsync(Tenant, Ct));
        Clock.Advance(s_settled + TimeSpan.FromSeconds(1));
        await meter.ReconcileAsync(Ct);

        Assert.Equal(5, (await meter.ReadAsync(Tenant, Ct)).Conversations);
    }

    [Fact]
    public async Task Warnings_OfManyReplicas_AreLeftOnceForEachMark()
    {
        var store = new UsageStore(Chat);
        var now = Clock.GetUtcNow();
        UsageWarned Warning(int percent, long limit) => new(Tenant, "conversations", percent, limit * percent / 100, limit, now.AddDays(8));
        Task WarnAsync(int percent, long limit) =>
            store.WarnAsync(Warning(percent, limit), new Guid((int)limit, (short)percent, 0, new byte[8]), Clock.GetUtcNow(), Ct);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => WarnAsync(80, 10)));
        Assert.Equal(1, await CountOutboxAsync());
        Assert.Equal(now, Assert.Single(await store.HistoryAsync(Tenant, Ct)).WarnedAt);
        await Chat.Database.WriteAsync(new Sql("delete from outbox;"), Ct);
        Clock.Advance(TimeSpan.FromSeconds(1));
        await WarnAsync(80, 10);
        Assert.Equal(0, await CountOutboxAsync());
        await WarnAsync(100, 10);
        Clock.Advance(TimeSpan.FromSeconds(1));
        await WarnAsync(80, 10);
        Assert.Equal(1, await CountOutboxAsync());
        // A raised limit has marks of its own.
        await WarnAsync(80, 20);
        Assert.Equal(2, await CountOutboxAsync());
    }

    // A little more than a count may come after its row.
    private static readonly TimeSpan s_settled = TimeSpan.FromSeconds(11);

    private async Task StoreAsync(UsageMeter meter, string key)
    {
        Assert.True((await meter.CountMessageAsync(Request(key), Ct)).Counted);
        await AcceptAsync("Hello", key);
    }

    private UsageRequest Request(string key) => new(Tenant, "s1", "10.0.0.1", key, false, true, _limits, Clock.GetUtcNow());

    /// <summary>Counters that can go away and come back, or lose everything, as Redis does.</summary>
    private sealed class Switchable : IUsageCounters
    {
        private MemoryUsageCounters _inner = new();

        public bool Away { get; set; }

        public event Action? Disturbed;

        public void Empty() => _inner = new MemoryUsageCounters();

        /// <summary>Is killed and started again, with the figures of a moment before.</summary>
        public async Task GoBackAsync(string tenantId, MonthFigures figures, DateTimeOffset now, CancellationToken ct)
        {
            Empty();
            await _inner.RaiseAsync(tenantId, now, figures, ct);
            Disturbed?.Invoke();
        }

        public ValueTask<UsageDecision> CountMessageAsync(UsageRequest request, MonthFigures? seed, CancellationToken cancellationToken) =>
            Inner().CountMessageAsync(request, seed, cancellationToken);

        public ValueTask GiveBackAsync(UsageRequest request, UsageDecision decision, bool known, CancellationToken cancellationToken) =>
            Inner().GiveBackAsync(request, decision, known, cancellationToken);

        public ValueTask<MonthFigures?> CountReplyAsync(string tenantId, DateTimeOffset now, MonthFigures? seed, CancellationToken cancellationToken) =>
            Inner().CountReplyAsync(tenantId, now, seed, cancellationToken);

        public ValueTask RaiseAsync(string tenantId, DateTimeOffset now, MonthFigures atLeast, CancellationToken cancellationToken) =>
            Inner().RaiseAsync(tenantId, now, atLeast, cancellationToken);

        public ValueTask<MonthFigures?> ReadAsync(string tenantId, DateTimeOffset now, CancellationToken cancellationToken) =>
            Inner().ReadAsync(tenantId, now, cancellationToken);

        private MemoryUsageCounters Inner() => Away ? throw new RedisConnectionException(ConnectionFailureType.SocketClosed, "away") : _inner;
    }

    private sealed class Meters(UsageMeterSuite suite, IUsageCounters counters) : IDisposable
    {
        private readonly ServiceProvider _clients = new ServiceCollection().AddHttpClient().BuildServiceProvider();
        private readonly ChatTelemetry _telemetry = new();
        private TenantDirectory? _tenants;

        public UsageMeter New()
        {
            _tenants = new TenantDirectory(
                new InternalClients(_clients.GetRequiredService<IHttpClientFactory>()), TimeProvider.System, NullLogger<TenantDirectory>.Instance);
            return new UsageMeter(counters, new UsageStore(suite.Chat), _tenants, _telemetry, suite.Clock, NullLogger<UsageMeter>.Instance);
        }

        public void Dispose()
        {
            _tenants?.Dispose();
            _telemetry.Dispose();
            _clients.Dispose();
        }
    }
}

public sealed class SqliteUsageMeterTests : UsageMeterSuite
{
    internal override Task<ServiceDatabase> OpenAsync(string folder) =>
        Task.FromResult<ServiceDatabase>(new SqliteDatabase(Path.Combine(folder, "chat.db")));
}

public sealed class PostgresUsageMeterTests(ServersFixture fixture) : UsageMeterSuite
{
    internal override async Task<ServiceDatabase> OpenAsync(string folder) =>
        new PostgresDatabase(await fixture.Servers.CreateDatabaseAsync("chat"));
}
