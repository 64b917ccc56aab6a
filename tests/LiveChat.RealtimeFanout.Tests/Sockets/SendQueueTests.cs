using System.Threading.Tasks.Sources;
using LiveChat.RealtimeFanout.Sockets;

namespace LiveChat.RealtimeFanout.Tests.Sockets;

public sealed class SendQueueTests : IDisposable
{
    private readonly Client _client = new();
    private int _broken;

    public void Dispose() => _client.Dispose();

    [Fact]
    public void Send_ClientKeepsUp_AllocatesNothing()
    {
        var queue = Queue();
        var frame = new byte[500];
        for (var i = 0; i < 1000; i++) queue.Send(frame);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10_000; i++) queue.Send(frame);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public async Task Send_ClientStalls_WaitsAndLeavesInOrder()
    {
        var queue = Queue();
        _client.Stall();
        for (byte i = 1; i <= 4; i++) Assert.True(queue.Send([i]));
        Assert.NotEqual(0, queue.StalledSince);
        var drained = queue.DrainedAsync();
        Assert.False(drained.IsCompleted);
        _client.Resume();
        await drained;
        Assert.Equal([1, 2, 3, 4], _client.Taken);
        Assert.Equal(0, queue.StalledSince);
    }

    [Fact]
    public void Send_TooManyOrTooMuchWaits_SaysSo()
    {
        var queue = Queue(maxFrames: 2, maxBytes: 100);
        _client.Stall();
        Assert.True(queue.Send(new byte[50])); // on its way, not waiting
        Assert.True(queue.Send(new byte[50]));
        Assert.True(queue.Send(new byte[50]));
        Assert.False(queue.Send([1]));
    }

    [Fact]
    public async Task Finish_DropWaiting_SendsTheCloseFrameAloneAndTakesNothingMore()
    {
        var queue = Queue();
        _client.Stall();
        queue.Send([1]);
        queue.Send([2]);
        Assert.True(queue.Finish([9], dropWaiting: true));
        Assert.False(queue.Finish([8], dropWaiting: false));
        Assert.True(queue.Send([3]));
        var drained = queue.DrainedAsync();
        _client.Resume();
        await drained;
        Assert.Equal([1, 9], _client.Taken);
    }

    [Fact]
    public async Task Finish_KeepWaiting_SendsTheCloseFrameLast()
    {
        var queue = Queue();
        _client.Stall();
        queue.Send([1]);
        queue.Send([2]);
        queue.Finish([9], dropWaiting: false);
        var drained = queue.DrainedAsync();
        _client.Resume();
        await drained;
        Assert.Equal([1, 2, 9], _client.Taken);
    }

    [Fact]
    public async Task Write_Fails_EndsTheQueueAndSaysSoOnce()
    {
        var queue = Queue();
        _client.Stall();
        queue.Send([1]);
        queue.Send([2]);
        var drained = queue.DrainedAsync();
        _client.Resume(new IOException("reset"));
        await drained;
        Assert.True(queue.Sealed);
        Assert.Equal(1, _broken);
        Assert.True(queue.Send([3]));
        Assert.Equal([1], _client.Taken);
    }

    private SendQueue Queue(int maxFrames = 100, int maxBytes = 10_000) =>
        new(_client, maxFrames, maxBytes, TimeProvider.System, () => _broken++);

    /// <summary>A connection whose other side can stop taking bytes; as allocation-free as Kestrel's output.</summary>
    private sealed class Client : Stream, IValueTaskSource
    {
        private ManualResetValueTaskSourceCore<bool> _waiting;
        private bool _stalled;

        public List<byte> Taken { get; } = new(100_000);
        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => 0;
        public override long Position { get; set; }

        public void Stall() => _stalled = true;

        public void Resume(Exception? failure = null)
        {
            _stalled = false;
            if (failure is null) _waiting.SetResult(true);
            else _waiting.SetException(failure);
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Taken.Add(buffer.Span[0]);
            if (!_stalled) return ValueTask.CompletedTask;
            _waiting.Reset();
            return new ValueTask(this, _waiting.Version);
        }

        public void GetResult(short token) => _waiting.GetResult(token);

        public ValueTaskSourceStatus GetStatus(short token) => _waiting.GetStatus(token);

        public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
            _waiting.OnCompleted(continuation, state, token, flags);

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
