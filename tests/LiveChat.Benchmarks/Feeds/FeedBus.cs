using System.Diagnostics;
using System.Text.Json;
using System.Threading.Channels;
using LiveChat.AppHost.Servers;
using LiveChat.Benchmarks.Load;
using LiveChat.Contracts;
using LiveChat.RealtimeFanout.Events;
using LiveChat.RealtimeFanout.Replay;
using LiveChat.ServiceDefaults;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using StackExchange.Redis;

namespace LiveChat.Benchmarks.Feeds;

/// <summary>Where a subject's events come from.</summary>
internal enum Source
{
    /// <summary>The broker, as lines that chat added: up to 32 that came within 10 ms go as one message.</summary>
    Broker,

    /// <summary>Our replay log, written as a replica's consumers do: numbered, kept, and then published by Redis.</summary>
    Log,

    /// <summary>Redis pub/sub, kept by nobody.</summary>
    Plain,

    /// <summary>SignalR's Redis backplane, kept by nobody.</summary>
    SignalR,
}

/// <summary>Publishes events from this process, so that each subject only takes them in and delivers them.</summary>
internal sealed class FeedBus : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConnectionMultiplexer _redis;
    private readonly string _folder;
    private readonly IEventBus _bus;
    private readonly IHubContext<FloorHub> _hub;
    private readonly RedisReplayLog _log;
    private readonly Channel<(PostedLine Line, TaskCompletionSource Done)> _lines =
        Channel.CreateUnbounded<(PostedLine, TaskCompletionSource)>();
    private long _version;

    private FeedBus(WebApplication app, ConnectionMultiplexer redis, string folder)
    {
        (_app, _redis, _folder) = (app, redis, folder);
        _bus = app.Services.GetRequiredService<IEventBus>();
        _hub = app.Services.GetRequiredService<IHubContext<FloorHub>>();
        _log = new RedisReplayLog(redis, new ReplayLimits(5_000, TimeSpan.FromHours(1)), TimeProvider.System, NullLogger<RedisReplayLog>.Instance);
        for (var i = 0; i < 4; i++) _ = SendLinesAsync();
    }

    public static async Task<FeedBus> StartAsync(LocalServers servers)
    {
        var folder = Directory.CreateTempSubdirectory("livechat-feed-bench-").FullName;
        var app = BusHost.Build(servers.RabbitMq.ConnectionString, servers.Redis.ConnectionString, folder,
            services => FloorHub.Add(services, servers.Redis.ConnectionString));
        await BusHost.StartAsync(app);
        return new FeedBus(app, await ConnectionMultiplexer.ConnectAsync(servers.Redis.ConnectionString), folder);
    }

    /// <summary>Publishes one event, which <see cref="FeedSubject.FramesPerEvent"/> frames show.</summary>
    public Task PublishAsync(Source source, string tenant)
    {
        switch (source)
        {
            case Source.Broker:
                var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                _lines.Writer.TryWrite((Line(tenant), done));
                return done.Task;
            case Source.Log:
                var conversation = Conversation();
                return _log.AppendAsync(tenant, [FeedDraft.Create("conversation:updated", FeedKeys.Of(conversation), DateTimeOffset.UtcNow,
                    "benchmark", new ConversationData(conversation), null)], CancellationToken.None);
            case Source.SignalR:
                return _hub.Clients.Group(tenant).SendAsync(FloorHub.Event, Payload());
            default:
                return _redis.GetSubscriber().PublishAsync(
                    RedisChannel.Literal("floor:" + tenant), JsonSerializer.SerializeToUtf8Bytes(Payload(), JsonDefaults.Options));
        }
    }

    public async ValueTask DisposeAsync()
    {
        _lines.Writer.Complete();
        _log.Dispose();
        await _redis.DisposeAsync();
        await _app.StopAsync();
        // SignalR's backplane waits for Redis without await, which a socket's own thread must not (InlineSockets).
        await Task.Run(async () => await _app.DisposeAsync());
        Directory.Delete(_folder, recursive: true);
    }

    // As chat's outbox does (D12).
    private async Task SendLinesAsync()
    {
        while (await _lines.Reader.WaitToReadAsync())
        {
            await Task.Delay(10);
            var batch = new List<(PostedLine Line, TaskCompletionSource Done)>(32);
            while (batch.Count < 32 && _lines.Reader.TryRead(out var line)) batch.Add(line);
            if (batch.Count == 0) continue;
            await _bus.PublishAsync(new MessagesPosted([.. batch.Select(l => l.Line)]), null, CancellationToken.None);
            foreach (var (_, done) in batch) done.SetResult();
        }
    }

    private PostedLine Line(string tenant)
    {
        var conversation = Conversation();
        return new PostedLine(new MessagePosted(tenant, "benchmark", conversation, new MessageView(
            Guid.CreateVersion7(), conversation.Id, 1, null, "message", conversation.SessionId, new MessageAuthor("visitor", null, null), null,
            conversation.UpdatedAt, "sent", "en", "benchmark", null, [], [], null), NewConversation: false), null);
    }

    // The others send the very frame that ours makes of the event.
    private object Payload() =>
        new { type = "conversation:updated", id = "0-1", at = DateTimeOffset.UtcNow, requestId = "benchmark", data = new { conversation = Conversation() } };

    private ConversationView Conversation()
    {
        var now = DateTimeOffset.UtcNow;
        return new ConversationView(
            Guid.CreateVersion7(), Interlocked.Increment(ref _version), $"bench-{Stopwatch.GetTimestamp()}-", "open", "assistant", null, null, null,
            new VisitorView(Guid.CreateVersion7(), "Maya", null, null, null, false, false, new Dictionary<string, string>(), "en", now),
            ["returns"], 1, null, 0, false, null, "desktop", "en", null, now, now, null,
            null, null);
    }
}
