using LiveChat.Contracts;
using LiveChat.ServiceDefaults;

namespace LiveChat.Chat.Hours;

/// <summary>Every tenant's opening hours, from memory: page views and messages must not ask the database for them.</summary>
internal sealed class HoursDirectory(InternalClients clients, TimeProvider clock, ILogger<HoursDirectory> logger) : IDisposable
{
    private readonly SnapshotCache<OpeningHours> _cache = new(
        "/internal/chat/opening-hours", hours => hours.TenantId, hours => hours.Version, () => clients.For("chat"), clock, logger);

    internal IHostedService Refresher => _cache;

    /// <summary>Completes when the hours are known; until then nobody has any.</summary>
    internal Task Loaded => _cache.Loaded;

    /// <summary>When people come next; null while it is open, and where no hours are set or known.</summary>
    public DateTimeOffset? NextOpening(string tenantId) => OpeningHoursRules.NextOpening(_cache.Peek(tenantId), clock.GetUtcNow());

    /// <summary>The time zone of the tenant's figures; UTC where no hours are set.</summary>
    public TimeZoneInfo ZoneOf(string tenantId) => OpeningHoursRules.FindZone(_cache.Peek(tenantId)?.TimeZone) ?? TimeZoneInfo.Utc;

    /// <summary>Takes a change in at once, unless a newer one is known.</summary>
    public void Apply(OpeningHours hours) => _cache.Apply(hours);

    public void Dispose() => _cache.Dispose();
}
