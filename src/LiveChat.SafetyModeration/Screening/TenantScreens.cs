using System.Collections.Concurrent;
using LiveChat.SafetyModeration.Settings;
using Microsoft.Extensions.Options;

namespace LiveChat.SafetyModeration.Screening;

/// <summary>
/// Compiled settings by tenant. A tenant's first text after the start reads the database once; from then on screening
/// touches none. Changes of any process are re-read every 3 s; an event only makes it sooner. With the database away what
/// is compiled serves on: settings can't change meanwhile. What is not compiled is not let through: the caller fails and
/// the event is given to it again.
/// </summary>
internal sealed partial class TenantScreens(
    SafetySettingsStore store, SafetyModerationTelemetry telemetry, IOptions<SafetyModerationOptions> options,
    TimeProvider clock, ILogger<TenantScreens> logger) : BackgroundService
{
    private const int PageSize = 200;

    private readonly ConcurrentDictionary<string, Kept> screens = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim refreshing = new(1, 1);
    private long revision = -1;
    private long changes;

    public ValueTask<TenantScreen> FindAsync(string tenantId, CancellationToken cancellationToken)
    {
        if (!screens.TryGetValue(tenantId, out var kept))
            return new(LoadAsync(tenantId, cancellationToken));
        kept.UsedAt = Environment.TickCount64;
        return new(kept.Screen);
    }

    /// <summary>Takes in what changed since the last time; for tenants that nobody asked for yet it does nothing.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await refreshing.WaitAsync(cancellationToken);
        try
        {
            // The first call only finds out where to start: nothing is kept yet that could be old.
            if (revision < 0)
                revision = await store.LatestRevisionAsync(cancellationToken);
            for (var page = PageSize; page == PageSize;)
            {
                var changed = await store.ChangedSinceAsync(revision, PageSize, cancellationToken);
                foreach (var change in changed)
                    Apply(change);
                page = changed.Count;
            }
        }
        finally
        {
            refreshing.Release();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RefreshAsync(stoppingToken);
                Trim();
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogRefreshFailed(logger, e.GetType().Name);
            }

            await Task.Delay(options.Value.RereadEvery, clock, stoppingToken);
        }
    }

    private void Apply(ChangedSettings change)
    {
        // Counted before the look-up: a load that began earlier sees it and reads again.
        Interlocked.Increment(ref changes);
        revision = change.Revision;
        // What can't be read is not served from before: its texts go to people until it is mended.
        if (change.Stored is null)
            screens.TryRemove(change.TenantId, out _);
        else if (screens.TryGetValue(change.TenantId, out var kept) && kept.Screen.Version < change.Stored.Version)
            screens[change.TenantId] = new Kept(Compile(change.Stored)) { UsedAt = kept.UsedAt };
    }

    private async Task<TenantScreen> LoadAsync(string tenantId, CancellationToken cancellationToken)
    {
        // Nothing may be kept before the first refresh knows from where changes must be read.
        if (Volatile.Read(ref revision) < 0)
            await RefreshAsync(cancellationToken);
        while (true)
        {
            var before = Interlocked.Read(ref changes);
            var kept = new Kept(Compile(await store.FindAsync(tenantId, cancellationToken))) { UsedAt = Environment.TickCount64 };
            var winner = screens.AddOrUpdate(tenantId, kept, (_, other) => other.Screen.Version > kept.Screen.Version ? other : kept);
            if (Interlocked.Read(ref changes) == before)
                return winner.Screen;
        }
    }

    private TenantScreen Compile(StoredSettings stored)
    {
        telemetry.Compiled();
        return TenantScreen.Compile(stored);
    }

    private void Trim()
    {
        var surplus = screens.Count - options.Value.CachedTenants;
        if (surplus <= 0)
            return;
        foreach (var (tenantId, _) in screens.OrderBy(screen => screen.Value.UsedAt).Take(surplus).ToList())
            screens.TryRemove(tenantId, out _);
    }

    private sealed class Kept(TenantScreen screen)
    {
        public TenantScreen Screen { get; } = screen;

        public long UsedAt { get; set; }
    }

    [LoggerMessage(5101, LogLevel.Warning, "Re-reading safety settings failed ({Reason}); the compiled ones serve on")]
    private static partial void LogRefreshFailed(ILogger logger, string reason);
}
