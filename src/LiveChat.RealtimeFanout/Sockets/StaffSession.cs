using LiveChat.RealtimeFanout.Feeds;
using LiveChat.RealtimeFanout.Replay;
using LiveChat.ServiceDefaults.Authentication;

namespace LiveChat.RealtimeFanout.Sockets;

/// <summary>
/// One dashboard's connection: signs in within 5 s, renews in place, and speaks the client's half of the contract. What
/// comes from the feed is written to <see cref="Connection"/> directly; this class is about what the client sends.
/// </summary>
/// <param name="watches">It only listens: it says nothing about whether its person is there, so nobody is online by it.</param>
internal sealed class StaffSession(IFeedConnection connection, FeedDoor door, bool watches = false)
{
    private readonly long _openedAt = door.Clock.GetTimestamp();
    private TenantFeed? _feed;
    private bool _authSeen;
    private DateTimeOffset _warnedFor;
    private DateTimeOffset _chosenAt;
    private long _windowStart;
    private int _framesInWindow;

    public Guid Id { get; } = Guid.CreateVersion7();

    public IFeedConnection Connection { get; } = connection;

    /// <summary>Null until signed in. Replaced as a whole on renewal.</summary>
    public StaffIdentity? Identity { get; private set; }

    // ---- the feed's fields, read and written under its lock only

    /// <summary>Everything up to here was sent, or is known to the client from elsewhere.</summary>
    public FeedId Position { get; set; }

    /// <summary>Gets events as they happen; false while it catches up from the log.</summary>
    public bool Live { get; set; }

    /// <summary>It only listens, so nobody is there by it.</summary>
    public bool Watches { get; } = watches;

    // ---- what colleagues see

    /// <summary><c>online</c>, <c>away</c> or, by the person's choice for all windows, <c>offline</c>.</summary>
    public string State { get; private set; } = "online";

    public Guid? Viewing { get; private set; }

    /// <summary>The person chose a state for all windows. Choices may come in any order: the later one stands.</summary>
    public void Choose(string state, DateTimeOffset at)
    {
        if (at < _chosenAt) return;
        (_chosenAt, State) = (at, state);
    }

    /// <summary>Listens to the client until the connection has ended.</summary>
    public Task RunAsync() => Connection.RunAsync(ReceiveAsync);

    /// <summary>The same for a client that has signed in by its request and says nothing more.</summary>
    public async Task RunAsync(StaffIdentity identity, string token, string? lastEventId)
    {
        Identity = identity;
        var ended = Connection.RunAsync(static _ => ValueTask.CompletedTask);
        await JoinAsync(token, lastEventId);
        await ended;
    }

    /// <summary>The connection has ended: the feed serves it no more.</summary>
    public void Leave()
    {
        if (_feed is { } feed) door.Feeds.Leave(feed, this);
    }

    /// <summary>Looks at the deadlines of sign-in and token.</summary>
    public void Sweep(long timestamp, DateTimeOffset now)
    {
        Connection.Sweep(timestamp);
        if (Connection.Closing) return;
        if (Identity is not { } identity)
        {
            if (!_authSeen && door.Clock.GetElapsedTime(_openedAt, timestamp) > door.Options.AuthTimeout)
                End("auth_timeout", "Send the auth frame within 5 seconds after opening.", CloseCodes.AuthTimeout);
        }
        else if (identity.ExpiresAt <= now)
        {
            End(AccessCodes.TokenExpired, "The token has expired: connect again with a new one.", CloseCodes.Unauthorized);
        }
        else if (identity.ExpiresAt - now <= door.Options.ExpiryWarning && _warnedFor != identity.ExpiresAt)
        {
            _warnedFor = identity.ExpiresAt;
            Connection.Send(ServerFrames.AuthExpiring(identity.ExpiresAt));
        }
    }

    /// <summary>Says why, then closes.</summary>
    public void End(string code, string detail, CloseCode close)
    {
        Connection.Send(ServerFrames.Error(code, detail));
        Connection.Close(close);
    }

    private async ValueTask ReceiveAsync(ReadOnlyMemory<byte> message)
    {
        if (TooMany())
        {
            End("rate_limited", "Too many frames: connect again and send fewer.", CloseCodes.TooManyFrames);
            return;
        }
        switch (ClientFrame.Parse(message))
        {
            case ClientFrame.Invalid invalid:
                Connection.Send(ServerFrames.Error("invalid_request", invalid.Detail));
                break;
            case ClientFrame.Auth auth:
                _authSeen = true;
                await SignInAsync(auth);
                break;
            case var _ when Identity is null || _feed is null:
                Connection.Send(ServerFrames.Error(AccessCodes.TokenMissing, "Send the auth frame first."));
                break;
            case ClientFrame.Typing when !Identity.MayAnswer:
                Connection.Send(ServerFrames.Error(AccessCodes.Forbidden, "Your role may look on but not answer."));
                break;
            case ClientFrame.Typing typing:
                door.Typing.Say(Identity, typing.ConversationId, typing.IsTyping);
                break;
            case ClientFrame.Viewing viewing:
                Viewing = viewing.ConversationId;
                _feed.Presence.Changed();
                break;
            case ClientFrame.Presence presence:
                State = presence.State;
                _feed.Presence.Changed();
                break;
        }
    }

    private async ValueTask SignInAsync(ClientFrame.Auth auth)
    {
        var outcome = await door.SignIn.CheckAsync(auth.Token, Identity, CancellationToken.None);
        if (outcome.Identity is null)
        {
            End(outcome.Code, outcome.Detail, outcome.Close);
            return;
        }
        var renewal = Identity is not null;
        Identity = outcome.Identity;
        if (renewal)
        {
            _feed?.Renewed(this);
            return;
        }
        door.SignedIn();
        await JoinAsync(auth.Token, auth.LastEventId);
    }

    private async Task JoinAsync(string? token, string? lastEventId)
    {
        _feed = await door.Feeds.JoinAsync(this, lastEventId);
        if (_feed is null) return;
        // Access may have ended between the check and the joining, when no list had this session yet.
        var outcome = await door.SignIn.CheckAsync(token, Identity, CancellationToken.None);
        if (outcome.Identity is not null) return;
        // It was let in and is now put out, whoever notices first: this, or the event of the change.
        End(outcome.Code, outcome.Detail, outcome.Code == AccessCodes.TokenRevoked ? CloseCodes.Forbidden : outcome.Close);
    }

    // A fixed window is enough: the limit is against floods, not for fairness.
    private bool TooMany()
    {
        var now = door.Clock.GetTimestamp();
        if (door.Clock.GetElapsedTime(_windowStart, now) > TimeSpan.FromSeconds(10)) (_windowStart, _framesInWindow) = (now, 0);
        return ++_framesInWindow > door.Options.MaxFramesPer10Seconds;
    }
}
