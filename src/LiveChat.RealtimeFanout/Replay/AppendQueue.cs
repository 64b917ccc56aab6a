namespace LiveChat.RealtimeFanout.Replay;

/// <summary>
/// Appends that meet at one tenant go together: while one is on its way to the log the others wait and go as the next
/// one, in the order they came. So a busy tenant costs one round trip for many events, an idle one waits for nobody.
/// </summary>
internal sealed class AppendQueue(Func<string, IReadOnlyList<FeedDraft>, Task<IReadOnlyList<FeedId?>>> append)
{
    // A script keeps Redis from everybody else while it runs: about 2 ms for so many.
    private const int MostDrafts = 128;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Queue<Waiting>> _tenants = new(StringComparer.Ordinal);

    /// <summary>One entry per draft, as from the log. Fails for all that went together.</summary>
    public Task<IReadOnlyList<FeedId?>> AppendAsync(string tenantId, IReadOnlyList<FeedDraft> drafts)
    {
        var own = new Waiting(drafts);
        lock (_gate)
        {
            if (_tenants.TryGetValue(tenantId, out var waiting))
            {
                waiting.Enqueue(own);
                return own.Done.Task;
            }
            _tenants[tenantId] = new Queue<Waiting>([own]);
        }
        _ = RunAsync(tenantId);
        return own.Done.Task;
    }

    // One at a time for each tenant: whoever made its queue.
    private async Task RunAsync(string tenantId)
    {
        while (Next(tenantId) is { Count: > 0 } together)
        {
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
        }
    }

    private List<Waiting> Next(string tenantId)
    {
        var together = new List<Waiting>();
        var drafts = 0;
        lock (_gate)
        {
            var queue = _tenants[tenantId];
            while (queue.TryPeek(out var next) && (drafts == 0 || drafts + next.Drafts.Count <= MostDrafts))
            {
                together.Add(queue.Dequeue());
                drafts += next.Drafts.Count;
            }
            if (together.Count == 0) _tenants.Remove(tenantId);
        }
        return together;
    }

    private sealed record Waiting(IReadOnlyList<FeedDraft> Drafts)
    {
        public TaskCompletionSource<IReadOnlyList<FeedId?>> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
