using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LiveChat.ServiceDefaults;

/// <summary>
/// Brings one module's rows to the bus: fresh ones at once, or together where an <see cref="OutboxBatch"/> says so, and,
/// every second, those whose lease ran out.
/// A row is closed when the broker has confirmed it; with the in-memory bus only when every consumer has finished,
/// since nothing else would survive the process.
/// </summary>
internal sealed partial class OutboxPublisher(
    Outbox outbox, OutboxStore store, IEventBus bus, ProcessTopology topology, InMemoryDeliveries deliveries,
    IEnumerable<OutboxBatch> batches, IServiceProvider services, ILogger<OutboxPublisher> logger) : BackgroundService
{
    private const int Publishers = 16;
    private const int BatchLimit = 32;
    private static readonly TimeSpan s_batchTogether = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan s_closeTogether = TimeSpan.FromMilliseconds(100);
    private static readonly ConcurrentDictionary<string, Type?> s_types = new();
    private readonly Dictionary<string, (OutboxBatch Batch, Channel<OutboxRow> Waiting)> _batches = batches.ToDictionary(
        b => OutboxRow.TypeName(b.EventType), b => (b, Channel.CreateUnbounded<OutboxRow>(new UnboundedChannelOptions { SingleReader = true })));
    private readonly SemaphoreSlim _publishers = new(Publishers);
    private readonly Channel<Guid> _closing = Channel.CreateUnbounded<Guid>(new UnboundedChannelOptions { SingleReader = true });

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        // What the process before left. Before anybody here writes a row: its own must not count as left.
        if (topology.Standalone) await store.ReleaseAllAsync(cancellationToken).ConfigureAwait(false);
        await base.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var loops = new List<Task> { CloseLoopAsync(stoppingToken), SweepLoopAsync(stoppingToken) };
        foreach (var (batch, waiting) in _batches.Values) loops.Add(BatchLoopAsync(batch, waiting.Reader, stoppingToken));
        loops.Add(PublishLoopAsync(stoppingToken));
        outbox.TakesNow = row => TryPublishNow(row, stoppingToken);
        await Task.WhenAll(loops).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        outbox.TakesNow = null;
        for (var i = 0; i < Publishers; i++) await _publishers.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        // What was published is closed before the process leaves, so that its successor does not publish it again.
        await CloseWaitingAsync(CancellationToken.None).ConfigureAwait(false);
    }

    // A sleeping publisher would have to be woken for each row.
    private bool TryPublishNow(OutboxRow row, CancellationToken stoppingToken)
    {
        if (TryBatch(row)) return true;
        if (!_publishers.Wait(0, CancellationToken.None)) return false;
        _ = PublishAndReleaseAsync(row, stoppingToken);
        return true;
    }

    // What found all publishers busy.
    private async Task PublishLoopAsync(CancellationToken stoppingToken)
    {
        await foreach (var row in outbox.Ready.ReadAllAsync(stoppingToken).ConfigureAwait(false))
        {
            if (TryBatch(row)) continue;
            await _publishers.WaitAsync(stoppingToken).ConfigureAwait(false);
            _ = PublishAndReleaseAsync(row, stoppingToken);
        }
    }

    // False for a row that goes alone.
    private bool TryBatch(OutboxRow row) => _batches.TryGetValue(row.Type, out var batch) && batch.Waiting.Writer.TryWrite(row);

    private async Task PublishAndReleaseAsync(OutboxRow row, CancellationToken stoppingToken)
    {
        try
        {
            await PublishAsync([row], null, stoppingToken).ConfigureAwait(false);
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            // The row stays: its lease runs out, and whoever runs then publishes it.
        }
        finally
        {
            _publishers.Release();
        }
    }

    private async Task BatchLoopAsync(OutboxBatch batch, ChannelReader<OutboxRow> waiting, CancellationToken stoppingToken)
    {
        while (await waiting.WaitToReadAsync(stoppingToken).ConfigureAwait(false))
        {
            // A hop costs the bus, its sender and its receiver the same for one event as for many.
            await Task.Delay(s_batchTogether, stoppingToken).ConfigureAwait(false);
            while (waiting.TryRead(out var first))
            {
                var rows = new List<OutboxRow>(BatchLimit) { first };
                while (rows.Count < BatchLimit && waiting.TryRead(out var row)) rows.Add(row);
                await PublishAsync(rows, batch, stoppingToken).ConfigureAwait(false);
            }
        }
    }

    private async Task SweepLoopAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        do
        {
            try
            {
                // While the broker is away, claiming would only count attempts up.
                while (bus.IsUp)
                {
                    var rows = await store.ClaimDueAsync(128, stoppingToken).ConfigureAwait(false);
                    foreach (var row in rows.Where(r => !deliveries.InFlight(r.Id)))
                        await PublishAsync([row], _batches.GetValueOrDefault(row.Type).Batch, stoppingToken).ConfigureAwait(false);
                    if (rows.Count < 128) break;
                }
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogSweepFailed(logger, e, outbox.Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
    }

    /// <param name="batch">How the rows' events become one; null for a single row that goes as it is.</param>
    private async Task PublishAsync(List<OutboxRow> rows, OutboxBatch? batch, CancellationToken stoppingToken)
    {
        // A bus that is away is no reason to wait here: the lease runs out and the sweep tries again.
        if (!bus.IsUp) return;
        var first = rows[0];
        using var activity = batch is not null || first.TraceParent is null || Activity.Current is not null ? null
            : ServiceTelemetry.Activities.StartActivity("outbox publish", ActivityKind.Internal, first.TraceParent);
        try
        {
            for (var i = rows.Count - 1; i >= 0; i--)
            {
                if (rows[i].Event is not null) continue;
                rows[i] = rows[i] with { Event = await LoadAsync(rows[i], stoppingToken).ConfigureAwait(false) };
                if (rows[i].Event is not null) continue;
                Close(rows[i].Id);
                rows.RemoveAt(i);
            }

            if (rows.Count == 0) return;
            var e = batch is null ? rows[0].Event! : batch.Join(rows);
            var close = CloseAll(rows);
            if (topology.Standalone && !deliveries.Track(first.Id, e.GetType(), close))
            {
                // Nobody here works on it; caches may listen, and what they miss they read again.
                await bus.PublishAsync(e, first.Id, first.RequestId, stoppingToken).ConfigureAwait(false);
                close(first.Id);
                return;
            }

            using var timeout = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            timeout.CancelAfter(Outbox.Lease / 2);
            await bus.PublishAsync(e, first.Id, first.RequestId, timeout.Token).ConfigureAwait(false);
            if (!topology.Standalone) close(first.Id);
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            deliveries.Forget(first.Id);
            LogPublishFailed(logger, e, outbox.Name, first.Type, first.Attempts);
            if (first.Attempts > 3 && e is JsonException or NotSupportedException or InvalidOperationException)
                await PostponeAsync(first, stoppingToken).ConfigureAwait(false);
        }
    }

    private async Task PostponeAsync(OutboxRow row, CancellationToken stoppingToken)
    {
        try
        {
            await store.PostponeAsync(row.Id, TimeSpan.FromSeconds(Math.Min(300, 1 << Math.Min(row.Attempts, 8))), stoppingToken)
                .ConfigureAwait(false);
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            LogSweepFailed(logger, e, outbox.Name);
        }
    }

    private async Task<object?> LoadAsync(OutboxRow row, CancellationToken cancellationToken)
    {
        var type = s_types.GetOrAdd(row.Type, static name => Type.GetType(name, throwOnError: false))
            ?? throw new InvalidOperationException($"No event type '{row.Type}' in this version.");
        if (!row.Payload.StartsWith(OutboxRow.ReferencePrefix, StringComparison.Ordinal))
            return JsonSerializer.Deserialize(row.Payload, type, JsonDefaults.Options);
        var load = s_load.MakeGenericMethod(type);
        await using var scope = services.CreateAsyncScope();
        return await ((Task<object?>)load.Invoke(null, [scope.ServiceProvider, row.Payload[OutboxRow.ReferencePrefix.Length..], cancellationToken])!)
            .ConfigureAwait(false);
    }

    private static readonly MethodInfo s_load =
        typeof(OutboxPublisher).GetMethod(nameof(LoadReferenceAsync), BindingFlags.NonPublic | BindingFlags.Static)!;

    private static async Task<object?> LoadReferenceAsync<T>(IServiceProvider services, string key, CancellationToken cancellationToken)
        where T : class =>
        await services.GetRequiredService<IOutboxLoader<T>>().LoadAsync(key, cancellationToken).ConfigureAwait(false);

    private void Close(Guid id) => _closing.Writer.TryWrite(id);

    private Action<Guid> CloseAll(List<OutboxRow> rows) => rows.Count == 1 ? Close : _ =>
    {
        foreach (var row in rows) Close(row.Id);
    };

    private async Task CloseLoopAsync(CancellationToken stoppingToken)
    {
        while (await _closing.Reader.WaitToReadAsync(stoppingToken).ConfigureAwait(false))
        {
            // One delete and one commit for many rows: alone, each would cost as much as the write that made it.
            await Task.Delay(s_closeTogether, stoppingToken).ConfigureAwait(false);
            await CloseWaitingAsync(stoppingToken).ConfigureAwait(false);
        }
    }

    private async Task CloseWaitingAsync(CancellationToken cancellationToken)
    {
        var ids = new List<Guid>(64);
        while (_closing.Reader.TryRead(out var first))
        {
            ids.Clear();
            ids.Add(first);
            while (ids.Count < 64 && _closing.Reader.TryRead(out var id)) ids.Add(id);
            try
            {
                await store.CloseAsync(ids, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                // Not closed means published once more after the lease; consumers are idempotent.
                LogSweepFailed(logger, e, outbox.Name);
            }
        }
    }

    [LoggerMessage(1201, LogLevel.Warning, "Outbox {Name}: publishing a {Type} failed (attempt {Attempt}); it will be tried again")]
    private static partial void LogPublishFailed(ILogger logger, Exception exception, string name, string type, int attempt);

    [LoggerMessage(1202, LogLevel.Warning, "Outbox {Name}: the database did not answer; the rows stay")]
    private static partial void LogSweepFailed(ILogger logger, Exception exception, string name);
}
