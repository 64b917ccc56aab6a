using System.Diagnostics;
using System.Text.Json;
using LiveChat.AppHost.Servers;
using LiveChat.Contracts;
using LiveChat.ServiceDefaults;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace LiveChat.Benchmarks.Feeds;

/// <summary>Publishes events: to the platform as chat does, by the bus; to the plain fan-out as bare
/// publications of Redis, to SignalR by a hub context of this process.</summary>
internal sealed class FeedBus : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConnectionMultiplexer _redis;
    private readonly string _folder;
    private readonly IEventBus _bus;
    private readonly IHubContext<FloorHub> _hub;
    private long _version;

    private FeedBus(WebApplication app, ConnectionMultiplexer redis, string folder)
    {
        (_app, _redis, _folder) = (app, redis, folder);
        _bus = app.Services.GetRequiredService<IEventBus>();
        _hub = app.Services.GetRequiredService<IHubContext<FloorHub>>();
    }

    public static async Task<FeedBus> StartAsync(LocalServers servers)
    {
        var folder = Directory.CreateTempSubdirectory("livechat-feed-bench-").FullName;
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["urls"] = "http://127.0.0.1:0",
            ["LiveChat:ManagementUrl"] = "http://127.0.0.1:0",
            ["LiveChat:DataDirectory"] = folder,
            ["LiveChat:MasterKey"] = Convert.ToBase64String(new byte[32]),
            ["ConnectionStrings:redis"] = servers.Redis.ConnectionString,
            ["ConnectionStrings:rabbitmq"] = servers.RabbitMq.ConnectionString,
        });
        builder.Logging.ClearProviders();
        builder.AddServiceDefaults("benchmark");
        FloorHub.Add(builder.Services, servers.Redis.ConnectionString);
        var app = builder.Build();
        await app.StartAsync();
        var bus = new FeedBus(app, await ConnectionMultiplexer.ConnectAsync(servers.Redis.ConnectionString), folder);
        while (!bus._bus.IsUp) await Task.Delay(50);
        return bus;
    }

    public Task PublishAsync(Speech speech, string tenant) => speech switch
    {
        Speech.Ours => _bus.PublishAsync(new ConversationChanged(tenant, "benchmark", Conversation()), null, CancellationToken.None),
        Speech.SignalR => _hub.Clients.Group(tenant).SendAsync(FloorHub.Event, Payload()),
        _ => _redis.GetSubscriber().PublishAsync(RedisChannel.Literal("floor:" + tenant), JsonSerializer.SerializeToUtf8Bytes(Payload(), JsonDefaults.Options)),
    };

    public async ValueTask DisposeAsync()
    {
        await _redis.DisposeAsync();
        await _app.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
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
