using LiveChat.RealtimeFanout.Replay;
using LiveChat.RealtimeFanout.Sockets;
using LiveChat.RealtimeFanout.Tests.Platform;
using LiveChat.RealtimeFanout.Tests.Sockets;
using Microsoft.Extensions.DependencyInjection;

namespace LiveChat.RealtimeFanout.Tests.Feeds;

/// <summary>What one delivery costs however many dashboards there are: one array for all of them, and nothing more for each.</summary>
public sealed class DeliveryTests(StandaloneHost fixture) : IClassFixture<StandaloneHost>
{
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    private readonly FeedHost _host = fixture.Host;

    [Fact]
    public async Task Deliver_EventsOfOneAppend_AreOneArrayForAllSockets()
    {
        var tenant = _host.Admit(Sample.Tenant());
        var sockets = await JoinAsync(tenant, 10);
        await AppendAsync(tenant, "a", "b");
        var first = sockets[0].Last!;
        Assert.Equal(2, WireFrame.Texts(first).Count());
        Assert.All(sockets, socket => Assert.Same(first, socket.Last));
    }

    [Fact]
    public async Task Deliver_ToAThousandSockets_AllocatesWhatItDoesToTen()
    {
        var (few, many) = (_host.Admit(Sample.Tenant()), _host.Admit(Sample.Tenant()));
        await JoinAsync(few, 10);
        var sockets = await JoinAsync(many, 1000);
        // The first ones pay for lists that grow.
        for (var i = 0; i < 200; i++) _ = (await CostAsync(few, $"warm-{i}"), await CostAsync(many, $"warm-{i}"));
        var (toFew, toMany) = (long.MaxValue, long.MaxValue);
        for (var i = 0; i < 50; i++)
        {
            toFew = Math.Min(toFew, await CostAsync(few, $"{i}"));
            toMany = Math.Min(toMany, await CostAsync(many, $"{i}"));
        }
        Assert.Equal(toFew, toMany);
        Assert.All(sockets, socket => Assert.NotNull(socket.Last));
    }

    private async Task<List<Recorder>> JoinAsync(string tenant, int count)
    {
        var door = _host.Services.GetRequiredService<FeedDoor>();
        var sockets = new List<Recorder>();
        for (var i = 0; i < count; i++)
        {
            var token = StaffTokens.Mint(tenant, Guid.CreateVersion7(), "agent");
            var outcome = await door.SignIn.CheckAsync(token, null, _ct);
            var recorder = new Recorder();
            _ = new StaffSession(recorder, door).RunAsync(outcome.Identity!, token, null);
            sockets.Add(recorder);
        }
        foreach (var socket in sockets) await socket.Greeted.Task.WaitAsync(TimeSpan.FromSeconds(30), _ct);
        return sockets;
    }

    // The memory's log delivers before it returns, on the caller's thread.
    private async Task<long> CostAsync(string tenant, string key)
    {
        var drafts = Drafts(key);
        var log = _host.Services.GetRequiredService<IReplayLog>();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var appended = log.AppendAsync(tenant, drafts, _ct);
        var cost = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(appended.IsCompleted);
        Assert.All(await appended, id => Assert.NotNull(id));
        return cost;
    }

    private Task AppendAsync(string tenant, params string[] keys) =>
        _host.Services.GetRequiredService<IReplayLog>().AppendAsync(tenant, Drafts(keys), _ct);

    private static FeedDraft[] Drafts(params string[] keys) =>
        [.. keys.Select(key => FeedDraft.Create("test", key, DateTimeOffset.UnixEpoch, null, new { key }, null))];

    /// <summary>A client that takes all at once.</summary>
    private sealed class Recorder : IFeedConnection
    {
        public TaskCompletionSource Greeted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public byte[]? Last { get; private set; }

        public int ClosedWith => 0;

        public bool Closing => false;

        public bool Congested => false;

        public void Send(byte[] frame)
        {
            Last = frame;
            Greeted.TrySetResult();
        }

        public void Close(CloseCode code, bool dropWaiting = false) => Greeted.TrySetException(new InvalidOperationException($"Closed with {code}."));

        public Task DrainedAsync() => Task.CompletedTask;

        public void Abort()
        {
        }

        public void Sweep(long now)
        {
        }

        public Task RunAsync(Func<ReadOnlyMemory<byte>, ValueTask> receive) => Task.CompletedTask;
    }
}
