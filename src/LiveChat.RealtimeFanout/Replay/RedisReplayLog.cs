using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;
using StackExchange.Redis;

namespace LiveChat.RealtimeFanout.Replay;

/// <summary>
/// The log that all replicas share: a capped stream per tenant, written by one script that numbers, appends and
/// publishes in one step, so that any replica may write and no two events get one number. The epoch lives beside the
/// counter: it stays as long as the data does and changes when the data is lost or went back.
/// </summary>
internal sealed class RedisReplayLog : IReplayLog, IDisposable
{
    private const int MostTogether = 128;

    // A page is as long as all that this replica appends in a while, and they share a connection.
    private const int MostReadsAtOnce = 8;

    // Another name than that of the logs of single events, which the first releases wrote: their clients are told to resync.
    private const string Log = "batches";

    // Longer than any dashboard sleeps with an id in its hand; then the tenant starts a new epoch.
    private static readonly TimeSpan HeadLife = TimeSpan.FromDays(30);
    private static readonly string AppendScript = LuaScripts.Load("append_events.lua");
    private static readonly string ReadScript = LuaScripts.Load("read_events.lua");

    // Called by its hash: the client would compute a hash of the whole text to find this one, for every event.
    [SuppressMessage("Security", "CA5350", Justification = "Redis names scripts so.")]
    private static readonly byte[] AppendHash = SHA1.HashData(Encoding.UTF8.GetBytes(AppendScript));

    private readonly IConnectionMultiplexer _redis;
    private readonly ReplayLimits _limits;
    private readonly TimeProvider _clock;
    private readonly ILogger<RedisReplayLog> _logger;
    private readonly AppendQueue _appends;
    private readonly SemaphoreSlim _reads = new(MostReadsAtOnce);

    // The newest id that this replica has seen of each tenant it serves: proof against numbers given out twice.
    private readonly ConcurrentDictionary<string, FeedId> _seen = new(StringComparer.Ordinal);

    public RedisReplayLog(IConnectionMultiplexer redis, ReplayLimits limits, TimeProvider clock, ILogger<RedisReplayLog> logger)
    {
        (_redis, _limits, _clock, _logger, _appends) = (redis, limits, clock, logger, new AppendQueue(AppendNowAsync, clock));
        redis.ConnectionRestored += OnConnectionRestored;
    }

    public event Action? Disturbed;

    // A caller that gives up leaves its drafts to the log: they may be on their way.
    public Task<IReadOnlyList<FeedId?>> AppendAsync(
        string tenantId, IReadOnlyList<FeedDraft> drafts, CancellationToken cancellationToken) =>
        _appends.AppendAsync(tenantId, drafts).WaitAsync(cancellationToken);

    private async Task<IReadOnlyList<FeedId?>> AppendNowAsync(string tenantId, IReadOnlyList<FeedDraft> drafts)
    {
        _seen.TryGetValue(tenantId, out var seen);
        var arguments = new RedisValue[8 + drafts.Count];
        arguments[0] = FeedId.NewEpoch();
        arguments[1] = seen.Epoch ?? "";
        arguments[2] = seen.Number;
        arguments[3] = _clock.GetUtcNow().ToUnixTimeMilliseconds();
        arguments[4] = _limits.MaxEvents;
        arguments[5] = (long)_limits.MaxAge.TotalMilliseconds;
        arguments[6] = (long)HeadLife.TotalMilliseconds;
        arguments[7] = Publication.Write(drafts);
        for (var i = 0; i < drafts.Count; i++) arguments[8 + i] = drafts[i].Key;
        var line = (byte[])(await RunAppendAsync(
            [Key(tenantId, "head"), Key(tenantId, Log), Key(tenantId, "recent"), Key(tenantId, "before")], arguments))!;
        var ids = Publication.Ids(line, drafts.Count);
        if (ids.LastOrDefault(id => id is not null) is { } last) Remember(tenantId, last);
        return ids;
    }

    private async Task<RedisResult> RunAppendAsync(RedisKey[] keys, RedisValue[] arguments)
    {
        var database = _redis.GetDatabase();
        try
        {
            return await database.ScriptEvaluateAsync(AppendHash, keys, arguments);
        }
        catch (RedisServerException e) when (e.Message.StartsWith("NOSCRIPT", StringComparison.Ordinal))
        {
            // A Redis that has just started, or become the primary, has not seen it; from now on it has.
            return await database.ScriptEvaluateAsync(AppendScript, keys, arguments);
        }
    }

    public async Task<FeedId> HeadAsync(string tenantId, CancellationToken cancellationToken) =>
        (await ReadAsync(tenantId, 0, 0, cancellationToken)).Head;

    public async Task<ReplayPage> ReadAfterAsync(
        string tenantId, FeedId after, int limit, CancellationToken cancellationToken)
    {
        var (head, events) = await ReadAsync(tenantId, after.Number, limit, cancellationToken);
        // Numbers are consecutive: the page must begin right behind the id asked for, or something is gone. The stream is
        // longer than it may be until it is tidied.
        var gone = after.Epoch != head.Epoch || after.Number > head.Number || head.Number - after.Number > _limits.MaxEvents
            || (events.Count == 0 ? after.Number < head.Number : events[0].Id.Number != after.Number + 1);
        return new ReplayPage(head, gone ? [] : events, gone);
    }

    public async Task<IAsyncDisposable> SubscribeAsync(
        string tenantId, Action<IReadOnlyList<FeedEvent>> receive, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var queue = await _redis.GetSubscriber().SubscribeAsync(Channel(tenantId));
        _ = ReceiveAsync(tenantId, queue, receive);
        return new Subscription(this, tenantId, queue);
    }

    // What came while the receiver was busy goes to it together, so a busy feed costs a socket one write for many events.
    private async Task ReceiveAsync(string tenantId, ChannelMessageQueue queue, Action<IReadOnlyList<FeedEvent>> receive)
    {
        try
        {
            while (true)
            {
                var events = new List<FeedEvent>();
                Publication.Read((ReadOnlyMemory<byte>)(await queue.ReadAsync()).Message, events);
                while (events.Count < MostTogether && queue.TryRead(out var more))
                    Publication.Read((ReadOnlyMemory<byte>)more.Message, events);
                if (events.Count == 0) continue;
                Remember(tenantId, events[^1].Id);
                receive.Hand(events, tenantId, _logger);
            }
        }
        catch (ChannelClosedException)
        {
            // Unsubscribed.
        }
    }

    public void Dispose() => _redis.ConnectionRestored -= OnConnectionRestored;

    private async Task<(FeedId Head, List<FeedEvent> Events)> ReadAsync(
        string tenantId, long after, int limit, CancellationToken cancellationToken)
    {
        await _reads.WaitAsync(cancellationToken);
        RedisResult[] answer;
        try
        {
            answer = (RedisResult[])(await _redis.GetDatabase().ScriptEvaluateAsync(
                ReadScript, [Key(tenantId, "head"), Key(tenantId, Log)],
                [FeedId.NewEpoch(), (long)HeadLife.TotalMilliseconds, after, limit]))!;
        }
        finally
        {
            _reads.Release();
        }
        var head = new FeedId((string)answer[0]!, (long)answer[1]);
        var events = new List<FeedEvent>();
        foreach (var batch in (RedisResult[])answer[2]!) Publication.Read((byte[])batch!, events);
        return (head, Wanted(events, after, limit));
    }

    // A batch may begin before what is asked for. Behind a hole nothing counts: the next page then begins at it.
    private static List<FeedEvent> Wanted(List<FeedEvent> events, long after, int limit)
    {
        var from = events.FindIndex(e => e.Id.Number > after);
        if (from < 0) return [];
        var count = 1;
        while (count < limit && from + count < events.Count && events[from + count].Id.Number == events[from].Id.Number + count) count++;
        return events.GetRange(from, count);
    }

    private void Remember(string tenantId, FeedId id) =>
        _seen.AddOrUpdate(
            tenantId,
            static (_, fresh) => fresh,
            static (_, old, fresh) => old.Epoch == fresh.Epoch && old.Number > fresh.Number ? old : fresh,
            id);

    private void OnConnectionRestored(object? sender, ConnectionFailedEventArgs e) => Disturbed?.Invoke();

    // One hash slot per tenant, so that the script runs on a cluster too.
    private static RedisKey Key(string tenantId, string part) => $"{{{tenantId}}}:feed:{part}";

    // The script publishes on a channel of the log's name.
    private static RedisChannel Channel(string tenantId) => RedisChannel.Literal($"{{{tenantId}}}:feed:{Log}");

    private sealed class Subscription(RedisReplayLog log, string tenantId, ChannelMessageQueue queue) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            log._seen.TryRemove(tenantId, out _);
            try
            {
                await queue.UnsubscribeAsync();
            }
            catch (RedisException)
            {
                // Redis is away; the subscription went with the connection, and nobody listens to this queue any more.
            }
        }
    }
}
