using System.Diagnostics.CodeAnalysis;
using LiveChat.RealtimeFanout.Replay;
using LiveChat.RealtimeFanout.Sockets;

namespace LiveChat.RealtimeFanout.Feeds;

/// <summary>
/// The last few events of a feed, in memory, for clients that were away for seconds. Bounded by count, age and, for one
/// reading, by bytes, so that a replay from here never fills a socket's queue. Used under the feed's lock.
/// </summary>
internal sealed class FeedTail
{
    private const int MaxEvents = 128;
    private const int MaxReplayBytes = 64 * 1024;
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(2);

    private readonly Queue<(long At, FeedEvent Event)> _events = new();
    private Answer? _answer;

    public void Add(FeedEvent e, long now)
    {
        _answer = null;
        if (_events.Count == MaxEvents) _events.Dequeue();
        _events.Enqueue((now, e));
    }

    public void Clear()
    {
        _answer = null;
        _events.Clear();
    }

    public void Forget(TimeProvider clock, long now)
    {
        _answer = null;
        while (_events.TryPeek(out var oldest) && clock.GetElapsedTime(oldest.At, now) > MaxAge) _events.Dequeue();
    }

    /// <summary>The frames of the events from behind <paramref name="after"/> up to <paramref name="last"/>, if all of them are here.</summary>
    /// <remarks>Most of a crowd that comes back heard the same event last, so the last answer is kept.</remarks>
    public bool TryReadAfter(long after, long last, [NotNullWhen(true)] out byte[]? frames)
    {
        if (_answer is { } known && known.After == after && known.Last == last)
        {
            frames = known.Frames;
            return true;
        }
        frames = null;
        var missed = last - after;
        if (missed > _events.Count) return false;
        var found = new List<byte[]>((int)missed);
        var bytes = 0;
        foreach (var (_, e) in _events)
        {
            if (e.Id.Number <= after) continue;
            bytes += e.Frame.Length;
            if (bytes > MaxReplayBytes) return false;
            found.Add(e.Frame);
        }
        frames = WireFrame.Together(found);
        _answer = new Answer(after, last, frames);
        return true;
    }

    private sealed record Answer(long After, long Last, byte[] Frames);
}
