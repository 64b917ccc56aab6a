using System.Collections.Concurrent;
using LiveChat.Contracts;

namespace LiveChat.ServiceDefaults.Authentication;

/// <summary>Every tenant's access facts, from memory: status, allowlist, revoked families, limits, widget settings.</summary>
public sealed class TenantDirectory
{
    private readonly ConcurrentDictionary<string, TenantAccess> _known = new();

    /// <summary>The tenant, or null when there is none of that id.</summary>
    public ValueTask<TenantAccess?> FindAsync(string tenantId, CancellationToken cancellationToken) =>
        ValueTask.FromResult(_known.GetValueOrDefault(tenantId));

    /// <summary>Takes a change over at once, unless a newer one is known.</summary>
    public void Apply(TenantAccess access) =>
        _known.AddOrUpdate(access.TenantId, access, (_, known) => known.Version > access.Version ? known : access);
}
