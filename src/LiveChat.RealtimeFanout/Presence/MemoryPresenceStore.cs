namespace LiveChat.RealtimeFanout.Presence;

/// <summary>Presence of the one-process topology.</summary>
internal sealed class MemoryPresenceStore(string instance, TimeProvider clock) : IPresenceStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Dictionary<(Guid, string), PresenceEntry>> _tenants = new(StringComparer.Ordinal);

    public Task<PresenceExchange> ExchangeAsync(
        string tenantId, IReadOnlyList<PresenceEntry> put, IReadOnlyList<Guid> gone, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        lock (_gate)
        {
            if (!_tenants.TryGetValue(tenantId, out var entries)) _tenants[tenantId] = entries = [];
            PresenceEntry[] before = [.. entries.Values];
            foreach (var entry in before)
                if (entry.ExpiresAt <= now) entries.Remove((entry.UserId, entry.Instance));
            foreach (var userId in gone) entries.Remove((userId, instance));
            foreach (var entry in put) entries[(entry.UserId, entry.Instance)] = entry;
            if (entries.Count == 0) _tenants.Remove(tenantId);
            return Task.FromResult(new PresenceExchange(before, [.. entries.Values]));
        }
    }

    public Task<IReadOnlyList<string>> OverdueAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        lock (_gate)
            return Task.FromResult<IReadOnlyList<string>>(
                [.. _tenants.Where(t => t.Value.Values.Any(e => e.ExpiresAt <= now)).Select(t => t.Key)]);
    }
}
