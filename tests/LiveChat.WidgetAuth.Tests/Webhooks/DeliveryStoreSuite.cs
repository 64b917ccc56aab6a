using LiveChat.ServiceDefaults;
using LiveChat.WidgetAuth.Audit;
using LiveChat.WidgetAuth.Webhooks;
using Microsoft.Data.Sqlite;

namespace LiveChat.WidgetAuth.Tests.Webhooks;

/// <summary>What deliveries promise under races, on the engine that the subclass opens.</summary>
public abstract class DeliveryStoreSuite : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("livechat-webhooks-").FullName;
    private readonly DateTimeOffset _now = DateTimeOffset.FromUnixTimeMilliseconds(1_790_000_000_000);
    private ServiceDatabase _db = null!;
    private WebhookStore _webhooks = null!;
    private DeliveryStore _deliveries = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _db = await OpenAsync(_folder);
        Migrations.Apply(_db, typeof(WidgetAuthModule).Assembly);
        _webhooks = new(_db);
        _deliveries = new(_db);
        await _db.WriteAsync(new Sql("""
            insert into tenant (id, name, status, settings, settings_version, limits, limits_version, version, created_at, updated_at)
            values ('shop', 'Shop', 'active', '{}', 1, '{}', 1, 1, 0, 0);
            """), Ct);
    }

    public async ValueTask DisposeAsync()
    {
        await _db.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    internal abstract Task<ServiceDatabase> OpenAsync(string folder);

    [Fact]
    public async Task Queue_SameEventAtOnce_IsQueuedOnce()
    {
        var webhook = await AddAsync();
        var e = Event("one");
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _deliveries.QueueAsync(e, [webhook], _now, Ct)));
        Assert.Single(await ListAsync(webhook));
    }

    [Fact]
    public async Task Claim_ReplicasAtOnce_NoneGetsWhatAnotherHolds()
    {
        var webhooks = new[] { await AddAsync(), await AddAsync(), await AddAsync() };
        for (var i = 0; i < 4; i++)
            await _deliveries.QueueAsync(Event($"event {i}"), webhooks, _now, Ct);
        var claimed = (await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => _deliveries.ClaimAsync(5, _now, Ct)))).SelectMany(c => c).ToList();
        claimed.AddRange(await _deliveries.ClaimAsync(32, _now, Ct));
        Assert.Equal(12, claimed.Count);
        Assert.Equal(12, claimed.Select(c => c.Id).Distinct().Count());
        Assert.Empty(await _deliveries.ClaimAsync(32, _now + DeliveryStore.Lease - TimeSpan.FromSeconds(1), Ct));
        Assert.Equal(12, (await _deliveries.ClaimAsync(32, _now + DeliveryStore.Lease, Ct)).Count);
    }

    [Fact]
    public async Task Claim_OneWebhookWithMany_LeavesRoomForOthers()
    {
        var (busy, quiet) = (await AddAsync(), await AddAsync());
        for (var i = 0; i < 20; i++)
            await _deliveries.QueueAsync(Event($"busy {i}"), [busy], _now, Ct);
        await _deliveries.QueueAsync(Event("quiet"), [quiet], _now.AddSeconds(1), Ct);
        var claimed = await _deliveries.ClaimAsync(8, _now.AddSeconds(2), Ct);
        Assert.Equal(4, claimed.Count(c => c.WebhookId == busy));
        Assert.Equal(1, claimed.Count(c => c.WebhookId == quiet));
    }

    [Fact]
    public async Task Record_AfterTheLeaseWentToAnother_ChangesNothing()
    {
        var webhook = await AddAsync();
        await _deliveries.QueueAsync(Event("late"), [webhook], _now, Ct);
        var slow = Assert.Single(await _deliveries.ClaimAsync(1, _now, Ct));
        var later = _now + DeliveryStore.Lease;
        var quick = Assert.Single(await _deliveries.ClaimAsync(1, later, Ct));
        await RecordAsync(slow, new(false, 500, "http_status", 1), null, later);
        Assert.Equal("pending", Assert.Single(await ListAsync(webhook)).Status);
        Assert.Equal(0, (await _webhooks.FindAsync("shop", webhook, Ct))!.Failures);
        await RecordAsync(quick, new(true, 200, null, 1), null, later);
        Assert.Equal(("delivered", 2), (Assert.Single(await ListAsync(webhook)).Status, Assert.Single(await ListAsync(webhook)).Attempts));
    }

    [Fact]
    public async Task Record_Failures_PauseTheWebhookAndThenDisableIt()
    {
        var webhook = await AddAsync();
        await _deliveries.QueueAsync(Event("a"), [webhook], _now, Ct);
        await _deliveries.QueueAsync(Event("b"), [webhook], _now, Ct);
        var first = Assert.Single(await _deliveries.ClaimAsync(1, _now, Ct));
        await RecordAsync(first, new(false, null, "timeout", 1), _now.AddSeconds(5), _now, paused: _now.AddSeconds(30));
        Assert.Empty(await _deliveries.ClaimAsync(9, _now.AddSeconds(29), Ct));
        var second = (await _deliveries.ClaimAsync(9, _now.AddSeconds(30), Ct))[0];
        await RecordAsync(second, new(false, 410, "http_status", 1), _now.AddSeconds(60), _now.AddSeconds(31), disabled: "gone");
        Assert.All(await ListAsync(webhook), delivery => Assert.Equal("failed", delivery.Status));
        Assert.Equal("gone", (await _webhooks.FindAsync("shop", webhook, Ct))!.DisabledReason);
        Assert.Equal(0, await _deliveries.QueueAsync(Event("c"), [webhook], _now, Ct));
        Assert.Equal(1, await CountAsync("select count(*) from audit_entry where action = 'webhook.disabled'"));
    }

    [Fact]
    public async Task Add_BeyondTheMost_AtOnce_StopsThere()
    {
        var added = await Task.WhenAll(Enumerable.Range(0, WebhookRules.PerTenant + 5).Select(_ => TryAddAsync()));
        Assert.Equal(WebhookRules.PerTenant, added.Count(a => a.Added));
        Assert.Equal(WebhookRules.PerTenant, (await _webhooks.ListAsync("shop", Ct)).Count);
    }

    [Fact]
    public async Task Purge_TakesOldFinishedOnes()
    {
        var webhook = await AddAsync();
        await _deliveries.QueueAsync(Event("done"), [webhook], _now, Ct);
        await RecordAsync(Assert.Single(await _deliveries.ClaimAsync(1, _now, Ct)), new(true, 200, null, 1), null, _now);
        await _deliveries.QueueAsync(Event("open"), [webhook], _now, Ct);
        await _deliveries.PurgeAsync(_now + DeliveryStore.Kept, Ct);
        Assert.Equal(2, (await ListAsync(webhook)).Count);
        await _deliveries.PurgeAsync(_now + DeliveryStore.Kept + TimeSpan.FromSeconds(1), Ct);
        Assert.Equal("pending", Assert.Single(await ListAsync(webhook)).Status);
    }

    private static QueuedEvent Event(string key) =>
        WebhookEvents.New("shop", WebhookEvents.UsageWarning, key, DateTimeOffset.UnixEpoch, null, new { key });

    private Task RecordAsync(
        LeasedDelivery delivery, AttemptOutcome outcome, DateTimeOffset? next, DateTimeOffset now, DateTimeOffset? paused = null, string? disabled = null) =>
        _deliveries.RecordAsync(delivery, outcome, next, paused ?? now, disabled, now, Ct);

    private Task<List<DeliveryView>> ListAsync(Guid webhook) =>
        _deliveries.ListAsync("shop", webhook, (long.MaxValue, Guid.AllBitsSet), 100, Ct);

    private async Task<Guid> AddAsync() => (await TryAddAsync()).Id;

    private async Task<(Guid Id, bool Added)> TryAddAsync()
    {
        var id = Guid.CreateVersion7();
        var webhook = new Webhook(id, "shop", "https://hooks.example/", ["*"], null, "sealed", _now, null, null, 0, null, null, null);
        var audit = new AuditEntry(Guid.CreateVersion7(), _now, null, "test", "webhook.added", id.ToString(), null, null, null, null);
        return (id, await _webhooks.AddAsync(webhook, audit, Ct));
    }

    private Task<long> CountAsync(string text) => _db.FirstAsync(new Sql(text), reader => reader.GetInt64(0), Ct);
}

public sealed class SqliteDeliveryStoreTests : DeliveryStoreSuite
{
    internal override Task<ServiceDatabase> OpenAsync(string folder) =>
        Task.FromResult<ServiceDatabase>(new SqliteDatabase(Path.Combine(folder, "widgetauth.db")));
}

public sealed class PostgresDeliveryStoreTests(ServersFixture fixture) : DeliveryStoreSuite
{
    internal override async Task<ServiceDatabase> OpenAsync(string folder) =>
        new PostgresDatabase(await fixture.Servers.CreateDatabaseAsync("widgetauth"));
}
