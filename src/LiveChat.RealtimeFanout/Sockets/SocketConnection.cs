using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace LiveChat.RealtimeFanout.Sockets;

/// <summary>
/// One WebSocket below the protocol: whole messages in, ready frames out, the closing handshake, and the deadlines of a
/// peer that is dead or slow. Idle it holds no buffer and no timer; <see cref="Sweep"/> is called for all sockets by one.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "RunAsync disposes the WebSocket, and it its stream, when the socket has ended.")]
internal sealed class SocketConnection : IFeedConnection
{
    private const int FirstBuffer = 4096;

    private readonly HttpContext _context;
    private readonly RealtimeFanoutOptions _options;
    private readonly TimeProvider _clock;
    private readonly FramedStream _stream;
    private readonly WebSocket _incoming;
    private readonly SendQueue _outgoing;
    private long _closingSince;
    private long _pingedAt;
    private int _aborted;
    private bool _ended;
    private volatile bool _working;

    public SocketConnection(HttpContext context, Stream stream, RealtimeFanoutOptions options, TimeProvider clock)
    {
        (_context, _options, _clock) = (context, options, clock);
        // A slow reader is this class's business; Kestrel would cut it off without a word.
        if (context.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate) rate.MinDataRate = null;
        _outgoing = new SendQueue(stream, options.MaxQueuedFrames, options.MaxQueuedBytes, clock, Abort);
        _stream = new FramedStream(stream, clock) { Writer = WriteControlFrame };
        _incoming = WebSocket.CreateFromStream(
            _stream, new WebSocketCreationOptions { IsServer = true, KeepAliveInterval = TimeSpan.Zero });
    }

    /// <summary>Code of the close frame that was sent; 1006 when the connection ended without one.</summary>
    public int ClosedWith { get; private set; } = 1006;

    /// <summary>The close frame was sent, or the connection broke: nothing more goes out.</summary>
    public bool Closing => _outgoing.Sealed;

    /// <summary>A frame waits for the client.</summary>
    public bool Congested => _outgoing.StalledSince != 0;

    /// <summary>Sends a whole frame; a client that leaves too much waiting is closed with 1013.</summary>
    public void Send(byte[] frame)
    {
        if (!_outgoing.Send(frame)) Close(CloseCodes.TryAgainLater, dropWaiting: true);
    }

    /// <summary>Sends the close frame behind what waits, or instead of it. The first call decides the code.</summary>
    public void Close(CloseCode code, bool dropWaiting = false) =>
        Finish(WireFrame.Close(code.Code, code.Name), code.Code, dropWaiting);

    /// <summary>Completes when the client has taken what waited.</summary>
    public Task DrainedAsync() => _outgoing.DrainedAsync();

    /// <summary>Drops the connection. Never runs anything on the caller's thread, which may hold a feed's lock.</summary>
    public void Abort()
    {
        if (Interlocked.Exchange(ref _aborted, 1) == 0)
            ThreadPool.UnsafeQueueUserWorkItem(static connection => connection.AbortNow(), this, preferLocal: false);
    }

    /// <summary>Hands each text message to <paramref name="receive"/> until the connection ended, however it did.</summary>
    public async Task RunAsync(Func<ReadOnlyMemory<byte>, ValueTask> receive)
    {
        try
        {
            while (true)
            {
                // Waits without a buffer; only a message that has begun gets one.
                var begun = await _incoming.ReceiveAsync(Memory<byte>.Empty, CancellationToken.None);
                if (begun.MessageType == WebSocketMessageType.Close || !await ReadAsync(begun, receive)) break;
            }
            // The client's close frame, be it the first one or the answer to ours, which Finish then leaves alone.
            var status = (int)(_incoming.CloseStatus ?? WebSocketCloseStatus.NormalClosure);
            Finish(WireFrame.Close(status, ""), status, dropWaiting: false);
        }
        catch (Exception e) when (e is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            // Protocol errors were answered by WriteControlFrame; a lost connection has nobody to answer to.
            if (!Closing) Abort();
        }
        finally
        {
            await _outgoing.DrainedAsync();
            _incoming.Dispose();
            lock (_stream) _ended = true;
        }
    }

    /// <summary>Looks at the deadlines; called every half second.</summary>
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
            return;
        }
        if (_working) return;
        var silence = _clock.GetElapsedTime(_stream.LastRead, now);
        if (silence > _options.DeadAfter)
        {
            Abort();
        }
        else if (silence > _options.PingAfter && _clock.GetElapsedTime(_pingedAt, now) > _options.PingAfter)
        {
            _pingedAt = now;
            Send(WireFrame.Ping);
        }
    }

    // The rest of a message that has begun. False when the client has sent its close frame.
    private async ValueTask<bool> ReadAsync(ValueWebSocketReceiveResult part, Func<ReadOnlyMemory<byte>, ValueTask> receive)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
        try
        {
            var length = 0;
            while (!part.EndOfMessage)
            {
                if (length == buffer.Length) buffer = Grow(buffer);
                part = await _incoming.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
                if (part.MessageType == WebSocketMessageType.Close) return false;
                length += part.Count;
                if (length <= _options.MaxFrameBytes) continue;
                // What still comes is read and thrown away, so that the close frame is not lost in a reset.
                Close(CloseCodes.FrameTooLarge);
                length = 0;
            }
            if (Closing) return true;
            if (part.MessageType == WebSocketMessageType.Binary) Close(CloseCodes.UnsupportedData);
            else await ReceiveAsync(receive, buffer.AsMemory(0, length));
            return true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // While a message is worked on (a sign-in may replay for a minute) nothing is read, so silence means nothing.
    private async ValueTask ReceiveAsync(Func<ReadOnlyMemory<byte>, ValueTask> receive, ReadOnlyMemory<byte> message)
    {
        _working = true;
        try
        {
            await receive(message);
        }
        finally
        {
            _stream.MarkRead();
            _working = false;
        }
    }

    // Kestrel uses the context for the next request as soon as this one has ended.
    private void AbortNow()
    {
        lock (_stream)
            if (!_ended) _context.Abort();
    }

    private static byte[] Grow(byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent(2 * buffer.Length);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }

    // Pongs, and the close frames by which the framework answers bad UTF-8 (1007) and broken framing (1002).
    private void WriteControlFrame(byte[] frame)
    {
        if (WireFrame.IsClose(frame)) Finish(frame, WireFrame.CloseCodeOf(frame), dropWaiting: true);
        else Send(frame);
    }

    private void Finish(byte[] closeFrame, int code, bool dropWaiting)
    {
        if (!_outgoing.Finish(closeFrame, dropWaiting)) return;
        ClosedWith = code;
        Volatile.Write(ref _closingSince, Math.Max(1, _clock.GetTimestamp()));
    }
}
