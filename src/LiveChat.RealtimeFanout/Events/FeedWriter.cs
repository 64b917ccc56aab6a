using System.Diagnostics;
using LiveChat.RealtimeFanout.Replay;
using StackExchange.Redis;

namespace LiveChat.RealtimeFanout.Events;

/// <summary>
/// Puts what consumers heard into the tenant's feed. While Redis is away it keeps trying, so that the message stays
/// unacknowledged at the broker; the event's key makes every repetition harmless.
/// </summary>
internal sealed partial class FeedWriter(IReplayLog log, TimeProvider clock, ILogger<FeedWriter> logger)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    /// <summary>An event as the contract's frame; its trace parent is the consumer's span.</summary>
    public FeedDraft Draft<T>(string type, string key, string? requestId, T data) =>
        FeedDraft.Create(type, key, clock.GetUtcNow(), requestId, data, Activity.Current?.Id);

    public async Task WriteAsync(string tenantId, IReadOnlyList<FeedDraft> drafts, CancellationToken cancellationToken)
    {
        var pause = FirstPause;
        while (true)
        {
            try
            {
                var ids = await log.AppendAsync(tenantId, drafts, cancellationToken);
                foreach (var id in ids)
                    RealtimeFanoutTelemetry.Appended.Add(1, new KeyValuePair<string, object?>("known", id is null));
                return;
            }
            catch (Exception e) when (e is RedisConnectionException or RedisTimeoutException || IsLoading(e))
            {
                LogAway(e.Message, pause);
                await Task.Delay(pause, clock, cancellationToken);
                pause = pause * 2 > LongestPause ? LongestPause : pause * 2;
            }
        }
    }

    // A Redis that has just started reads its file first, and one that has become a replica takes no writes.
    private static bool IsLoading(Exception e) =>
        e is RedisServerException && (e.Message.StartsWith("LOADING", StringComparison.Ordinal)
            || e.Message.StartsWith("READONLY", StringComparison.Ordinal)
            || e.Message.StartsWith("MASTERDOWN", StringComparison.Ordinal));

    [LoggerMessage(7401, LogLevel.Warning, "The feed's log cannot be written ({Reason}); trying again in {Pause}")]
    private partial void LogAway(string reason, TimeSpan pause);
}
