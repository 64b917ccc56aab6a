using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using LiveChat.Benchmarks;

namespace LiveChat.Crash.Tests;

/// <summary>
/// A dashboard as the contract wants one: authenticates, follows, and after every loss comes back with the last event id
/// it saw; told to resync, it reads the lists. Keeps what it was shown and what it read, to be held against what was accepted.
/// </summary>
internal sealed class DashboardFollower(Uri gateway, BenchTenant tenant) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, int> _events = new();
    private readonly ConcurrentDictionary<(string Epoch, string Id), int> _shown = new();
    private readonly ConcurrentDictionary<string, bool> _known = new();
    private Task _running = Task.CompletedTask;
    private Task _reading = Task.CompletedTask;
    private string? _lastEventId;

    /// <summary>Times the feed said that what was missed is no longer kept.</summary>
    public int Resyncs { get; private set; }

    public int Connections { get; private set; }

    /// <summary>Events that came more than once, and lines and conversations that one epoch of the feed showed as new more
    /// than once. Another epoch knows nothing of what the one before it showed.</summary>
    public IReadOnlyCollection<string> Doubled =>
    [
        .. _events.Where(e => e.Value > 1).Select(e => e.Key),
        .. _shown.Where(e => e.Value > 1).Select(e => $"{e.Key.Id} shown {e.Value} times in epoch {e.Key.Epoch}"),
    ];

    /// <summary>Whether a line or a conversation was shown as new, or read after a resync.</summary>
    public bool Knows(string id) => _known.ContainsKey(id);

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
        await _reading;
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
        var auth = new JsonObject { ["type"] = "auth", ["token"] = await tenant.FreshStaffTokenAsync() };
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
                    // Meanwhile the feed is read on: what comes after this frame is in no list yet.
                    _reading = ReadListsAsync(_reading);
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
        var shown = frame["type"]!.GetValue<string>() switch
        {
            "message:new" => frame["data"]!["message"],
            "conversation:new" => frame["data"]!["conversation"],
            _ => null,
        };
        if (shown?["id"]?.GetValue<string>() is not { } what) return;
        _shown.AddOrUpdate((id.Split('-')[0], what), 1, (_, n) => n + 1);
        _known[what] = true;
    }

    // Until it succeeds: the platform may be down again.
    private async Task ReadListsAsync(Task before)
    {
        await before;
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                foreach (var conversation in await tenant.ListAsync("conversations"))
                {
                    var id = conversation["id"]!.GetValue<string>();
                    foreach (var message in await tenant.MessagesAsync(id)) _known[message["id"]!.GetValue<string>()] = true;
                    _known[id] = true;
                }

                return;
            }
            catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException or InvalidOperationException or JsonException)
            {
                await Task.WhenAny(Task.Delay(300, CancellationToken.None), Task.Delay(-1, _stop.Token));
            }
        }
    }
}
