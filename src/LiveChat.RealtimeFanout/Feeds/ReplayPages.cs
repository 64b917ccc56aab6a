using LiveChat.RealtimeFanout.Replay;
using LiveChat.RealtimeFanout.Sockets;

namespace LiveChat.RealtimeFanout.Feeds;

/// <summary>
/// One tenant's log as it is read for those who come back. After a cut or a restart thousands miss the same events: their
/// pages end at the same numbers, each is read once, and it is kept for a moment as the very writes that all of them get.
/// </summary>
internal sealed class ReplayPages(string tenantId, IReplayLog log, int pageSize, TimeProvider clock)
{
    /// <summary>Bytes of one write: half of what Kestrel takes before a write has to wait for the client.</summary>
    public const int MostBytesTogether = 32 * 1024;

    private const int MostBytesKept = 8 * 1024 * 1024;
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly Dictionary<FeedId, Kept> _pages = [];
    private long _bytes;

    /// <summary>What comes after an id, up to the next multiple of the page's size.</summary>
    public async Task<SharedPage> ReadAfterAsync(FeedId after)
    {
        var own = new TaskCompletionSource<SharedPage>(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<SharedPage>? another = null;
        lock (_gate)
        {
            if (_pages.TryGetValue(after, out var kept)) another = kept.Page;
            else _pages[after] = new Kept(own.Task, clock.GetTimestamp());
        }
        if (another is not null) return await another;
        try
        {
            var limit = pageSize - (int)(after.Number % pageSize);
            var page = await log.ReadAfterAsync(tenantId, after, limit, CancellationToken.None);
            var shared = new SharedPage(page.Head, page.Gone, [.. FeedRules.Split(page.Events, MostBytesTogether).Select(SharedPart.Of)]);
            // The newest page grows: only those who asked while it was read may have it.
            Settle(after, page.Events.Count == limit ? shared.Bytes : null);
            own.SetResult(shared);
        }
        catch (Exception e)
        {
            Settle(after, null);
            own.SetException(e);
        }
        return await own.Task;
    }

    /// <summary>Forgets what nobody may need any more.</summary>
    public void Sweep(long now)
    {
        lock (_gate)
        {
            foreach (var (after, kept) in _pages)
                if (kept.Page.IsCompleted && clock.GetElapsedTime(kept.At, now) > Life) Forget(after, kept);
        }
    }

    private void Settle(FeedId after, long? bytes)
    {
        lock (_gate)
        {
            var kept = _pages[after];
            if (bytes is { } size && _bytes + size <= MostBytesKept) _bytes += kept.Bytes = size;
            else Forget(after, kept);
        }
    }

    private void Forget(FeedId after, Kept kept)
    {
        _bytes -= kept.Bytes;
        _pages.Remove(after);
    }

    private sealed class Kept(Task<SharedPage> page, long at)
    {
        public Task<SharedPage> Page { get; } = page;
        public long At { get; } = at;
        public long Bytes { get; set; }
    }
}

/// <summary>One page of the log, for many.</summary>
/// <param name="Head">The newest id when it was read.</param>
/// <param name="Gone">As of <see cref="ReplayPage"/>.</param>
internal sealed record SharedPage(FeedId Head, bool Gone, IReadOnlyList<SharedPart> Parts)
{
    public long Bytes => Parts.Sum(p => (long)p.Frames.Length);
}

/// <summary>Events that go to a client in one write.</summary>
/// <param name="Last">The id of the last one.</param>
/// <param name="Frames">All their frames; nobody may write to it.</param>
internal sealed record SharedPart(FeedId Last, byte[] Frames)
{
    public static SharedPart Of(ArraySegment<FeedEvent> events) => new(events[^1].Id, WireFrame.Together([.. events.Select(e => e.Frame)]));
}
