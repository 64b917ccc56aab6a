using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace LiveChat.ServiceDefaults;

/// <summary>
/// Wake-ups between replicas: Redis pub/sub, or memory in Standalone. Lossy by design: whoever waits also reads again
/// after a while.
/// </summary>
public interface IHints
{
    /// <summary>False while Redis is away: waiters then read more often.</summary>
    bool IsUp { get; }

    /// <summary>Tells all subscribers, in this process at once. Never throws and never waits.</summary>
    void Publish(string channel, string payload);

    /// <summary>Calls <paramref name="handler"/> for each hint until disposed; it must be quick and not throw.</summary>
    IDisposable Subscribe(string channel, Action<string> handler);
}

/// <summary>The memory twin, and the local half of the Redis one.</summary>
internal sealed class MemoryHints : IHints
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<Guid, Action<string>>> _handlers = new();

    public bool IsUp => true;

    public void Publish(string channel, string payload)
    {
        if (!_handlers.TryGetValue(channel, out var handlers)) return;
        foreach (var (_, handler) in handlers) handler(payload);
    }

    public IDisposable Subscribe(string channel, Action<string> handler)
    {
        var handlers = _handlers.GetOrAdd(channel, static _ => new());
        var id = Guid.NewGuid();
        handlers[id] = handler;
        return new Subscription(handlers, id);
    }

    private sealed class Subscription(ConcurrentDictionary<Guid, Action<string>> handlers, Guid id) : IDisposable
    {
        public void Dispose() => handlers.TryRemove(id, out _);
    }
}

/// <summary>Redis pub/sub; one Redis subscription per channel and process, fanned out locally.</summary>
internal sealed partial class RedisHints(IConnectionMultiplexer redis, ProcessTopology topology, ILogger<RedisHints> logger) : IHints
{
    private readonly MemoryHints _local = new();
    private readonly ConcurrentDictionary<string, bool> _subscribed = new();
    private readonly string _self = topology.InstanceId + "|";

    public bool IsUp => redis.IsConnected;

    public void Publish(string channel, string payload)
    {
        _local.Publish(channel, payload);
        if (redis.IsConnected)
            redis.GetSubscriber().Publish(Channel(channel), _self + payload, CommandFlags.FireAndForget);
    }

    public IDisposable Subscribe(string channel, Action<string> handler)
    {
        var subscription = _local.Subscribe(channel, handler);
        if (_subscribed.TryAdd(channel, true)) _ = SubscribeAsync(channel);
        return subscription;
    }

    private async Task SubscribeAsync(string channel)
    {
        try
        {
            // The client subscribes again by itself after a reconnect. By a queue, because a handler given to the client
            // itself is called for several messages at once, so in any order; the pieces of a streamed reply need theirs.
            var queue = await redis.GetSubscriber().SubscribeAsync(Channel(channel)).ConfigureAwait(false);
            queue.OnMessage(message =>
            {
                var text = (string)message.Message!;
                if (!text.StartsWith(_self, StringComparison.Ordinal)) _local.Publish(channel, text[(text.IndexOf('|', StringComparison.Ordinal) + 1)..]);
            });
        }
        catch (Exception e)
        {
            _subscribed.TryRemove(channel, out _);
            LogSubscribeFailed(logger, e, channel);
        }
    }

    private static RedisChannel Channel(string channel) => RedisChannel.Literal("lc:hint:" + channel);

    [LoggerMessage(1301, LogLevel.Warning, "Subscribing to hints on {Channel} failed; waiters poll until the next subscriber")]
    private static partial void LogSubscribeFailed(ILogger logger, Exception exception, string channel);
}
