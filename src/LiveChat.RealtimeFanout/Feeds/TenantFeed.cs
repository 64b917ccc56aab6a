using LiveChat.RealtimeFanout.Presence;
using LiveChat.RealtimeFanout.Replay;
using LiveChat.RealtimeFanout.Sockets;

namespace LiveChat.RealtimeFanout.Feeds;

/// <summary>
/// One tenant's feed on this replica: takes events in from the log's channel, in order, and writes each to every socket
/// of the tenant. Numbers are consecutive, so a lost publication shows as a gap and is read from the log. All state is
/// under one lock; under it nothing waits, because a socket takes a frame or queues it.
/// </summary>
internal sealed partial class TenantFeed(
    string tenantId, IReplayLog log, TenantPresence presence, RealtimeFanoutOptions options, TimeProvider clock, ILogger logger)
    : IAsyncDisposable
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(500);

    private readonly Lock _gate = new();
    private readonly List<StaffSession> _members = [];
    private readonly FeedTail _tail = new();
    private IAsyncDisposable? _subscription;
    private FeedId _last;
    private bool _behind = true;
    private bool _again;
    private bool _ended;

    public string TenantId { get; } = tenantId;

    public TenantPresence Presence { get; } = presence;

    /// <summary>What the log has, for those who come back.</summary>
    public ReplayPages Pages { get; } = new(tenantId, log, options.ReplayPage, clock);

    /// <summary>The newest event that this replica has delivered.</summary>
    public FeedId Last
    {
        get { lock (_gate) return _last; }
    }

    /// <summary>Subscribes first and reads the newest id second: what comes between is seen as a gap and read.</summary>
    public async Task StartAsync()
    {
        _subscription = await log.SubscribeAsync(TenantId, Receive, CancellationToken.None);
        var head = await log.HeadAsync(TenantId, CancellationToken.None);
        lock (_gate) _last = head;
        Presence.Start(this);
        await CatchUpAsync();
    }

    /// <summary>Reads what the log has beyond our newest event: after a reconnect, a gap, or just to be sure.</summary>
    public void CheckHead()
    {
        lock (_gate)
        {
            if (_behind || _ended)
            {
                _again = true;
                return;
            }
            _behind = true;
        }
        _ = CatchUpAsync();
    }

    /// <summary>Takes a socket in, unless the tenant or the person has too many.</summary>
    public bool TryAdmit(StaffSession session)
    {
        lock (_gate)
        {
            if (_members.Count >= options.MaxConnectionsPerTenant) return false;
            var own = 0;
            foreach (var member in _members)
                if (member.Identity!.UserId == session.Identity!.UserId) own++;
            if (own >= options.MaxConnectionsPerUser) return false;
            _members.Add(session);
        }
        Presence.Changed();
        return true;
    }

    public void Leave(StaffSession session)
    {
        lock (_gate) _members.Remove(session);
        Presence.Changed();
    }

    /// <summary>Starts a socket at the newest event; it has nothing to catch up with.</summary>
    public void GoLiveAtHead(StaffSession session)
    {
        lock (_gate)
        {
            session.Position = _last;
            session.Connection.Send(ServerFrames.AuthOk(session.Id, _last, 0));
            Welcome(session);
        }
    }

    /// <summary>
    /// Resumes a socket out of memory, greeting included, if the last events kept here reach back far enough. A crowd
    /// that comes back after a restart costs no reading of the log.
    /// </summary>
    public bool TryResumeFromTail(StaffSession session, FeedId from)
    {
        lock (_gate)
        {
            if (_behind || from.Epoch != _last.Epoch || from.Number > _last.Number) return false;
            if (!_tail.TryReadAfter(from.Number, _last.Number, out var missed)) return false;
            var count = _last.Number - from.Number;
            session.Connection.Send(ServerFrames.AuthOk(session.Id, from, count));
            if (count > 0) session.Connection.Send(missed);
            session.Position = _last;
            Welcome(session);
            RealtimeFanoutTelemetry.Replayed.Add(count);
            return true;
        }
    }

    /// <summary>
    /// Lets a socket that has caught up with the log join in. It may be ahead of this replica, whose events of the past
    /// are then left out for it; false while it is behind.
    /// </summary>
    public bool TryGoLive(StaffSession session)
    {
        lock (_gate)
        {
            if (session.Position.Epoch == _last.Epoch && session.Position.Number < _last.Number) return false;
            Welcome(session);
            if (session.Position.Epoch == _last.Epoch) return true;
        }
        // The log has begun anew and this replica has not noticed: it will, and then tells everybody to resync.
        CheckHead();
        return true;
    }

    /// <summary>Answers a renewal. Everything up to the position named was sent before this frame.</summary>
    public void Renewed(StaffSession session)
    {
        lock (_gate) session.Connection.Send(ServerFrames.AuthOk(session.Id, session.Position, 0));
        Presence.Changed();
    }

    /// <summary>Sends a frame of the moment, which has no id and is in no log.</summary>
    public void Broadcast(byte[] frame)
    {
        lock (_gate)
            foreach (var member in _members)
                if (member.Live) member.Connection.Send(frame);
    }

    /// <summary>Runs over the members under the lock; <paramref name="look"/> must not wait.</summary>
    public void ForEach<TState>(TState state, Action<TState, StaffSession> look)
    {
        lock (_gate)
            foreach (var member in _members) look(state, member);
    }

    /// <summary>Half-second housekeeping.</summary>
    public void Sweep(long now)
    {
        lock (_gate) _tail.Forget(clock, now);
        Pages.Sweep(now);
        Presence.Sweep(now);
    }

    public async ValueTask DisposeAsync()
    {
        lock (_gate) _ended = true;
        Presence.Dispose();
        if (_subscription is not null) await _subscription.DisposeAsync();
    }

    // Called by the log, one call at a time.
    private void Receive(IReadOnlyList<FeedEvent> events)
    {
        lock (_gate)
        {
            if (_behind)
            {
                _again = true;
                return;
            }
            var (news, whole) = FeedRules.Continue(_last, events);
            var before = _last;
            try
            {
                Deliver(news);
                if (whole) return;
            }
            catch (Exception e)
            {
                // Some sockets may have these and some not: they are read again, and left out for those that have them.
                LogDeliveryFailed(logger, e, TenantId);
                _last = before;
                _tail.Clear();
            }
            _behind = true;
        }
        RealtimeFanoutTelemetry.Gaps.Add(1);
        _ = CatchUpAsync();
    }

    // Reads until the log has no more and nothing came meanwhile. One at a time: whoever sets _behind starts it.
    private async Task CatchUpAsync()
    {
        while (true)
        {
            FeedId last;
            lock (_gate)
            {
                if (_ended) return;
                _again = false;
                last = _last;
            }
            try
            {
                var page = await log.ReadAfterAsync(TenantId, last, options.ReplayPage, CancellationToken.None);
                lock (_gate)
                {
                    if (page.Gone) Restart(page.Head);
                    else Deliver(page.Events);
                    if (_last.Number < page.Head.Number || _again) continue;
                    _behind = false;
                    return;
                }
            }
            catch (Exception e)
            {
                // Redis is away. The sockets stay; what they miss meanwhile is read as soon as it is back.
                LogCatchUpFailed(logger, TenantId, e.Message);
                await Task.Delay(RetryPause, clock);
            }
        }
    }

    // Events that came together leave together: one write a socket, of an array that all sockets share.
    private void Deliver(IReadOnlyList<FeedEvent> events)
    {
        foreach (var together in FeedRules.Split(events, ReplayPages.MostBytesTogether)) DeliverTogether(together);
    }

    private void DeliverTogether(ArraySegment<FeedEvent> events)
    {
        var (before, last) = (events[0].Id.Number - 1, events[^1].Id);
        var frames = events.Count == 1 ? events[0].Frame : WireFrame.Together([.. events.Select(e => e.Frame)]);
        var spans = RealtimeFanoutTelemetry.StartDelivery(events, TenantId);
        _last = last;
        var now = clock.GetTimestamp();
        foreach (var e in events) _tail.Add(e, now);
        var (sent, sockets) = (0, 0);
        foreach (var member in _members)
        {
            if (!member.Live || member.Position.Number >= last.Number || member.Position.Epoch != last.Epoch) continue;
            sockets++;
            if (member.Position.Number == before)
            {
                member.Connection.Send(frames);
                sent += events.Count;
            }
            else
            {
                // It caught up from the log to somewhere among these.
                foreach (var e in events)
                {
                    if (e.Id.Number <= member.Position.Number) continue;
                    member.Connection.Send(e.Frame);
                    sent++;
                }
            }
            member.Position = last;
        }
        RealtimeFanoutTelemetry.Deliveries.Add(sent);
        RealtimeFanoutTelemetry.EndDelivery(spans, sockets);
    }

    // The log began anew, or has lost what comes next: nobody can be served from where they are.
    private void Restart(FeedId head)
    {
        LogRestarted(logger, TenantId, _last.ToString(), head.ToString());
        _last = head;
        _tail.Clear();
        var frame = ServerFrames.Resync(head);
        foreach (var member in _members)
        {
            if (!member.Live) continue;
            member.Position = head;
            member.Connection.Send(frame);
            RealtimeFanoutTelemetry.Resyncs.Add(1);
        }
    }

    private void Welcome(StaffSession session)
    {
        session.Live = true;
        Presence.Introduce(session);
    }

    [LoggerMessage(7101, LogLevel.Warning, "Reading the feed of tenant {TenantId} failed ({Reason}); trying again")]
    private static partial void LogCatchUpFailed(ILogger logger, string tenantId, string reason);

    [LoggerMessage(7103, LogLevel.Error, "Delivering events of tenant {TenantId} failed; they are read from the log again")]
    private static partial void LogDeliveryFailed(ILogger logger, Exception exception, string tenantId);

    [LoggerMessage(7102, LogLevel.Warning, "The feed of tenant {TenantId} went from {Last} to {Head} with nothing between; its dashboards read their lists again")]
    private static partial void LogRestarted(ILogger logger, string tenantId, string last, string head);
}
