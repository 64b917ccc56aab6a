using LiveChat.Contracts;
using LiveChat.ServiceDefaults;

namespace LiveChat.Chat.Safety;

/// <summary>What a tenant's safety settings want of chat, from memory: read before every accept.</summary>
internal sealed class SafetyDirectory(InternalClients clients, TimeProvider clock, ILogger<SafetyDirectory> logger) : IDisposable
{
    private readonly SnapshotCache<TenantSafety> _cache = new(
        "/internal/safetymoderation/facts", facts => facts.TenantId, facts => facts.Version, () => clients.For("safetymoderation"), clock, logger);

    internal IHostedService Refresher => _cache;

    /// <summary>Tenants whose facts differ from everybody's.</summary>
    public IReadOnlyList<TenantSafety> Own => [.. _cache.Values.Where(facts => facts.TenantId != TenantSafety.AnyTenant)];

    /// <summary>
    /// The tenant's facts, or everybody's where it saved none. 503 when nothing usable was ever read: what should be masked
    /// must not be stored unmasked.
    /// </summary>
    public async ValueTask<TenantSafety> FindAsync(string tenantId, CancellationToken cancellationToken)
    {
        var everybodys = _cache.Peek(TenantSafety.AnyTenant) ?? await _cache.FindAsync(TenantSafety.AnyTenant, cancellationToken).ConfigureAwait(false)
            ?? throw Problems.Unavailable.Exception("The platform is still starting; try again shortly.");
        return _cache.Peek(tenantId) ?? everybodys;
    }

    /// <summary>Reads the changes now.</summary>
    public Task RefreshAsync(CancellationToken cancellationToken) => _cache.RefreshAsync(cancellationToken);

    public void Dispose() => _cache.Dispose();
}
