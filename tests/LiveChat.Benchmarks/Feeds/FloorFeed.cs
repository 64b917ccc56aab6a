using System.Collections.Concurrent;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace LiveChat.Benchmarks.Feeds;

/// <summary>
/// The way everybody would build a feed: Kestrel's WebSockets and one <c>SendAsync</c> per socket and publication of Redis
/// pub/sub. It checks no token, numbers nothing and keeps nothing.
/// </summary>
internal static class FloorFeed
{
    /// <param name="args">Address, Redis.</param>
    public static async Task RunAsync(string[] args)
    {
        var redis = await ConnectionMultiplexer.ConnectAsync(args[1]);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(args[0]);
        var app = builder.Build();
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.FromSeconds(10) });
        ServeSockets(app, redis);
        await app.RunAsync();
    }

    private static void ServeSockets(WebApplication app, ConnectionMultiplexer redis)
    {
        var tenants = new ConcurrentDictionary<string, Lazy<Task<ConcurrentDictionary<WebSocket, bool>>>>();
        app.Map("/feed", async (HttpContext context) =>
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            var buffer = new byte[256];
            var first = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
            var tenant = System.Text.Encoding.UTF8.GetString(buffer, 0, first.Count);
            await ServeAsync(socket, buffer, await MembersAsync(redis, tenants, tenant));
        });
    }

    private static Task<ConcurrentDictionary<WebSocket, bool>> MembersAsync(
        ConnectionMultiplexer redis, ConcurrentDictionary<string, Lazy<Task<ConcurrentDictionary<WebSocket, bool>>>> tenants, string tenant) =>
        tenants.GetOrAdd(tenant, name => new(() => SubscribeAsync(redis, name))).Value;

    private static async Task ServeAsync(WebSocket socket, byte[] buffer, ConcurrentDictionary<WebSocket, bool> members)
    {
        members[socket] = true;
        await socket.SendAsync("ok"u8.ToArray(), WebSocketMessageType.Text, true, CancellationToken.None);
        try
        {
            while ((await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None)).MessageType != WebSocketMessageType.Close)
            {
            }
        }
        catch (WebSocketException)
        {
            // The load went away without a word.
        }
        finally
        {
            members.TryRemove(socket, out _);
        }
    }

    private static async Task<ConcurrentDictionary<WebSocket, bool>> SubscribeAsync(ConnectionMultiplexer redis, string tenant)
    {
        var members = new ConcurrentDictionary<WebSocket, bool>();
        var queue = await redis.GetSubscriber().SubscribeAsync(RedisChannel.Literal("floor:" + tenant));
        queue.OnMessage(async message =>
        {
            var payload = (byte[])message.Message!;
            foreach (var (socket, _) in members)
            {
                if (socket.State != WebSocketState.Open) continue;
                var sent = socket.SendAsync(payload.AsMemory(), WebSocketMessageType.Text, true, CancellationToken.None);
                if (!sent.IsCompletedSuccessfully) await sent;
            }
        });
        return members;
    }
}
