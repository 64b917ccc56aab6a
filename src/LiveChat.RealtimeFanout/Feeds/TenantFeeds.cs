using LiveChat.Contracts;
using LiveChat.RealtimeFanout.Presence;
using LiveChat.RealtimeFanout.Replay;
using LiveChat.RealtimeFanout.Sockets;
using LiveChat.ServiceDefaults.Authentication;
using Microsoft.Extensions.Options;

namespace LiveChat.RealtimeFanout.Feeds;

/// <summary>
/// The feeds of this replica: a tenant is subscribed to while it has sockets, and a little longer, so that a reload
/// finds its feed warm.
/// </summary>
internal sealed partial class TenantFeeds : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Entry> _feeds = new(StringComparer.Ordinal);
    private readonly IReplayLog _log;
    private readonly PresenceBoard _presence;
    private readonly RealtimeFanoutOptions _options;
    private readonly TenantDirectory _tenants;
    private readonly TimeProvider _clock;
    private readonly ILogger<TenantFeeds> _logger;
    private long _headsChecked;

    public TenantFeeds(
        IReplayLog log, PresenceBoard presence, IOptions<RealtimeFanoutOptions> options, TenantDirectory tenants,
        TimeProvider clock, ILogger<TenantFeeds> logger)
    {
        (_log, _presence, _options, _tenants, _clock, _logger) = (log, presence, options.Value, tenants, clock, logger);
        _log.Disturbed += CheckHeads;
        _tenants.Changed += OnTenantChanged;
    }

    /// <summary>Brings a signed-in socket into its tenant's feed; null when it was refused and closed.</summary>
    public async Task<TenantFeed?> JoinAsync(StaffSession session, string? lastEventId)
    {
        var entry = Acquire(session.Identity!.TenantId);
        try
        {
            await entry.Started;
            if (!entry.Feed.TryAdmit(session))
            {
                Release(entry);
                session.End("rate_limited", "Too many connections are open: close some windows.", CloseCodes.TooManyConnections);
                return null;
            }
        }
        catch (Exception e)
        {
            LogJoinFailed(_logger, entry.Feed.TenantId, e.Message);
            Release(entry);
            session.End("unavailable", "The feed cannot be read at the moment: connect again shortly.", CloseCodes.TryAgainLater);
            return null;
        }
        RealtimeFanoutTelemetry.Sockets.Add(1);
        try
        {
            await Resumption.RunAsync(entry.Feed, session, lastEventId, _log);
        }
        catch (Exception e)
        {
            LogJoinFailed(_logger, entry.Feed.TenantId, e.Message);
            session.End("unavailable", "The feed cannot be read at the moment: connect again shortly.", CloseCodes.TryAgainLater);
        }
        return entry.Feed;
    }

    /// <summary>Takes a socket out that <see cref="JoinAsync"/> brought in.</summary>
    public void Leave(TenantFeed feed, StaffSession session)
    {
        feed.Leave(session);
        RealtimeFanoutTelemetry.Sockets.Add(-1);
        Entry? entry;
        lock (_gate) _feeds.TryGetValue(feed.TenantId, out entry);
        if (entry is not null) Release(entry);
    }

    /// <summary>The feed of a tenant that has sockets here.</summary>
    public TenantFeed? Find(string tenantId)
    {
        lock (_gate) return _feeds.TryGetValue(tenantId, out var entry) && entry.Started.IsCompletedSuccessfully ? entry.Feed : null;
    }

    /// <summary>Closes the sockets of a person whose access ended or changed; a token issued since is good, and so is
    /// <paramref name="keepSession"/>.</summary>
    public void CloseUser(string tenantId, Guid userId, DateTimeOffset notBefore, Guid? keepSession) =>
        Find(tenantId)?.ForEach((userId, notBefore, keepSession), static (who, session) =>
        {
            if (session.Identity!.UserId == who.userId && session.Identity.IssuedAt < who.notBefore
                && (who.keepSession is null || session.Identity.Session != who.keepSession))
                session.End(AccessCodes.TokenRevoked, "Your access was changed: sign in again.", CloseCodes.Forbidden);
        });

    /// <summary>Sets the state of all sockets of a person here.</summary>
    public void ChoosePresence(PresenceChosen chosen)
    {
        if (Find(chosen.TenantId) is not { } feed) return;
        feed.ForEach(chosen, static (chosen, session) =>
        {
            if (session.Identity!.UserId == chosen.UserId) session.Choose(chosen.State, chosen.At);
        });
        feed.Presence.Changed();
    }

    /// <summary>Half-second housekeeping of all feeds.</summary>
    public async Task SweepAsync()
    {
        var now = _clock.GetTimestamp();
        var idle = new List<Entry>();
        var open = new List<Entry>();
        lock (_gate)
        {
            foreach (var entry in _feeds.Values)
                (entry.Holders == 0 && _clock.GetElapsedTime(entry.IdleSince, now) > _options.IdleFeed ? idle : open).Add(entry);
            foreach (var entry in idle) _feeds.Remove(entry.Feed.TenantId);
        }
        foreach (var entry in open)
            if (entry.Started.IsCompletedSuccessfully) entry.Feed.Sweep(now);
        if (_clock.GetElapsedTime(_headsChecked, now) > _options.HeadCheck)
        {
            _headsChecked = now;
            CheckHeads();
        }
        foreach (var entry in idle)
        {
            RealtimeFanoutTelemetry.Feeds.Add(-1);
            await entry.Feed.DisposeAsync();
        }
    }

    public void Dispose()
    {
        _log.Disturbed -= CheckHeads;
        _tenants.Changed -= OnTenantChanged;
    }

    private Entry Acquire(string tenantId)
    {
        lock (_gate)
        {
            if (_feeds.TryGetValue(tenantId, out var entry))
            {
                if (!entry.Started.IsFaulted)
                {
                    entry.Holders++;
                    return entry;
                }
                RealtimeFanoutTelemetry.Feeds.Add(-1);
                _ = entry.Feed.DisposeAsync().AsTask();
            }
            var feed = new TenantFeed(tenantId, _log, _presence.For(tenantId), _options, _clock, _logger);
            RealtimeFanoutTelemetry.Feeds.Add(1);
            // Not under the lock: starting calls Redis.
            return _feeds[tenantId] = new Entry(feed, Task.Run(feed.StartAsync)) { Holders = 1 };
        }
    }

    private void Release(Entry entry)
    {
        lock (_gate)
        {
            if (--entry.Holders > 0) return;
            entry.IdleSince = _clock.GetTimestamp();
        }
    }

    private void CheckHeads()
    {
        Entry[] entries;
        lock (_gate) entries = [.. _feeds.Values];
        foreach (var entry in entries)
            if (entry.Started.IsCompletedSuccessfully) entry.Feed.CheckHead();
    }

    private void OnTenantChanged(TenantAccess access)
    {
        if (access.Status == TenantStatus.Active) return;
        var code = access.Status == TenantStatus.Suspended ? AccessCodes.TenantSuspended : AccessCodes.TenantNotFound;
        Find(access.TenantId)?.ForEach(code, static (reason, session) =>
            session.End(reason, "The tenant is not active: ask the platform's operator.", CloseCodes.Forbidden));
    }

    private sealed class Entry(TenantFeed feed, Task started)
    {
        public TenantFeed Feed { get; } = feed;
        public Task Started { get; } = started;
        public int Holders { get; set; }
        public long IdleSince { get; set; }
    }

    [LoggerMessage(7111, LogLevel.Warning, "A dashboard of tenant {TenantId} could not join the feed ({Reason})")]
    private static partial void LogJoinFailed(ILogger logger, string tenantId, string reason);
}
