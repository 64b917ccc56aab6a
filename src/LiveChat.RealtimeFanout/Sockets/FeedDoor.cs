using LiveChat.RealtimeFanout.Feeds;
using LiveChat.RealtimeFanout.Presence;
using LiveChat.ServiceDefaults;
using Microsoft.Extensions.Options;

namespace LiveChat.RealtimeFanout.Sockets;

/// <summary>Lets sockets in, knows every open one, and sends them away when the process stops.</summary>
internal sealed partial class FeedDoor(
    TenantFeeds feeds, StaffSignIn signIn, TypingSigns typing, IOptions<RealtimeFanoutOptions> options, TimeProvider clock,
    ILogger<FeedDoor> logger)
{
    private readonly Lock _gate = new();
    private readonly HashSet<StaffSession> _sessions = [];
    private bool _draining;
    private int _strangers;

    public TenantFeeds Feeds { get; } = feeds;
    public StaffSignIn SignIn { get; } = signIn;
    public TypingSigns Typing { get; } = typing;
    public RealtimeFanoutOptions Options { get; } = options.Value;
    public TimeProvider Clock { get; } = clock;

    /// <summary>Serves one request of <c>GET /api/ws/tenant</c> from the handshake to the end of the socket.</summary>
    public Task ServeAsync(HttpContext context) =>
        Refusal(context) is { } refusal ? refusal.ExecuteAsync(context) : OpenAsync(context);

    /// <summary>
    /// The same outside all middleware, which would be kept alive as long as the socket; null when the request is refused,
    /// so that the pipeline says so.
    /// </summary>
    public Task? TryServe(HttpContext context) => Refusal(context) is null ? OpenAsync(context) : null;

    /// <summary>Serves an event stream, whose headers are sent, until it ends.</summary>
    public async Task ServeStreamAsync(HttpContext context, StaffIdentity identity, string token, string? lastEventId)
    {
        var session = new StaffSession(new StreamConnection(context, Options, Clock), this, watches: true);
        Enter(session);
        try
        {
            await session.RunAsync(identity, token, lastEventId);
        }
        catch (Exception e)
        {
            Fail(session, e);
        }
        finally
        {
            Exit(session);
        }
    }

    /// <summary>A socket has said who it is, and from now on counts with its tenant and person.</summary>
    public void SignedIn() => Interlocked.Decrement(ref _strangers);

    /// <summary>Looks at every socket's deadlines.</summary>
    public void Sweep()
    {
        var (timestamp, now) = (Clock.GetTimestamp(), Clock.GetUtcNow());
        foreach (var session in Snapshot()) session.Sweep(timestamp, now);
    }

    /// <summary>
    /// Tells every client to come back, to another replica, and closes the sockets evenly over the drain period: with
    /// their last id they lose nothing, and do not all arrive at once.
    /// </summary>
    public async Task DrainAsync()
    {
        lock (_gate) _draining = true;
        var sessions = Snapshot();
        if (sessions.Length == 0) return;
        LogDraining(logger, sessions.Length);
        var begun = Clock.GetTimestamp();
        for (var i = 0; i < sessions.Length; i++)
        {
            var due = Options.DrainPeriod * ((double)i / sessions.Length);
            var wait = due - Clock.GetElapsedTime(begun);
            if (wait > TimeSpan.FromMilliseconds(20)) await Task.Delay(wait, Clock);
            sessions[i].Connection.Send(ServerFrames.ServerRestarting(Random.Shared.Next(50, 1000)));
            sessions[i].Connection.Close(CloseCodes.ServiceRestart);
        }
    }

    private async Task OpenAsync(HttpContext context)
    {
        var session = new StaffSession(new SocketConnection(context, await Handshake.AcceptAsync(context), Options, Clock), this);
        Interlocked.Increment(ref _strangers);
        Enter(session);
        try
        {
            await session.RunAsync();
        }
        catch (Exception e)
        {
            Fail(session, e);
        }
        finally
        {
            if (session.Identity is null) Interlocked.Decrement(ref _strangers);
            Exit(session);
        }
    }

    private void Enter(StaffSession session)
    {
        lock (_gate)
        {
            _sessions.Add(session);
            if (_draining) session.Connection.Close(CloseCodes.ServiceRestart);
        }
    }

    private void Exit(StaffSession session)
    {
        session.Leave();
        lock (_gate) _sessions.Remove(session);
        RealtimeFanoutTelemetry.Closed.Add(1, new KeyValuePair<string, object?>("code", session.Connection.ClosedWith));
    }

    // The last border of a connection: one that fails must not look like a failed HTTP request, whose answer is sent.
    private void Fail(StaffSession session, Exception exception)
    {
        LogFailed(logger, exception, session.Id);
        session.Connection.Abort();
    }

    private ProblemResult? Refusal(HttpContext context)
    {
        switch (Handshake.Check(context))
        {
            case HandshakeFault.NotAWebSocket:
                return RealtimeFanoutProblems.NotAWebSocket();
            case HandshakeFault.WrongVersion:
                context.Response.Headers.SecWebSocketVersion = "13";
                return RealtimeFanoutProblems.WrongVersion();
        }
        if (Volatile.Read(ref _draining)) return RealtimeFanoutProblems.Stopping();
        // Signed-in sockets have limits per tenant and person; this one is about those that never say who they are.
        return Volatile.Read(ref _strangers) >= Options.MaxUnauthenticated ? RealtimeFanoutProblems.TooManyOpen() : null;
    }

    private StaffSession[] Snapshot()
    {
        lock (_gate) return [.. _sessions];
    }

    [LoggerMessage(7001, LogLevel.Error, "Socket {ConnectionId} failed")]
    private static partial void LogFailed(ILogger logger, Exception exception, Guid connectionId);

    [LoggerMessage(7002, LogLevel.Information, "Stopping: {Count} sockets are told to come back elsewhere")]
    private static partial void LogDraining(ILogger logger, int count);
}
