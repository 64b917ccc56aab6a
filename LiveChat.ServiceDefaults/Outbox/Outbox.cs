using System.Text.Json;
using System.Threading.Channels;

namespace LiveChat.ServiceDefaults;

/// <summary>
/// The module's outbox: rows are born in the command that writes the facts, leased to this process, and published in
/// the background right after the commit. What dies between is published by the sweep of <see cref="OutboxPublisher"/> when the lease
/// has run out. At least once; consumers are idempotent.
/// </summary>
public sealed class Outbox(string name, TimeProvider clock)
{
    /// <summary>How long a writer may take from birth to broker confirm before a sweep takes over.</summary>
    internal static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);

    // Full means that the broker is away or slow: the rows are in the database and the sweep brings them.
    private readonly Channel<OutboxRow> _ready = Channel.CreateBounded<OutboxRow>(
        new BoundedChannelOptions(8192) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>The module's name.</summary>
    public string Name { get; } = name;

    internal ChannelReader<OutboxRow> Ready => _ready.Reader;

    /// <summary>A row that holds the event's JSON.</summary>
    public OutboxRow Row<TEvent>(TEvent e, string? requestId)
        where TEvent : class =>
        New(typeof(TEvent), JsonSerializer.Serialize(e, JsonDefaults.Options), requestId, Guid.CreateVersion7()) with { Event = e };

    /// <summary>
    /// A row that holds only a key: smaller, and without a copy of any text. The fast path publishes
    /// <c>row with { Event = ... }</c>; a sweep asks the registered <see cref="IOutboxLoader{TEvent}"/>.
    /// </summary>
    public OutboxRow Reference<TEvent>(Guid id, string key, string? requestId = null)
        where TEvent : class =>
        New(typeof(TEvent), OutboxRow.ReferencePrefix + key, requestId, id);

    /// <summary>Takes a row at once, on the thread of whoever made it, or says that it is busy.</summary>
    internal Func<OutboxRow, bool>? TakesNow { get; set; }

    /// <summary>After the commit: hands the row to the bus and returns without waiting for it.</summary>
    public void Publish(OutboxRow row)
    {
        if (TakesNow?.Invoke(row) != true) _ready.Writer.TryWrite(row);
    }

    private OutboxRow New(Type type, string payload, string? requestId, Guid id)
    {
        var now = clock.GetUtcNow();
        return new OutboxRow(id, OutboxRow.TypeName(type), payload, requestId, OutboxRow.CurrentTrace(),
            (now + Lease).ToUnixTimeMilliseconds(), now.ToUnixTimeMilliseconds());
    }
}
