using LiveChat.ServiceDefaults;
using Microsoft.Extensions.Options;

namespace LiveChat.AssistantRouting.Drafts;

/// <summary>Looks every few seconds for changes that other replicas made; the event only makes it sooner. What is in memory serves on while the database is away.</summary>
internal sealed class TenantSetupRefresher(
    TenantSetupStore store, TenantSetups setups, IOptions<AssistantRoutingOptions> options, TimeProvider clock,
    ILogger<TenantSetupRefresher> logger) : PeriodicWork(TimeSpan.FromSeconds(options.Value.RefreshSeconds), clock, logger)
{
    private const int Page = 500;
    private long? _seen;

    protected override string Work => "Looking for changed settings";

    protected override bool StartsAtOnce => true;

    protected override async Task RoundAsync(CancellationToken cancellationToken)
    {
        // What changed before the first look is not in memory yet.
        var seen = _seen ??= await store.NewestVersionAsync(cancellationToken);
        List<(string TenantId, long Version)> changed;
        do
        {
            changed = await store.ChangedAsync(seen, Page, cancellationToken);
            foreach (var (tenantId, version) in changed) setups.Invalidate(tenantId, version);
            if (changed.Count > 0) _seen = seen = changed[^1].Version;
        }
        while (changed.Count == Page);
        setups.Trim();
    }
}
