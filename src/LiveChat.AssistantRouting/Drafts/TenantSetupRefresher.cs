using Microsoft.Extensions.Options;

namespace LiveChat.AssistantRouting.Drafts;

/// <summary>Looks every few seconds for changes that other replicas made; the event only makes it sooner.</summary>
internal sealed partial class TenantSetupRefresher(
    TenantSetupStore store, TenantSetups setups, IOptions<AssistantRoutingOptions> options, TimeProvider clock,
    ILogger<TenantSetupRefresher> logger) : BackgroundService
{
    private const int Page = 500;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.RefreshSeconds), clock);
        long? seen = null;
        do
        {
            try
            {
                // What changed before the first look is not in memory yet.
                seen ??= await store.NewestVersionAsync(stoppingToken);
                List<(string TenantId, long Version)> changed;
                do
                {
                    changed = await store.ChangedAsync(seen.Value, Page, stoppingToken);
                    foreach (var (tenantId, version) in changed) setups.Invalidate(tenantId, version);
                    if (changed.Count > 0) seen = changed[^1].Version;
                }
                while (changed.Count == Page);
                setups.Trim();
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // The database is away for a moment: what is in memory serves on, and the next look catches up.
                LogFailed(logger, e.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(3101, LogLevel.Warning, "Looking for changed settings failed: {Reason}")]
    private static partial void LogFailed(ILogger logger, string reason);
}
