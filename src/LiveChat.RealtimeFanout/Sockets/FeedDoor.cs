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
    public async Task ServeAsync(HttpContext context)
    {
        if (Refusal(context) is { } refusal)
        {
            await refusal.ExecuteAsync(context);
            return;
        }
        var stream = await Handshake.AcceptAsync(context);
        var connection = new SocketConnection(context, stream, Options, Clock);
        var session = new StaffSession(connection, this);
        lock (_gate)
        {
            _sessions.Add(session);
            if (_draining) connection.Close(CloseCodes.ServiceRestart);
        }
        Interlocked.Increment(ref _strangers);
        try
        {
            await session.RunAsync();
        }
        catch (Exception e)
        {
            // The last border of a socket: one that fails must not look like a failed HTTP request, whose answer is sent.
            LogFailed(logger, e, session.Id);
            connection.Abort();
        }
        finally
        {
            lock (_gate) _sessions.Remove(session);
            if (session.Identity is null) Interlocked.Decrement(ref _strangers);
            RealtimeFanoutTelemetry.Closed.Add(1, new KeyValuePair<string, object?>("code", connection.ClosedWith));
        }
    }

    /// <summary>Serves an event stream, whose headers are sent, until it ends.</summary>
    public async Task ServeStreamAsync(HttpContext context, StaffIdentity identity, string token, string? lastEventId)
    {
        var connection = new StreamConnection(context, Options, Clock);
        var session = new StaffSession(connection, this, watches: true);
        lock (_gate)
        {
            _sessions.Add(session);
            if (_draining) connection.Close(CloseCodes.ServiceRestart);
        }
        try
        {
            await session.RunAsync(identity, token, lastEventId);
        }
        catch (Exception e)
        {
            LogFailed(logger, e, session.Id);
            connection.Abort();
        }
        finally
        {
            lock (_gate) _sessions.Remove(session);
            RealtimeFanoutTelemetry.Closed.Add(1, new KeyValuePair<string, object?>("code", connection.ClosedWith));
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
    private static partial void LogFailed(ILogger logger, Exception exception, string connectionId);

    [LoggerMessage(7002, LogLevel.Information, "Stopping: {Count} sockets are told to come back elsewhere")]
    private static partial void LogDraining(ILogger logger, int count);
}
