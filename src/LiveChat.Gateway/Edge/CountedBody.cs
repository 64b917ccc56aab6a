namespace LiveChat.Gateway.Edge;

/// <summary>A request's body of unknown length: throws the server's own exception (413) when it is longer than it may be.</summary>
/// <param name="body">What is sent.</param>
/// <param name="most">Bytes.</param>
internal sealed class CountedBody(Stream body, long most) : Stream
{
    private long _read;

    /// <summary>Whether more than the limit came; what came is not handed on.</summary>
    public bool TooLong => _read > most;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Count(await body.ReadAsync(buffer, cancellationToken));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => Count(body.Read(buffer, offset, count));

    public override void Flush() => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int Count(int read)
    {
        _read += read;
        return TooLong ? throw new BadHttpRequestException("The body is too long.", StatusCodes.Status413PayloadTooLarge) : read;
    }
}
