using LiveChat.Contracts;
using LiveChat.ServiceDefaults;

namespace LiveChat.AssistantRouting.Routing;

/// <summary>The opening hours that tenants set in chat, from memory: every message of a tenant with such a rule asks.</summary>
internal sealed class TenantHours(InternalClients clients, TimeProvider clock, ILogger<TenantHours> logger) : IDisposable
{
    private readonly SnapshotCache<OpeningHours> _cache = new(
        "/internal/chat/opening-hours", hours => hours.TenantId, hours => hours.Version, () => clients.For("chat"), clock, logger);

    internal IHostedService Refresher => _cache;

    /// <summary>Whether the tenant is open at a moment; null where it set no hours, or none are known.</summary>
    public bool? IsOpen(string tenantId, DateTimeOffset at) => _cache.Peek(tenantId) is { } hours ? OpeningHoursRules.IsOpen(hours, at) : null;

    /// <summary>Takes a change in at once, unless a newer one is known.</summary>
    public void Apply(OpeningHours hours) => _cache.Apply(hours);

    public void Dispose() => _cache.Dispose();
}
