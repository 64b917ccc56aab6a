using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace LiveChat.EndToEnd.Tests.Clients;

/// <summary>A dashboard's WebSocket: frames are read one by one, in the order in which they came.</summary>
internal sealed class DashboardSocket : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private readonly ClientWebSocket socket = new();

    private DashboardSocket()
    {
        // As browsers do, which all offer it.
        socket.Options.DangerousDeflateOptions = new WebSocketDeflateOptions();
        socket.Options.CollectHttpResponseDetails = true;
    }

    /// <summary>The extensions that the server agreed to.</summary>
    public IEnumerable<string> Extensions =>
        socket.HttpResponseHeaders is { } headers && headers.TryGetValue("Sec-WebSocket-Extensions", out var agreed) ? agreed : [];

    /// <summary>Every frame received so far.</summary>
    public List<JsonNode> Frames { get; } = [];

    public static async Task<DashboardSocket> OpenAsync(Uri gateway, CancellationToken ct)
    {
        var dashboard = new DashboardSocket();
        await dashboard.socket.ConnectAsync(new UriBuilder(gateway) { Scheme = "ws", Path = "/api/ws/tenant" }.Uri, ct);
        return dashboard;
    }

    /// <summary>Opens and signs in; the <c>auth:ok</c> frame is the first of <see cref="Frames"/>.</summary>
    public static async Task<DashboardSocket> SignInAsync(TestTenant tenant, CancellationToken ct, string? lastEventId = null, Uri? gateway = null)
    {
        var dashboard = await OpenAsync(gateway ?? tenant.Staff.Gateway, ct);
        await dashboard.SendAsync(new { type = "auth", token = tenant.Staff.Bearer, lastEventId }, ct);
        await dashboard.NextAsync("auth:ok", ct);
        return dashboard;
    }

    public Task SendAsync(object frame, CancellationToken ct) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(frame as string ?? JsonSerializer.Serialize(frame, JsonSerializerOptions.Web)),
            WebSocketMessageType.Text, true, ct);

    /// <summary>Reads on to the next frame of the type that satisfies.</summary>
    public async Task<JsonNode> NextAsync(string type, CancellationToken ct, Func<JsonNode, bool>? which = null)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Limit);
        try
        {
            while (await ReadAsync(limit.Token) is { } frame)
            {
                if ((string?)frame["type"] == type && (which is null || which(frame)))
                    return frame;
            }
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            Assert.Fail($"No frame '{type}' within {Limit.TotalSeconds:0} s, only: {string.Join(", ", Frames.Select(f => f["type"]))}");
        }
        throw new InvalidOperationException($"Closed with {(int?)socket.CloseStatus} {socket.CloseStatusDescription} before a frame '{type}' came.");
    }

    /// <summary>
    /// A frame that came already, or the next. For lines that different replicas tell: clients order them by <c>seq</c>,
    /// the feed does not.
    /// </summary>
    public async Task<JsonNode> SeeAsync(string type, Func<JsonNode, bool> which, CancellationToken ct) =>
        Frames.Find(f => (string?)f["type"] == type && which(f)) ?? await NextAsync(type, ct, which);

    /// <summary>Reads on until the server closes; its code.</summary>
    public async Task<int> ClosedAsync(CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Limit);
        while (await ReadAsync(limit.Token) is not null)
        {
            // Frames before the close are kept in Frames.
        }
        return (int)socket.CloseStatus!;
    }

    public ValueTask DisposeAsync()
    {
        socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<JsonNode?> ReadAsync(CancellationToken ct)
    {
        using var text = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer, ct);
            if (part.MessageType == WebSocketMessageType.Close)
                return null;
            text.Write(buffer, 0, part.Count);
            if (!part.EndOfMessage)
                continue;
            var frame = JsonNode.Parse(text.ToArray())!;
            Frames.Add(frame);
            return frame;
        }
    }
}
