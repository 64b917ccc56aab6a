using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json.Nodes;

namespace LiveChat.Crash.Tests;

/// <summary>
/// A dashboard as the contract wants one: authenticates, follows, and after every loss comes back with the last event id
/// it saw. Keeps what it was shown, to be held against what was accepted.
/// </summary>
internal sealed class DashboardFollower(Uri gateway, Func<Task<string>> staffToken) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, int> _events = new();
    private readonly ConcurrentDictionary<string, int> _messages = new();
    private Task _running = Task.CompletedTask;
    private string? _lastEventId;

    /// <summary>Times the feed said that what was missed is no longer kept.</summary>
    public int Resyncs { get; private set; }

    public int Connections { get; private set; }

    /// <summary>Events that came more than once.</summary>
    public IReadOnlyCollection<string> Doubled => [.. _events.Where(e => e.Value > 1).Select(e => e.Key)];

    /// <summary>How often a message was shown as new.</summary>
    public int Shown(string messageId) => _messages.GetValueOrDefault(messageId);

    public async Task StartAsync()
    {
        var first = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _running = FollowAsync(first);
        await first.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    private async Task FollowAsync(TaskCompletionSource first)
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await ConnectAndReadAsync(first);
            }
            catch (Exception e) when (e is WebSocketException or OperationCanceledException or HttpRequestException or IOException or InvalidOperationException)
            {
                // Whatever broke, a dashboard comes back.
            }

            await Task.WhenAny(Task.Delay(200, CancellationToken.None), Task.Delay(-1, _stop.Token));
        }
    }

    private async Task ConnectAndReadAsync(TaskCompletionSource first)
    {
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new UriBuilder(gateway) { Scheme = "ws", Path = "/api/ws/tenant" }.Uri, _stop.Token);
        var auth = new JsonObject { ["type"] = "auth", ["token"] = await staffToken() };
        if (_lastEventId is not null) auth["lastEventId"] = _lastEventId;
        await socket.SendAsync(System.Text.Encoding.UTF8.GetBytes(auth.ToJsonString()), WebSocketMessageType.Text, true, _stop.Token);
        var buffer = new byte[256 * 1024];
        while (true)
        {
            var length = 0;
            ValueWebSocketReceiveResult part;
            do
            {
                part = await socket.ReceiveAsync(buffer.AsMemory(length), _stop.Token);
                length += part.Count;
            }
            while (!part.EndOfMessage);
            if (part.MessageType == WebSocketMessageType.Close) return;
            var frame = JsonNode.Parse(buffer.AsSpan(0, length))!;
            switch (frame["type"]!.GetValue<string>())
            {
                case "auth:ok":
                    Connections++;
                    _lastEventId ??= frame["lastEventId"]?.GetValue<string>();
                    first.TrySetResult();
                    break;
                case "resync":
                    Resyncs++;
                    _lastEventId = frame["lastEventId"]?.GetValue<string>();
                    break;
                default:
                    Take(frame);
                    break;
            }
        }
    }

    private void Take(JsonNode frame)
    {
        if (frame["id"]?.GetValue<string>() is not { } id) return;
        _lastEventId = id;
        _events.AddOrUpdate(id, 1, (_, n) => n + 1);
        if (frame["type"]!.GetValue<string>() == "message:new")
            _messages.AddOrUpdate(frame["data"]!["message"]!["id"]!.GetValue<string>(), 1, (_, n) => n + 1);
    }
}
