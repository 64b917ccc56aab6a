namespace LiveChat.RealtimeFanout.Replay;

/// <summary>
/// The last events of each tenant, so that a dashboard that was away gets what it missed. Two twins under one test
/// suite: Redis, where any replica may append, and memory for the one-process topology.
/// </summary>
internal interface IReplayLog
{
    /// <summary>
    /// Appends the drafts in one step, each under the tenant's next number, and then hands them to the subscribers of
    /// every replica. A draft whose key is known already is left out.
    /// </summary>
    /// <returns>One entry per draft: its id, or null where the key was known.</returns>
    Task<IReadOnlyList<FeedId?>> AppendAsync(string tenantId, IReadOnlyList<FeedDraft> drafts, CancellationToken cancellationToken);

    /// <summary>The newest id; of a tenant without events number 0 of its epoch, which is made now if need be.</summary>
    Task<FeedId> HeadAsync(string tenantId, CancellationToken cancellationToken);

    /// <summary>Up to <paramref name="limit"/> events after <paramref name="after"/>, oldest first.</summary>
    Task<ReplayPage> ReadAfterAsync(string tenantId, FeedId after, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// Calls <paramref name="receive"/> with the events appended from now on, one call at a time, in order; each call has at
    /// least one event, and all that are there. May lose events when the connection to Redis breaks: the receiver finds
    /// out by counting, or by <see cref="Disturbed"/>. One that throws is logged, and called again with what comes next.
    /// </summary>
    Task<IAsyncDisposable> SubscribeAsync(
        string tenantId, Action<IReadOnlyList<FeedEvent>> receive, CancellationToken cancellationToken);

    /// <summary>Events may have been missed: read the log again. Never raised by the memory twin.</summary>
    event Action? Disturbed;
}

/// <summary>One page of the log.</summary>
/// <param name="Head">The newest id at the time of reading.</param>
/// <param name="Events">What comes after the id asked for; empty when it is the newest.</param>
/// <param name="Gone">The id asked for is of another epoch, older than the log, or was never given out.</param>
internal readonly record struct ReplayPage(FeedId Head, IReadOnlyList<FeedEvent> Events, bool Gone);

/// <summary>How much of each tenant's feed is kept.</summary>
/// <param name="MaxEvents">Newest events kept; their keys are remembered at least as long, and at most for twice as many.</param>
/// <param name="MaxAge">Older events go with the next append, and a log without appends goes as a whole.</param>
internal sealed record ReplayLimits(int MaxEvents, TimeSpan MaxAge);

/// <summary>How both twins hand events on: a receiver that throws loses these, and must not lose the ones after them.</summary>
internal static partial class ReplayReceivers
{
    public static void Hand(
        this Action<IReadOnlyList<FeedEvent>> receive, IReadOnlyList<FeedEvent> events, string tenantId, ILogger logger)
    {
        try
        {
            receive(events);
        }
        catch (Exception e)
        {
            LogReceiverFailed(logger, e, tenantId);
        }
    }

    [LoggerMessage(7302, LogLevel.Error, "The feed of tenant {TenantId} failed to take events in; it goes on with the next ones")]
    private static partial void LogReceiverFailed(ILogger logger, Exception exception, string tenantId);
}
