using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using LiveChat.ServiceDefaults;

namespace LiveChat.RealtimeFanout.Tests.Platform;

/// <summary>A dashboard's end of the socket, by the framework's own client. Waits are bounded, never timed.</summary>
internal sealed class DashboardClient : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly CancellationToken _ct;
    private readonly byte[] _buffer = new byte[1 << 20];

    private DashboardClient(ClientWebSocket socket, CancellationToken ct) => (Socket, _ct) = (socket, ct);

    public ClientWebSocket Socket { get; }

    /// <summary>The first <c>auth:ok</c>.</summary>
    public JsonElement Greeting { get; set; }

    public string LastEventId => Greeting.GetProperty("lastEventId").GetString()!;

    /// <param name="http2">Opens over HTTP/2 (RFC 8441) where given.</param>
    public static async Task<DashboardClient> ConnectAsync(Uri address, CancellationToken ct, HttpMessageInvoker? http2 = null)
    {
        var socket = new ClientWebSocket();
        socket.Options.KeepAliveInterval = TimeSpan.Zero;
        if (http2 is not null)
        {
            socket.Options.HttpVersion = System.Net.HttpVersion.Version20;
            socket.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        }
        await socket.ConnectAsync(new UriBuilder(address) { Scheme = "ws", Path = "/api/ws/tenant" }.Uri, http2, ct);
        return new DashboardClient(socket, ct);
    }

    public Task AuthAsync(string token, string? lastEventId = null) =>
        SendAsync(lastEventId is null ? new { type = "auth", token } : new { type = "auth", token, lastEventId });

    public Task SendAsync(object frame) => SendTextAsync(JsonSerializer.Serialize(frame, JsonDefaults.Options));

    public Task SendTextAsync(string text) => SendBytesAsync(Encoding.UTF8.GetBytes(text));

    public Task SendBytesAsync(
        ReadOnlyMemory<byte> bytes, WebSocketMessageType type = WebSocketMessageType.Text, bool endOfMessage = true) =>
        Socket.SendAsync(bytes, type, endOfMessage, _ct).AsTask();

    /// <summary>The next frame; null when the server closed.</summary>
    public async Task<JsonElement?> ReceiveAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_ct);
        limit.CancelAfter(s_patience);
        var length = 0;
        while (true)
        {
            var part = await Socket.ReceiveAsync(_buffer.AsMemory(length), limit.Token);
            if (part.MessageType == WebSocketMessageType.Close) return null;
            length += part.Count;
            if (part.EndOfMessage) return JsonDocument.Parse(_buffer.AsMemory(0, length)).RootElement.Clone();
        }
    }

    /// <summary>The next frame of that type; presence frames of others are passed over.</summary>
    public async Task<JsonElement> ExpectAsync(string type)
    {
        while (true)
        {
            var frame = await ReceiveAsync();
            Assert.True(frame is not null, $"closed with {Socket.CloseStatus} instead of {type}");
            var found = frame.Value.GetProperty("type").GetString();
            if (found == type) return frame.Value;
            Assert.True(found is "presence", $"{found} instead of {type}: {frame}");
        }
    }

    /// <summary>The next <paramref name="count"/> frames that have an id.</summary>
    public async Task<List<JsonElement>> EventsAsync(int count)
    {
        var events = new List<JsonElement>();
        while (events.Count < count)
        {
            var frame = await ReceiveAsync();
            Assert.True(frame is not null, $"closed with {Socket.CloseStatus} after {events.Count} of {count} events");
            if (frame.Value.TryGetProperty("id", out _)) events.Add(frame.Value);
        }
        return events;
    }

    /// <summary>Reads to the end; the close code and the code of the last error frame before it.</summary>
    public async Task<(int Close, string? Error)> EndAsync()
    {
        string? error = null;
        while (await ReceiveAsync() is { } frame)
            if (frame.GetProperty("type").GetString() == "error") error = frame.GetProperty("code").GetString();
        await Socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, _ct);
        return ((int)Socket.CloseStatus!, error);
    }

    public async ValueTask DisposeAsync()
    {
        if (Socket.State == WebSocketState.Open)
        {
            try
            {
                await Socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
            }
            catch (WebSocketException)
            {
                // Gone already.
            }
        }
        Socket.Dispose();
    }
}
