using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LiveChat.Gateway.Tests;

/// <summary>Stands behind the proxy and tells what arrived; streams, sockets and slow answers on wish.</summary>
public sealed class ChatStub : IAsyncDisposable
{
    private readonly WebApplication _app;

    public ChatStub()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.UseWebSockets();
        _app.Run(AnswerAsync);
    }

    public Uri Address => new(_app.Urls.First());

    /// <summary>Released by a test to let the stream's second event go.</summary>
    public SemaphoreSlim SecondEvent { get; } = new(0);

    public Task StartAsync() => _app.StartAsync();

    public ValueTask DisposeAsync()
    {
        SecondEvent.Dispose();
        return _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        if (context.WebSockets.IsWebSocketRequest)
        {
            await EchoAsync(context);
            return;
        }
        if (context.Request.Path.Value!.EndsWith("/events", StringComparison.Ordinal))
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync("data: one\n\n");
            await context.Response.Body.FlushAsync();
            await SecondEvent.WaitAsync(context.RequestAborted);
            await context.Response.WriteAsync("data: two\n\n");
            return;
        }
        if (context.Request.Path.Value.EndsWith("/config", StringComparison.Ordinal))
        {
            context.Response.Headers.Vary = "Origin, Authorization";
            context.Response.Headers.AccessControlAllowCredentials = "true";
        }
        using var body = new StreamReader(context.Request.Body);
        var text = await body.ReadToEndAsync();
        await context.Response.WriteAsJsonAsync(new
        {
            path = context.Request.Path.Value,
            headers = context.Request.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.ToString()),
            length = text.Length,
        });
    }

    private static async Task EchoAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var buffer = new byte[1024];
        var received = await socket.ReceiveAsync(buffer, context.RequestAborted);
        await socket.SendAsync(buffer.AsMemory(0, received.Count), WebSocketMessageType.Text, true, context.RequestAborted);
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, context.RequestAborted);
    }
}
