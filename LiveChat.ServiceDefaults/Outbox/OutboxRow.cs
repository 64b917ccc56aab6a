using System.Collections.Concurrent;
using System.Diagnostics;

namespace LiveChat.ServiceDefaults;

/// <summary>An event on its way out: inserted by the command that makes it true, published after the commit.</summary>
/// <param name="Id">UUIDv7; also the bus message's id, so that a consumer may recognise a second delivery.</param>
/// <param name="Type">Full name and assembly of the event.</param>
/// <param name="Payload">The event as JSON, or <c>ref:</c> and a key that an <see cref="IOutboxLoader{T}"/> understands.</param>
/// <param name="LeasedUntil">Unix milliseconds until which only the writer publishes it.</param>
public sealed record OutboxRow(
    Guid Id, string Type, string Payload, string? RequestId, string? TraceParent, long LeasedUntil, long CreatedAt)
{
    internal const string ReferencePrefix = "ref:";

    /// <summary>The event itself where the writer has it, so that the fast path need not load or parse it.</summary>
    public object? Event { get; init; }

    internal int Attempts { get; init; }

    // By reflection once a type: every accepted message and every ended turn asks.
    private static readonly ConcurrentDictionary<Type, string> s_typeNames = new();

    internal static string TypeName(Type type) =>
        s_typeNames.GetOrAdd(type, static t => $"{t.FullName}, {t.Assembly.GetName().Name}");

    internal static string? CurrentTrace() => Activity.Current?.Id;
}

/// <summary>Loads the event of a reference row when it is published by the sweep, from what is in the database by then.</summary>
public interface IOutboxLoader<TEvent>
    where TEvent : class
{
    /// <summary>Null when there is nothing to tell any more; the row is then closed.</summary>
    Task<TEvent?> LoadAsync(string key, CancellationToken cancellationToken);
}

/// <summary>
/// Events of one type that leave together, as one event of another type: for what comes often and can wait some
/// milliseconds, because every hop costs the same for one as for many.
/// </summary>
public sealed record OutboxBatch(Type EventType, Func<IReadOnlyList<OutboxRow>, object> Join);
