using System.Collections.Concurrent;

namespace LiveChat.ServiceDefaults;

/// <summary>
/// With the in-memory bus a published event lives only in this process, so its outbox row is closed when every work
/// consumer has finished with it. A consumer that failed for good leaves the row, and the sweep publishes it again.
/// </summary>
public sealed class InMemoryDeliveries(IEnumerable<ConsumerRegistration> consumers)
{
    private readonly ConcurrentDictionary<Guid, Delivery> _open = new();
    private readonly Dictionary<Type, int> _listeners = consumers
        .Where(c => !c.Broadcast)
        .SelectMany(c => c.EventTypes)
        .GroupBy(t => t)
        .ToDictionary(g => g.Key, g => g.Count());

    internal bool InFlight(Guid id) => _open.ContainsKey(id);

    /// <summary>False when nobody in this process listens durably to the event.</summary>
    internal bool Track(Guid id, Type eventType, Action<Guid> close)
    {
        if (!_listeners.TryGetValue(eventType, out var count)) return false;
        _open[id] = new Delivery(count, close);
        return true;
    }

    internal void Forget(Guid id) => _open.TryRemove(id, out _);

    internal void Finished(Guid id)
    {
        if (_open.TryGetValue(id, out var delivery) && Interlocked.Decrement(ref delivery.Remaining) == 0 && _open.TryRemove(id, out _))
            delivery.Close(id);
    }

    private sealed class Delivery(int remaining, Action<Guid> close)
    {
        public int Remaining = remaining;

        public Action<Guid> Close { get; } = close;
    }
}
