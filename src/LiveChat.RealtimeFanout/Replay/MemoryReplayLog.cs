using System.Collections.Concurrent;

namespace LiveChat.RealtimeFanout.Replay;

/// <summary>
/// The log of the one-process topology. The epoch is the process: after a restart every id is of another epoch and its
/// holder reads the lists again. Subscribers are called under the tenant's lock, which is what keeps the order.
/// </summary>
internal sealed class MemoryReplayLog(ReplayLimits limits, TimeProvider clock, ILogger<MemoryReplayLog> logger) : IReplayLog
{
    // How many appends of all tenants pass between two sweeps of what idle tenants still hold.
    private const int SweepEvery = 4096;

    private readonly string _epoch = FeedId.NewEpoch();
    private readonly ConcurrentDictionary<string, TenantLog> _tenants = new(StringComparer.Ordinal);
    private int _appends;

    public event Action? Disturbed
    {
        add { }
        remove { }
    }

    public Task<IReadOnlyList<FeedId?>> AppendAsync(
        string tenantId, IReadOnlyList<FeedDraft> drafts, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var ids = new FeedId?[drafts.Count];
        var log = Log(tenantId);
        lock (log.Gate)
        {
            var appended = new List<FeedEvent>(ids.Length);
            for (var i = 0; i < ids.Length; i++) ids[i] = Append(log, drafts[i], now, appended);
            if (appended.Count > 0)
                foreach (var receive in log.Subscribers) receive.Hand(appended, tenantId, logger);
        }
        if (Interlocked.Increment(ref _appends) % SweepEvery == 0) Sweep(now);
        return Task.FromResult<IReadOnlyList<FeedId?>>(ids);
    }

    public Task<FeedId> HeadAsync(string tenantId, CancellationToken cancellationToken)
    {
        var log = Log(tenantId);
        lock (log.Gate) return Task.FromResult(new FeedId(_epoch, log.Last));
    }

    public Task<ReplayPage> ReadAfterAsync(string tenantId, FeedId after, int limit, CancellationToken cancellationToken)
    {
        var log = Log(tenantId);
        lock (log.Gate)
        {
            Trim(log, clock.GetUtcNow());
            var head = new FeedId(_epoch, log.Last);
            var missed = log.Last - after.Number;
            if (after.Epoch != _epoch || missed < 0 || missed > log.Events.Count)
                return Task.FromResult(new ReplayPage(head, [], Gone: true));
            var events = log.Events.Skip(log.Events.Count - (int)missed).Take(limit).Select(e => e.Event).ToArray();
            return Task.FromResult(new ReplayPage(head, events, Gone: false));
        }
    }

    public Task<IAsyncDisposable> SubscribeAsync(
        string tenantId, Action<IReadOnlyList<FeedEvent>> receive, CancellationToken cancellationToken)
    {
        var log = Log(tenantId);
        lock (log.Gate) log.Subscribers.Add(receive);
        return Task.FromResult<IAsyncDisposable>(new Subscription(log, receive));
    }

    private TenantLog Log(string tenantId) => _tenants.GetOrAdd(tenantId, static _ => new TenantLog());

    private FeedId? Append(TenantLog log, FeedDraft draft, DateTimeOffset now, List<FeedEvent> appended)
    {
        if (!log.Known.Add(draft.Key)) return null;
        log.KnownInOrder.Enqueue(draft.Key);
        var id = new FeedId(_epoch, ++log.Last);
        appended.Add(FeedEvent.Create(id, draft.Json, draft.TraceParent));
        log.Events.Enqueue((now, appended[^1]));
        Trim(log, now);
        return id;
    }

    private void Trim(TenantLog log, DateTimeOffset now)
    {
        while (log.Events.TryPeek(out var oldest)
            && (log.Events.Count > limits.MaxEvents || now - oldest.At > limits.MaxAge))
            log.Events.Dequeue();
        while (log.KnownInOrder.Count > 2 * limits.MaxEvents) log.Known.Remove(log.KnownInOrder.Dequeue());
    }

    // The log itself stays: forgetting the last number would give the same ids out twice.
    private void Sweep(DateTimeOffset now)
    {
        foreach (var log in _tenants.Values)
            lock (log.Gate)
                Trim(log, now);
    }

    private sealed class TenantLog
    {
        public Lock Gate { get; } = new();
        public Queue<(DateTimeOffset At, FeedEvent Event)> Events { get; } = new();
        public HashSet<string> Known { get; } = new(StringComparer.Ordinal);
        public Queue<string> KnownInOrder { get; } = new();
        public List<Action<IReadOnlyList<FeedEvent>>> Subscribers { get; } = [];
        public long Last { get; set; }
    }

    private sealed class Subscription(TenantLog log, Action<IReadOnlyList<FeedEvent>> receive) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            lock (log.Gate) log.Subscribers.Remove(receive);
            return ValueTask.CompletedTask;
        }
    }
}
