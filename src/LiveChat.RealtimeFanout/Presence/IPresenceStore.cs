namespace LiveChat.RealtimeFanout.Presence;

/// <summary>Who is online, of all replicas: Redis, and memory for the one-process topology, under one test suite.</summary>
internal interface IPresenceStore
{
    /// <summary>
    /// Writes and takes back this replica's entries of one tenant and drops what has expired, in one step, so that each
    /// change is seen by exactly one caller.
    /// </summary>
    /// <param name="put">Entries of this replica; they replace earlier ones of the same person.</param>
    /// <param name="gone">People who have no socket on this replica any more.</param>
    /// <returns>What was stored before (expired entries included) and what is now.</returns>
    Task<PresenceExchange> ExchangeAsync(
        string tenantId, IReadOnlyList<PresenceEntry> put, IReadOnlyList<Guid> gone, CancellationToken cancellationToken);

    /// <summary>Tenants where something expired and nobody has looked since: their replica crashed.</summary>
    Task<IReadOnlyList<string>> OverdueAsync(CancellationToken cancellationToken);
}

internal readonly record struct PresenceExchange(IReadOnlyList<PresenceEntry> Before, IReadOnlyList<PresenceEntry> After);
