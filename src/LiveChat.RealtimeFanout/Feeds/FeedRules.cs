using LiveChat.RealtimeFanout.Replay;

namespace LiveChat.RealtimeFanout.Feeds;

/// <summary>What of the heard events comes next in a feed, and what of it fits into one write.</summary>
internal static class FeedRules
{
    /// <summary>
    /// The events that follow <paramref name="last"/> without a gap; those up to it are known. Not whole when something
    /// is missing before one of them, or one is of another epoch.
    /// </summary>
    public static (IReadOnlyList<FeedEvent> News, bool Whole) Continue(FeedId last, IReadOnlyList<FeedEvent> events)
    {
        var news = new List<FeedEvent>(events.Count);
        foreach (var e in events)
        {
            if (e.Id.Epoch != last.Epoch) return (news, false);
            if (e.Id.Number <= last.Number) continue;
            if (e.Id.Number != last.Number + 1) return (news, false);
            last = e.Id;
            news.Add(e);
        }
        return (news, true);
    }

    /// <summary>Cuts events into runs of at most so many bytes of frames; one that is larger goes alone.</summary>
    public static IEnumerable<ArraySegment<FeedEvent>> Split(IReadOnlyList<FeedEvent> events, int maxBytes)
    {
        var all = events as FeedEvent[] ?? [.. events];
        var (from, bytes) = (0, 0);
        for (var i = 0; i < all.Length; i++)
        {
            if (i > from && bytes + all[i].Frame.Length > maxBytes)
            {
                yield return new ArraySegment<FeedEvent>(all, from, i - from);
                (from, bytes) = (i, 0);
            }
            bytes += all[i].Frame.Length;
        }
        if (from < all.Length) yield return new ArraySegment<FeedEvent>(all, from, all.Length - from);
    }
}
