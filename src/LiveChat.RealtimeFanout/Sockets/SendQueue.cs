using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace LiveChat.RealtimeFanout.Sockets;

/// <summary>
/// The way out of one socket. While the client keeps up a frame goes straight into Kestrel's output, which completes at
/// once: no task, no copy of its own, no allocation. Only when that is full do frames wait here, within bounds; beyond
/// them the client is too slow. Called from any thread; frames leave in the order of the calls.
/// </summary>
internal sealed class SendQueue(Stream stream, int maxFrames, int maxBytes, TimeProvider clock, Action broken)
{
    private readonly Lock _gate = new();
    private byte[]?[] _ring = [];
    private int _first;
    private int _count;
    private int _bytes;
    private bool _writing;
    private bool _sealed;
    private long _stalledSince;
    private ValueTaskAwaiter _pending;
    private Action? _resume;
    private TaskCompletionSource? _drained;

    /// <summary>Since when (timestamp of the clock) one write has been waiting for the client; 0 when none has.</summary>
    public long StalledSince => Volatile.Read(ref _stalledSince);

    /// <summary>No frame is taken any more: the close frame was, or the connection broke.</summary>
    public bool Sealed => Volatile.Read(ref _sealed);

    /// <returns>False when the bounds are passed: the caller closes the socket. True also once sealed.</returns>
    public bool Send(byte[] frame)
    {
        lock (_gate)
        {
            if (_sealed) return true;
            if (_writing) return TryPush(frame);
            _writing = true;
        }
        Pump(frame);
        return true;
    }

    /// <summary>Sends the close frame as the last one. With <paramref name="dropWaiting"/> what waits is thrown away.</summary>
    /// <returns>False when the queue was sealed already.</returns>
    public bool Finish(byte[] closeFrame, bool dropWaiting)
    {
        lock (_gate)
        {
            if (_sealed) return false;
            _sealed = true;
            if (dropWaiting) Clear();
            if (_writing)
            {
                Push(closeFrame);
                return true;
            }
            _writing = true;
        }
        Pump(closeFrame);
        return true;
    }

    /// <summary>Completes when nothing waits any more, or the connection broke. Used by replays and at the end only.</summary>
    public Task DrainedAsync()
    {
        lock (_gate)
        {
            if (!_writing) return Task.CompletedTask;
            _drained ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _drained.Task;
        }
    }

    [SuppressMessage("Reliability", "CA2012", Justification = "The one pending write is consumed once, in Resume.")]
    private void Pump(byte[] frame)
    {
        for (byte[]? next = frame; next is not null; next = Next())
        {
            try
            {
                var write = stream.WriteAsync(next);
                if (!write.IsCompleted)
                {
                    Volatile.Write(ref _stalledSince, Math.Max(1, clock.GetTimestamp()));
                    _pending = write.GetAwaiter();
                    _pending.UnsafeOnCompleted(_resume ??= Resume);
                    return;
                }
                write.GetAwaiter().GetResult();
            }
            catch (Exception)
            {
                // Whatever the transport says, this connection is over.
                Break();
                return;
            }
        }
    }

    private void Resume()
    {
        try
        {
            _pending.GetResult();
        }
        catch (Exception)
        {
            Break();
            return;
        }
        Volatile.Write(ref _stalledSince, 0);
        if (Next() is { } frame) Pump(frame);
    }

    private byte[]? Next()
    {
        TaskCompletionSource? drained;
        lock (_gate)
        {
            if (_count > 0)
            {
                var frame = _ring[_first]!;
                _ring[_first] = null;
                _first = (_first + 1) % _ring.Length;
                _count--;
                _bytes -= frame.Length;
                return frame;
            }
            _writing = false;
            _ring = [];
            (drained, _drained) = (_drained, null);
        }
        drained?.SetResult();
        return null;
    }

    private void Break()
    {
        TaskCompletionSource? drained;
        lock (_gate)
        {
            _sealed = true;
            _writing = false;
            Clear();
            (drained, _drained) = (_drained, null);
        }
        drained?.SetResult();
        broken();
    }

    private bool TryPush(byte[] frame)
    {
        if (_count >= maxFrames || _bytes + frame.Length > maxBytes) return false;
        Push(frame);
        return true;
    }

    private void Push(byte[] frame)
    {
        if (_count == _ring.Length)
        {
            var larger = new byte[]?[Math.Max(8, 2 * _ring.Length)];
            for (var i = 0; i < _count; i++) larger[i] = _ring[(_first + i) % _ring.Length];
            (_ring, _first) = (larger, 0);
        }
        _ring[(_first + _count++) % _ring.Length] = frame;
        _bytes += frame.Length;
    }

    private void Clear()
    {
        (_ring, _first, _count, _bytes) = ([], 0, 0, 0);
    }
}
