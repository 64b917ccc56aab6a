using System.Text.Json;
using LiveChat.RealtimeFanout.Feeds;
using LiveChat.RealtimeFanout.Replay;
using LiveChat.RealtimeFanout.Sockets;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveChat.RealtimeFanout.Tests.Feeds;

/// <summary>A crowd that comes back reads the log once.</summary>
public sealed class ReplayPagesTests
{
    private const int PageSize = 10;

    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    private readonly CountingLog _log = new();
    private readonly SetClock _clock = new();
    private readonly ReplayPages _pages;

    public ReplayPagesTests() => _pages = new ReplayPages("t", _log, PageSize, _clock);

    [Fact]
    public async Task Read_ByManyFromDifferentPlaces_TakesEachPageOnce_AndGivesEachWhatItMissed()
    {
        var start = await AppendAsync(100);
        await Task.WhenAll(Enumerable.Range(0, 1000).Select(i => FollowAsync(start with { Number = i % 37 })));
        // A page of its own from where each one was, up to the next that all share: 33 of those and 9 of these.
        Assert.InRange(_log.Reads, 1, 33 + 10);
    }

    [Fact]
    public async Task Read_OfTheNewestPage_IsNotKept()
    {
        var start = await AppendAsync(5);
        Assert.Equal(5, (await _pages.ReadAfterAsync(start)).Head.Number);
        await AppendAsync(1);
        Assert.Equal(6, (await _pages.ReadAfterAsync(start)).Head.Number);
    }

    [Fact]
    public async Task Read_OfAWholePage_IsKeptForAMoment()
    {
        var start = await AppendAsync(20);
        Assert.Same(await _pages.ReadAfterAsync(start), await _pages.ReadAfterAsync(start));
        _clock.Now += TimeSpan.FromSeconds(3);
        _pages.Sweep(_clock.GetTimestamp());
        await _pages.ReadAfterAsync(start);
        Assert.Equal(2, _log.Reads);
    }

    [Fact]
    public async Task Read_ThatFails_IsReadAgainByTheNext()
    {
        var start = await AppendAsync(20);
        _log.Failure = new InvalidOperationException("of the test");
        await Assert.ThrowsAsync<InvalidOperationException>(() => _pages.ReadAfterAsync(start));
        _log.Failure = null;
        Assert.Equal(20, (await _pages.ReadAfterAsync(start)).Head.Number);
    }

    [Fact]
    public async Task Read_LargeEvents_AreCutIntoWrites_AndNoMoreThanEightMegabytesAreKept()
    {
        var start = await AppendAsync(200, new string('x', 60_000));
        for (var i = 0; i < 200; i += PageSize)
        {
            var page = await _pages.ReadAfterAsync(start with { Number = i });
            Assert.Equal(PageSize, page.Parts.Count);
        }
        for (var i = 0; i < 200; i += PageSize) await _pages.ReadAfterAsync(start with { Number = i });
        // 8 MiB hold 13 pages of ten such events.
        Assert.Equal(20 + 7, _log.Reads);
    }

    private async Task FollowAsync(FeedId from)
    {
        var at = from;
        while (at.Number < 100)
        {
            var page = await _pages.ReadAfterAsync(at);
            Assert.False(page.Gone);
            foreach (var part in page.Parts)
            {
                foreach (var text in WireFrame.Texts(part.Frames))
                {
                    using var frame = JsonDocument.Parse(text);
                    at = at with { Number = at.Number + 1 };
                    Assert.Equal(at.ToString(), frame.RootElement.GetProperty("id").GetString());
                }
                Assert.Equal(at, part.Last);
            }
        }
    }

    private async Task<FeedId> AppendAsync(int count, string text = "")
    {
        var head = await _log.HeadAsync("t", _ct);
        for (var i = 0; i < count; i++)
            await _log.AppendAsync("t", [FeedDraft.Create("test", $"{head.Number + i}", DateTimeOffset.UnixEpoch, null, new { text }, null)], _ct);
        return head with { Number = 0 };
    }

    private sealed class SetClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.UnixEpoch;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => Now;

        public override long GetTimestamp() => Now.Ticks;
    }

    private sealed class CountingLog : IReplayLog
    {
        private readonly MemoryReplayLog _log = new(
            new ReplayLimits(1000, TimeSpan.FromHours(1)), TimeProvider.System, NullLogger<MemoryReplayLog>.Instance);
        private int _reads;

        public int Reads => _reads;

        public Exception? Failure { get; set; }

        public event Action? Disturbed
        {
            add => _log.Disturbed += value;
            remove => _log.Disturbed -= value;
        }

        public Task<IReadOnlyList<FeedId?>> AppendAsync(string tenantId, IReadOnlyList<FeedDraft> drafts, CancellationToken cancellationToken) =>
            _log.AppendAsync(tenantId, drafts, cancellationToken);

        public Task<FeedId> HeadAsync(string tenantId, CancellationToken cancellationToken) => _log.HeadAsync(tenantId, cancellationToken);

        public async Task<ReplayPage> ReadAfterAsync(string tenantId, FeedId after, int limit, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _reads);
            await Task.Yield();
            if (Failure is { } failure) throw failure;
            return await _log.ReadAfterAsync(tenantId, after, limit, cancellationToken);
        }

        public Task<IAsyncDisposable> SubscribeAsync(string tenantId, Action<IReadOnlyList<FeedEvent>> receive, CancellationToken cancellationToken) =>
            _log.SubscribeAsync(tenantId, receive, cancellationToken);
    }
}
