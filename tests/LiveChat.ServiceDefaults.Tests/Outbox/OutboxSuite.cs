using System.Collections.Concurrent;
using LiveChat.Contracts;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LiveChat.ServiceDefaults.Tests.Outbox;

/// <summary>Committed means told, at least once, over either bus.</summary>
public abstract class OutboxSuite : IAsyncLifetime
{
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    private WebApplication _app = null!;

    protected string Folder { get; } = Directory.CreateTempSubdirectory("livechat-outbox-").FullName;

    protected abstract Task<Dictionary<string, string?>> SettingsAsync();

    public async ValueTask InitializeAsync() => _app = await StartAsync(await SettingsAsync());

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Publish_AfterCommit_ArrivesAndTheRowIsClosed()
    {
        var tenant = NewTenant();
        var row = Outbox.Row(new PresenceChanged(tenant, Guid.NewGuid(), "online", DateTimeOffset.UtcNow), "request-1");
        await Database.WriteAsync(new Sql("select 1;").Insert(row), _ct);
        Outbox.Publish(row);
        await Seen.WaitAsync(tenant, 1, _ct);
        await ClosedAsync(row.Id);
    }

    [Fact]
    public async Task Row_WriterDiedBeforePublishing_IsSweptAfterItsLease()
    {
        var tenant = NewTenant();
        var row = Outbox.Row(new PresenceChanged(tenant, Guid.NewGuid(), "online", DateTimeOffset.UtcNow), null);
        await Database.WriteAsync(new Sql("select 1;").Insert(row with { LeasedUntil = 0 }), _ct);
        await Seen.WaitAsync(tenant, 1, _ct);
        await ClosedAsync(row.Id);
    }

    [Fact]
    public async Task Reference_WriterDiedBeforePublishing_IsLoadedFromTheDatabase()
    {
        var tenant = NewTenant();
        var row = Outbox.Reference<PresenceChanged>(Guid.CreateVersion7(), tenant);
        await Database.WriteAsync(new Sql("select 1;").Insert(row with { LeasedUntil = 0 }), _ct);
        await Seen.WaitAsync(tenant, 1, _ct);
        await ClosedAsync(row.Id);
    }

    [Fact]
    public async Task Insert_ConditionNotMet_LeavesNoRow()
    {
        var row = Outbox.Row(new PresenceChanged(NewTenant(), Guid.NewGuid(), "online", DateTimeOffset.UtcNow), null);
        await Database.WriteAsync(new Sql("select 1;").Insert(row, "exists (select 1 from things where 1 = 0)"), _ct);
        Assert.Equal(0, await RowsAsync(row.Id));
    }

    [Fact]
    public async Task Consumer_FailsAtFirst_IsGivenTheEventAgain()
    {
        var tenant = "flaky-" + NewTenant();
        var row = Outbox.Row(new PresenceChanged(tenant, Guid.NewGuid(), "online", DateTimeOffset.UtcNow), null);
        await Database.WriteAsync(new Sql("select 1;").Insert(row), _ct);
        Outbox.Publish(row);
        await Seen.WaitAsync(tenant, 2, _ct);
        await ClosedAsync(row.Id);
    }

    [Fact]
    public async Task Publish_ManyAtOnce_AllArriveAndNoRowStays()
    {
        var tenant = NewTenant();
        await Parallel.ForEachAsync(Enumerable.Range(0, 300), _ct, async (_, ct) =>
        {
            var row = Outbox.Row(new PresenceChanged(tenant, Guid.NewGuid(), "online", DateTimeOffset.UtcNow), null);
            await Database.WriteAsync(new Sql("select 1;").Insert(row), ct);
            Outbox.Publish(row);
        });
        await Seen.WaitAsync(tenant, 300, _ct);
    }

    [Fact]
    public async Task Publish_EventsThatLeaveTogether_AllArriveInOneAndNoRowStays()
    {
        var rows = Enumerable.Range(0, 8)
            .Select(_ => Outbox.Row(new UsageWarned(NewTenant(), "messages", 80, 8, 10, DateTimeOffset.UtcNow), null)).ToList();
        // One writer died before it published: the sweep brings its row by itself.
        foreach (var row in rows)
            await Database.WriteAsync(new Sql("select 1;").Insert(row == rows[7] ? row with { LeasedUntil = 0 } : row), _ct);
        foreach (var row in rows.Take(7)) Outbox.Publish(row);
        foreach (var row in rows)
        {
            await Seen.WaitAsync(((UsageWarned)row.Event!).TenantId, 1, _ct);
            await ClosedAsync(row.Id);
        }

        Assert.InRange(Seen.Batches, 1, 7);
    }

    [Fact]
    public async Task Publish_TwoEventsThatOneQueueTakes_EachComesOnceByItsOwnTypeUnchanged()
    {
        var (left, right) = (NewTenant(), NewTenant());
        var told = new LeftTold(left, "Größe 42 \"zero\\\" \u0001 你好 🧶", [1.5, null], DateTimeOffset.UtcNow);
        var (first, second) = (Outbox.Row(told, "request-ü"), Outbox.Row(new RightTold(right), null));
        await Database.WriteAsync(new Sql("select 1;").Insert(first), _ct);
        await Database.WriteAsync(new Sql("select 1;").Insert(second), _ct);
        Outbox.Publish(first);
        Outbox.Publish(second);
        await Seen.WaitAsync(left, 1, _ct);
        await Seen.WaitAsync(right, 1, _ct);

        var pair = Seen.Pairs.Where(p => p.Event is LeftTold l && l.Tenant == left || p.Event is RightTold r && r.Tenant == right).ToList();
        Assert.Equal(2, pair.Count);
        var came = Assert.Single(pair, p => p.Event is LeftTold);
        Assert.Equivalent(told, came.Event, strict: true);
        Assert.Equal((first.Id, "request-ü"), (came.Id, came.RequestId));
        Assert.Equal(second.Id, Assert.Single(pair, p => p.Event is RightTold).Id);
    }

    private static string NewTenant() => "t" + Guid.NewGuid().ToString("N")[..12];

    private SeenEvents Seen => _app.Services.GetRequiredService<SeenEvents>();

    private ServiceDatabase Database => _app.Services.GetRequiredKeyedService<ServiceDatabase>("chat");

    private ServiceDefaults.Outbox Outbox => _app.Services.GetRequiredKeyedService<ServiceDefaults.Outbox>("chat");

    private Task<long> RowsAsync(Guid id) =>
        Database.FirstAsync(new Sql("select count(*) from outbox where id = @id").With("id", id), r => r.GetInt64(0), _ct);

    private async Task ClosedAsync(Guid id)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_ct);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        while (await RowsAsync(id) > 0) await Task.Delay(20, limit.Token);
    }

    private async Task<WebApplication> StartAsync(Dictionary<string, string?> settings)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.Sources.Clear();
        builder.Logging.ClearProviders();
        Microsoft.Extensions.Configuration.MemoryConfigurationBuilderExtensions.AddInMemoryCollection(builder.Configuration, settings);
        builder.AddServiceDefaults("chat");
        builder.AddServiceDatabase("chat", typeof(OutboxSuite).Assembly);
        builder.Services.AddSingleton<SeenEvents>();
        builder.Services.AddSingleton<IOutboxLoader<PresenceChanged>, Loader>();
        builder.Services.AddSingleton(new OutboxBatch(typeof(UsageWarned), rows => new WarningsTogether([.. rows.Select(r => (UsageWarned)r.Event!)])));
        builder.Services.AddWorkConsumer<RecordPresenceConsumer>().AddWorkConsumer<RecordWarningsConsumer>().AddWorkConsumer<RecordPairConsumer>();
        var app = builder.Build();
        app.UseServiceDefaults();
        await app.StartAsync(_ct);
        var bus = app.Services.GetRequiredService<IEventBus>();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_ct);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        while (!bus.IsUp) await Task.Delay(50, limit.Token);
        return app;
    }

    private sealed class Loader : IOutboxLoader<PresenceChanged>
    {
        public Task<PresenceChanged?> LoadAsync(string key, CancellationToken cancellationToken) =>
            Task.FromResult<PresenceChanged?>(new PresenceChanged(key, Guid.NewGuid(), "loaded", DateTimeOffset.UtcNow));
    }
}

/// <summary>What the consumer was given, by tenant.</summary>
public sealed class SeenEvents
{
    private readonly ConcurrentDictionary<string, (int Count, TaskCompletionSource Changed)> _seen = new();

    private int _batches;

    public ConcurrentQueue<(object Event, Guid? Id, string? RequestId)> Pairs { get; } = new();

    public int Batches => Volatile.Read(ref _batches);

    public void AddBatch() => Interlocked.Increment(ref _batches);

    public int Add(string tenant)
    {
        TaskCompletionSource? before = null;
        var now = _seen.AddOrUpdate(tenant, _ => (1, new(TaskCreationOptions.RunContinuationsAsynchronously)), (_, s) =>
        {
            before = s.Changed;
            return (s.Count + 1, new(TaskCreationOptions.RunContinuationsAsynchronously));
        });
        before?.TrySetResult();
        return now.Count;
    }

    public async Task WaitAsync(string tenant, int count, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        while (true)
        {
            var (seen, changed) = _seen.GetOrAdd(tenant, _ => (0, new(TaskCreationOptions.RunContinuationsAsynchronously)));
            if (seen >= count) return;
            await changed.Task.WaitAsync(limit.Token);
        }
    }
}

public sealed class RecordPresenceConsumer(SeenEvents seen) : IConsumer<PresenceChanged>
{
    public Task Consume(ConsumeContext<PresenceChanged> context)
    {
        var count = seen.Add(context.Message.TenantId);
        return context.Message.TenantId.StartsWith("flaky-", StringComparison.Ordinal) && count == 1
            ? throw new TimeoutException("the first delivery fails on purpose")
            : Task.CompletedTask;
    }
}

public sealed record LeftTold(string Tenant, string Text, IReadOnlyList<double?> Numbers, DateTimeOffset At);

public sealed record RightTold(string Tenant);

public sealed class RecordPairConsumer(SeenEvents seen) : IConsumer<LeftTold>, IConsumer<RightTold>
{
    public Task Consume(ConsumeContext<LeftTold> context) => Record(context, context.Message.Tenant);

    public Task Consume(ConsumeContext<RightTold> context) => Record(context, context.Message.Tenant);

    private Task Record<T>(ConsumeContext<T> context, string tenant)
        where T : class
    {
        seen.Pairs.Enqueue((context.Message, context.MessageId, context.Headers.Get<string>("request-id")));
        seen.Add(tenant);
        return Task.CompletedTask;
    }
}

public sealed record WarningsTogether(IReadOnlyList<UsageWarned> Warnings);

public sealed class RecordWarningsConsumer(SeenEvents seen) : IConsumer<WarningsTogether>
{
    public Task Consume(ConsumeContext<WarningsTogether> context)
    {
        seen.AddBatch();
        foreach (var warning in context.Message.Warnings) seen.Add(warning.TenantId);
        return Task.CompletedTask;
    }
}

public sealed class InMemoryOutboxTests : OutboxSuite
{
    protected override Task<Dictionary<string, string?>> SettingsAsync() => Task.FromResult(new Dictionary<string, string?>
    {
        ["urls"] = "http://127.0.0.1:0",
        ["LiveChat:Standalone"] = "true",
        ["LiveChat:DataDirectory"] = Folder,
    });
}

public sealed class RabbitMqOutboxTests(ServersFixture fixture) : OutboxSuite
{
    protected override async Task<Dictionary<string, string?>> SettingsAsync() => new()
    {
        ["urls"] = "http://127.0.0.1:0",
        ["LiveChat:ManagementUrl"] = "http://127.0.0.1:0",
        ["ConnectionStrings:chat"] = await fixture.Servers.CreateDatabaseAsync("outbox"),
        ["ConnectionStrings:redis"] = fixture.Servers.Redis.ConnectionString,
        ["ConnectionStrings:rabbitmq"] = fixture.Servers.RabbitMq.ConnectionString,
    };
}
