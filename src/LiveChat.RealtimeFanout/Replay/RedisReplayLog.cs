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
        var arguments = new RedisValue[8 + 3 * drafts.Count];
        arguments[0] = ChannelName(tenantId);
        arguments[1] = FeedId.NewEpoch();
        arguments[2] = seen.Epoch ?? "";
        arguments[3] = seen.Number;
        arguments[4] = _clock.GetUtcNow().ToUnixTimeMilliseconds();
        arguments[5] = _limits.MaxEvents;
        arguments[6] = (long)_limits.MaxAge.TotalMilliseconds;
        arguments[7] = (long)HeadLife.TotalMilliseconds;
        for (var i = 0; i < drafts.Count; i++)
        {
            arguments[8 + 3 * i] = drafts[i].Key;
            arguments[9 + 3 * i] = drafts[i].Json;
            arguments[10 + 3 * i] = drafts[i].TraceParent ?? "";
        }
        var answer = (RedisResult[])(await RunAppendAsync(
            [Key(tenantId, "head"), Key(tenantId, "log"), Key(tenantId, "recent"), Key(tenantId, "before")], arguments))!;
        var epoch = (string)answer[0]!;
        var ids = new FeedId?[drafts.Count];
        var last = 0L;
        for (var i = 0; i < ids.Length; i++)
        {
            var number = (long)answer[i + 1];
            if (number < 0) continue;
            ids[i] = new FeedId(epoch, number);
            last = number;
        }
        if (last > 0) Remember(tenantId, epoch, last);
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
                Remember(tenantId, events[^1].Id.Epoch, events[^1].Id.Number);
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
        cancellationToken.ThrowIfCancellationRequested();
        var answer = (RedisResult[])(await _redis.GetDatabase().ScriptEvaluateAsync(
            ReadScript, [Key(tenantId, "head"), Key(tenantId, "log")],
            [FeedId.NewEpoch(), (long)HeadLife.TotalMilliseconds, after, limit]))!;
        var head = new FeedId((string)answer[0]!, (long)answer[1]);
        var entries = (RedisResult[])answer[2]!;
        var events = new List<FeedEvent>(entries.Length);
        foreach (var entry in entries)
        {
            var fields = (RedisResult[])((RedisResult[])entry!)[1]!;
            var number = NumberOf((string)((RedisResult[])entry!)[0]!);
            var trace = (string?)fields[5];
            events.Add(FeedEvent.Create(head with { Number = number }, (byte[])fields[3]!, trace is "" ? null : trace));
        }
        return (head, events);
    }

    private void Remember(string tenantId, string epoch, long number) =>
        _seen.AddOrUpdate(
            tenantId,
            static (_, fresh) => fresh,
            static (_, old, fresh) => old.Epoch == fresh.Epoch && old.Number > fresh.Number ? old : fresh,
            new FeedId(epoch, number));

    private void OnConnectionRestored(object? sender, ConnectionFailedEventArgs e) => Disturbed?.Invoke();

    private static long NumberOf(string entryId) =>
        long.Parse(entryId.AsSpan(0, entryId.IndexOf('-')), System.Globalization.CultureInfo.InvariantCulture);

    // One hash slot per tenant, so that the script runs on a cluster too.
    private static RedisKey Key(string tenantId, string part) => $"{{{tenantId}}}:feed:{part}";

    private static string ChannelName(string tenantId) => $"{{{tenantId}}}:feed:events";

    private static RedisChannel Channel(string tenantId) => RedisChannel.Literal(ChannelName(tenantId));

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
