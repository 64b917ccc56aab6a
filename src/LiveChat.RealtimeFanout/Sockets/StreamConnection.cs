using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace LiveChat.RealtimeFanout.Sockets;

/// <summary>
/// One event stream, the feed's way to clients that speak no WebSocket. It has a socket's bounds and deadlines; nothing
/// comes from the client, so that only a write tells whether it is still there.
/// </summary>
internal sealed class StreamConnection : IFeedConnection
{
    private readonly HttpContext _context;
    private readonly RealtimeFanoutOptions _options;
    private readonly TimeProvider _clock;
    private readonly SendQueue _outgoing;
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _ending = new();
    private long _closingSince;
    private long _sentAt;
    private bool _ended;

    public StreamConnection(HttpContext context, RealtimeFanoutOptions options, TimeProvider clock)
    {
        (_context, _options, _clock, _sentAt) = (context, options, clock, clock.GetTimestamp());
        // A slow reader is this class's business, as with sockets.
        if (context.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate) rate.MinDataRate = null;
        _outgoing = new SendQueue(context.Response.Body, options.MaxQueuedFrames, options.MaxQueuedBytes, clock, Abort);
    }

    public int ClosedWith { get; private set; } = 1006;

    public bool Closing => _outgoing.Sealed;

    public bool Congested => _outgoing.StalledSince != 0;

    public void Send(byte[] frame)
    {
        foreach (var json in WireFrame.Texts(frame)) Write(StreamedFrame.Of(json));
    }

    /// <summary>The last event has said why, where there is a why; the client comes back with <c>Last-Event-ID</c>.</summary>
    public void Close(CloseCode code, bool dropWaiting = false)
    {
        if (!_outgoing.Finish(StreamedFrame.KeepAlive, dropWaiting)) return;
        ClosedWith = code.Code;
        Volatile.Write(ref _closingSince, Math.Max(1, _clock.GetTimestamp()));
        _closed.TrySetResult();
    }

    public Task DrainedAsync() => _outgoing.DrainedAsync();

    public void Abort()
    {
        _closed.TrySetResult();
        ThreadPool.UnsafeQueueUserWorkItem(static connection => connection.AbortNow(), this, preferLocal: false);
    }

    public void Sweep(long now)
    {
        var closing = Volatile.Read(ref _closingSince);
        if (closing != 0)
        {
            if (_clock.GetElapsedTime(closing, now) > _options.CloseGrace) Abort();
            return;
        }
        var stalled = _outgoing.StalledSince;
        if (stalled != 0)
        {
            if (_clock.GetElapsedTime(stalled, now) > _options.SendTimeout) Close(CloseCodes.TryAgainLater, dropWaiting: true);
        }
        else if (_clock.GetElapsedTime(Volatile.Read(ref _sentAt), now) > _options.PingAfter)
        {
            Write(StreamedFrame.KeepAlive);
        }
    }

    public async Task RunAsync(Func<ReadOnlyMemory<byte>, ValueTask> receive)
    {
        await using (_context.RequestAborted.UnsafeRegister(static state => ((TaskCompletionSource)state!).TrySetResult(), _closed))
            await _closed.Task;
        // Where the client left, what waits has nobody to go to. Otherwise the last events leave first.
        if (_context.RequestAborted.IsCancellationRequested) _outgoing.Finish(StreamedFrame.KeepAlive, dropWaiting: true);
        await _outgoing.DrainedAsync();
        lock (_ending) _ended = true;
    }

    private void Write(byte[] text)
    {
        Volatile.Write(ref _sentAt, _clock.GetTimestamp());
        if (!_outgoing.Send(text)) Close(CloseCodes.TryAgainLater, dropWaiting: true);
    }

    // Kestrel uses the context for the next request as soon as this one has ended.
    private void AbortNow()
    {
        lock (_ending)
            if (!_ended) _context.Abort();
    }
}
