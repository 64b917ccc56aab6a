namespace LiveChat.RealtimeFanout.Sockets;

/// <summary>
/// What the framework's WebSocket reads from and writes its pongs and protocol errors to: reading marks the peer as alive,
/// writing goes through the connection's queue, so that two writers never mix their frames.
/// </summary>
internal sealed class FramedStream(Stream inner, TimeProvider clock) : Stream
{
    private long _lastRead = clock.GetTimestamp();

    /// <summary>When anything arrived last, as a timestamp of the clock.</summary>
    public long LastRead => Volatile.Read(ref _lastRead);

    /// <summary>Takes the frames of the framework's WebSocket; set before the first read.</summary>
    public Action<byte[]> Writer { get; set; } = static _ => { };

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <remarks>
    /// The framework reads on as soon as something has arrived, so this call is the sign of life. Marking its end instead
    /// would cost each idle socket a state machine.
    /// </remarks>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        MarkRead();
        return inner.ReadAsync(buffer, cancellationToken);
    }

    /// <summary>Counts as a sign of life.</summary>
    public void MarkRead() => Volatile.Write(ref _lastRead, clock.GetTimestamp());

    // The buffer belongs to the caller's pool, so it is copied: control frames only, at most 127 bytes.
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Writer(buffer.ToArray());
        return ValueTask.CompletedTask;
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => Writer(buffer.AsSpan(offset, count).ToArray());
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
}
