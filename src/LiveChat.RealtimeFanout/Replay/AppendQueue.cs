namespace LiveChat.RealtimeFanout.Replay;

/// <summary>
/// Appends of one tenant go together: the first goes at once; what comes while it runs, or within <see cref="Pace"/> of its
/// start, goes as the next one, in the order it came. So a quiet feed is as quick as its log, and a busy one costs Redis
/// one script, and each socket one write, for many events.
/// </summary>
internal sealed class AppendQueue(Func<string, IReadOnlyList<FeedDraft>, Task<IReadOnlyList<FeedId?>>> append, TimeProvider clock)
{
    /// <summary>Least time from one append of a tenant to its next, unless <see cref="EnoughDrafts"/> wait.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(20);

    /// <summary>So many are worth a script of their own.</summary>
    public const int EnoughDrafts = 32;

    // A script keeps Redis from everybody else while it runs: about 2 ms for so many.
    private const int MostDrafts = 128;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Line> _tenants = new(StringComparer.Ordinal);

    /// <summary>One entry per draft, as from the log. Fails for all that went together.</summary>
    public Task<IReadOnlyList<FeedId?>> AppendAsync(string tenantId, IReadOnlyList<FeedDraft> drafts)
    {
        var own = new Waiting(drafts);
        Line? line;
        lock (_gate)
        {
            if (_tenants.TryGetValue(tenantId, out line))
            {
                line.Add(own);
                return own.Done.Task;
            }
            _tenants[tenantId] = line = new Line();
            line.Add(own);
        }
        _ = RunAsync(tenantId, line);
        return own.Done.Task;
    }

    // One at a time for each tenant: whoever made its line.
    private async Task RunAsync(string tenantId, Line line)
    {
        while (Next(tenantId, line) is { Count: > 0 } together)
        {
            var begun = clock.GetTimestamp();
            try
            {
                var ids = await append(tenantId, together.Count == 1 ? together[0].Drafts : [.. together.SelectMany(w => w.Drafts)]);
                var from = 0;
                foreach (var waiting in together)
                {
                    waiting.Done.SetResult([.. ids.Skip(from).Take(waiting.Drafts.Count)]);
                    from += waiting.Drafts.Count;
                }
            }
            catch (Exception e)
            {
                foreach (var waiting in together) waiting.Done.TrySetException(e);
            }
            await EnoughAsync(line, Pace - clock.GetElapsedTime(begun));
        }
    }

    private async Task EnoughAsync(Line line, TimeSpan longest)
    {
        if (longest <= TimeSpan.Zero) return;
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (line.Drafts >= EnoughDrafts) return;
            line.Enough = enough;
        }
        await using var timer = clock.CreateTimer(static done => ((TaskCompletionSource)done!).TrySetResult(), enough, longest, Timeout.InfiniteTimeSpan);
        await enough.Task;
    }

    private List<Waiting> Next(string tenantId, Line line)
    {
        var together = new List<Waiting>();
        lock (_gate)
        {
            line.TakeInto(together);
            if (together.Count == 0) _tenants.Remove(tenantId);
        }
        return together;
    }

    /// <summary>What waits of one tenant; used under the gate.</summary>
    private sealed class Line
    {
        private readonly Queue<Waiting> _waiting = new();

        public int Drafts { get; private set; }

        /// <summary>Completed when <see cref="EnoughDrafts"/> wait.</summary>
        public TaskCompletionSource? Enough { get; set; }

        public void Add(Waiting waiting)
        {
            _waiting.Enqueue(waiting);
            Drafts += waiting.Drafts.Count;
            if (Drafts >= EnoughDrafts) Enough?.TrySetResult();
        }

        public void TakeInto(List<Waiting> together)
        {
            var taken = 0;
            while (_waiting.TryPeek(out var next) && (taken == 0 || taken + next.Drafts.Count <= MostDrafts))
            {
                together.Add(_waiting.Dequeue());
                taken += next.Drafts.Count;
            }
            Drafts -= taken;
        }
    }

    private sealed record Waiting(IReadOnlyList<FeedDraft> Drafts)
    {
        public TaskCompletionSource<IReadOnlyList<FeedId?>> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
