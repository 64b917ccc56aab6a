using LiveChat.RealtimeFanout.Feeds;
using LiveChat.RealtimeFanout.Sockets;

namespace LiveChat.RealtimeFanout.Presence;

/// <summary>
/// One tenant's presence on this replica: adds up its sockets, writes that to the store, and shows the dashboards here
/// what all replicas together know. Changes are gathered: while one exchange runs, any number of others become one.
/// </summary>
internal sealed class TenantPresence(string tenantId, PresenceBoard board) : IDisposable
{
    // A newcomer is told of so many at most; who comes or moves later is told anyway.
    private const int MostIntroduced = 500;

    // A crowd that arrives at once becomes a few exchanges; nobody sees a colleague later for it.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, long> _leftAt = [];
    private readonly Dictionary<Guid, PresenceEntry> _written = [];
    private volatile IReadOnlyDictionary<Guid, Person> _shown = new Dictionary<Guid, Person>();
    private volatile Introduction? _introduction;
    private TenantFeed? _feed;
    private IDisposable? _listening;
    private long _heartbeatAt;
    private bool _renewAll;
    private bool _running;
    private bool _dirty;
    private bool _ended;

    public void Start(TenantFeed feed)
    {
        _feed = feed;
        _heartbeatAt = board.Clock.GetTimestamp();
        _listening = board.Listen(tenantId, Changed);
    }

    /// <summary>A socket came, went, or says something else; or another replica wrote.</summary>
    public void Changed()
    {
        lock (_gate)
        {
            if (_ended || _feed is null) return;
            _dirty = true;
            if (_running) return;
            _running = true;
        }
        _ = Task.Run(ExchangeAsync);
    }

    /// <summary>Tells a dashboard that has just signed in who else is there. Called under the feed's lock.</summary>
    public void Introduce(StaffSession session)
    {
        // Made once for all who come before the next change.
        var shown = _shown;
        if (_introduction is not { } introduction || !ReferenceEquals(introduction.Of, shown))
            _introduction = introduction = new Introduction(shown, Frames(shown.Values.Take(MostIntroduced)));
        if (introduction.Frames.Length > 0) session.Connection.Send(introduction.Frames);
    }

    /// <summary>Renews this replica's word before it expires, and lets those go who did not come back.</summary>
    public void Sweep(long now)
    {
        bool due;
        lock (_gate)
        {
            due = _leftAt.Values.Any(at => board.Clock.GetElapsedTime(at, now) > board.Options.OfflineGrace);
            if (board.Clock.GetElapsedTime(_heartbeatAt, now) > board.Options.PresenceHeartbeat)
            {
                _heartbeatAt = now;
                due = _renewAll = true;
            }
        }
        if (due) Changed();
    }

    public void Dispose()
    {
        lock (_gate) _ended = true;
        _listening?.Dispose();
    }

    private async Task ExchangeAsync()
    {
        while (true)
        {
            lock (_gate)
            {
                if (!_dirty || _ended)
                {
                    _running = false;
                    return;
                }
                _dirty = false;
            }
            try
            {
                var (put, gone) = Compare(Local(), Hidden());
                var after = await board.ExchangeAsync(tenantId, put, gone, CancellationToken.None);
                Written(put, gone);
                Show(after);
                await Task.Delay(Pause, board.Clock);
            }
            catch (Exception e)
            {
                // Redis is away. Sockets and feed go on; the next heartbeat writes everything again.
                board.LogFailed(e.Message);
                lock (_gate) _renewAll = true;
            }
        }
    }

    // This replica's people by their signed-in sockets.
    private Dictionary<Guid, PresenceEntry> Local()
    {
        var entries = new List<PresenceEntry>();
        // A person's windows mostly say the same, and of hundreds one is enough.
        var said = new HashSet<(Guid UserId, string State, Guid? Viewing, bool MayAnswer)>();
        var expires = board.Clock.GetUtcNow() + board.Options.PresenceLife;
        _feed!.ForEach((entries, said, expires, board.Instance), static (to, session) =>
        {
            var who = session.Identity!;
            if (session.Watches || session.State == PresenceRules.Offline) return;
            if (to.said.Add((who.UserId, session.State, session.Viewing, who.MayAnswer))) to.entries.Add(new PresenceEntry(
                who.UserId, to.Instance, who.Name, who.MayAnswer, session.State, session.Viewing, to.expires));
        });
        return PresenceRules.Merge(entries).Values.ToDictionary(
            p => p.UserId,
            p => new PresenceEntry(p.UserId, board.Instance, p.Name, p.MayAnswer, p.State, p.ConversationId, expires));
    }

    // Who sits at a socket here and wants to be seen at none.
    private HashSet<Guid> Hidden()
    {
        var hidden = new HashSet<Guid>();
        _feed!.ForEach(hidden, static (to, session) =>
        {
            if (!session.Watches && session.State == PresenceRules.Offline) to.Add(session.Identity!.UserId);
        });
        return hidden;
    }

    // What the store must be told: who is new or different here, and who has been without a socket for long enough.
    private (List<PresenceEntry> Put, List<Guid> Gone) Compare(Dictionary<Guid, PresenceEntry> local, HashSet<Guid> hidden)
    {
        var put = new List<PresenceEntry>();
        var gone = new List<Guid>();
        var now = board.Clock.GetTimestamp();
        lock (_gate)
        {
            foreach (var (userId, entry) in local)
            {
                _leftAt.Remove(userId);
                if (_renewAll || !_written.TryGetValue(userId, out var known) || known with { ExpiresAt = entry.ExpiresAt } != entry)
                    put.Add(entry);
            }
            foreach (var userId in _written.Keys)
                if (!local.ContainsKey(userId)) _leftAt.TryAdd(userId, now);
            // Whoever hides is not waited for: nobody comes back by chance.
            foreach (var (userId, at) in _leftAt)
                if (hidden.Contains(userId) || board.Clock.GetElapsedTime(at, now) > board.Options.OfflineGrace) gone.Add(userId);
            _renewAll = false;
        }
        return (put, gone);
    }

    private void Written(List<PresenceEntry> put, List<Guid> gone)
    {
        lock (_gate)
        {
            foreach (var entry in put) _written[entry.UserId] = entry;
            foreach (var userId in gone)
            {
                _written.Remove(userId);
                _leftAt.Remove(userId);
            }
        }
    }

    private void Show(Dictionary<Guid, Person> after)
    {
        var changes = PresenceRules.Changes(_shown, after);
        if (changes.Count == 0) return;
        _shown = after;
        _feed!.Broadcast(Frames(changes));
    }

    private byte[] Frames(IEnumerable<Person> people)
    {
        var now = board.Clock.GetUtcNow();
        return WireFrame.Together([.. people.Select(
            p => ServerFrames.Presence(now, p.UserId, p.Name, p.State, p.ConversationId))]);
    }

    private sealed record Introduction(IReadOnlyDictionary<Guid, Person> Of, byte[] Frames);
}
