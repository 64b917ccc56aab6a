using LiveChat.Contracts;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LiveChat.ServiceDefaults.Authentication;

/// <summary>
/// Every tenant's access facts, from memory: status, allowlist, revoked families, limits, widget settings. Kept up to
/// date by widget-auth's snapshot and events; see <see cref="SnapshotCache{TValue}"/> for how stale it may be.
/// </summary>
public sealed class TenantDirectory : IDisposable
{
    private readonly SnapshotCache<TenantAccess> _cache;

    /// <param name="clients">Reaches widget-auth.</param>
    /// <param name="clock">Times the re-reading.</param>
    /// <param name="logger">Told when a re-read fails.</param>
    public TenantDirectory(InternalClients clients, TimeProvider clock, ILogger<TenantDirectory> logger) =>
        _cache = new(
            "/internal/widgetauth/tenants", tenant => tenant.TenantId, tenant => tenant.Version,
            () => clients.For("widgetauth"), clock, logger);

    /// <summary>Called after a tenant changed, on the thread that brought the change.</summary>
    public event Action<TenantAccess>? Changed
    {
        add => _cache.Changed += value;
        remove => _cache.Changed -= value;
    }

    /// <summary>All tenants known now, erased ones included.</summary>
    public IEnumerable<TenantAccess> All => _cache.Values;

    internal IHostedService Refresher => _cache;

    /// <summary>
    /// The tenant, or null when widget-auth does not know it either. A miss asks widget-auth, so ask only for ids that a
    /// genuine token names; throws 503 <c>unavailable</c> when nothing usable was ever read.
    /// </summary>
    public ValueTask<TenantAccess?> FindAsync(string tenantId, CancellationToken cancellationToken) =>
        _cache.FindAsync(tenantId, cancellationToken);

    /// <summary>The tenant if it is known, without asking anybody: for ids that a stranger may have made up.</summary>
    public TenantAccess? Peek(string tenantId) => _cache.Peek(tenantId);

    /// <summary>Reads widget-auth's changes now; throws what the request throws.</summary>
    internal Task RefreshAsync(CancellationToken cancellationToken) => _cache.RefreshAsync(cancellationToken);

    /// <summary>Takes a change in at once, unless a newer one is known.</summary>
    public void Apply(TenantAccess access) => _cache.Apply(access);

    public void Dispose() => _cache.Dispose();
}
