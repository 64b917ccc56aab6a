using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Net.WebSockets;
using System.Text;

namespace LiveChat.Benchmarks.Feeds;

/// <summary>What a socket speaks: our contract, a tenant's name and nothing else, or SignalR's JSON protocol.</summary>
internal enum Speech
{
    Ours,
    Plain,
    SignalR,
}

/// <summary>One socket of the load: signs in, counts frames that carry an event, and times those that carry a clock.</summary>
internal sealed class FeedSocket : IDisposable
{
    private static readonly byte[] s_mark = "bench-"u8.ToArray();
    private readonly ClientWebSocket _socket = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _received;

    /// <summary>Latencies are kept by one socket of each tenant only: reading them costs the load its time.</summary>
    public List<long>? Ticks { get; init; }

    public long Received => Volatile.Read(ref _received);

    /// <summary>The id of the last event, for a resume; only kept by sockets that keep latencies.</summary>
    public string? LastEventId { get; private set; }

    public static async Task<FeedSocket> OpenAsync(Uri address, Speech speech, string tenant, string token, bool sample, string? lastEventId = null)
    {
        var socket = new FeedSocket { Ticks = sample ? new(4096) : null };
        var at = speech == Speech.SignalR ? new Uri($"{address}?tenant={tenant}") : address;
        await socket._socket.ConnectAsync(at, CancellationToken.None);
        switch (speech)
        {
            case Speech.Ours:
                await socket.SendAsync(lastEventId is null
                    ? $$"""{"type":"auth","token":"{{token}}"}"""
                    : $$"""{"type":"auth","token":"{{token}}","lastEventId":"{{lastEventId}}"}""");
                break;
            case Speech.Plain:
                await socket.SendAsync(tenant);
                break;
            case Speech.SignalR:
                await socket.SendAsync("{\"protocol\":\"json\",\"version\":1}\u001e");
                break;
        }
        _ = socket.ReadAsync(speech);
        await socket._ready.Task.WaitAsync(TimeSpan.FromSeconds(60));
        return socket;
    }

    public void Reset()
    {
        Interlocked.Exchange(ref _received, 0);
        if (Ticks is { } ticks) lock (ticks) ticks.Clear();
    }

    public void Dispose()
    {
        _socket.Abort();
        _socket.Dispose();
    }

    private Task SendAsync(string text) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, CancellationToken.None);

    private async Task ReadAsync(Speech speech)
    {
        var ready = speech == Speech.Ours ? "auth:ok"u8.ToArray() : "ok"u8.ToArray();
        var buffer = ArrayPool<byte>.Shared.Rent(4096);
        try
        {
            while (true)
            {
                var part = await _socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
                if (part.MessageType == WebSocketMessageType.Close) break;
                var frame = buffer.AsSpan(0, part.Count);
                var at = frame.IndexOf(s_mark);
                if (speech == Speech.SignalR && _ready.Task.IsCompleted)
                {
                    // One message may hold several records, or a part of one: each ends with this byte.
                    Interlocked.Add(ref _received, frame.Count((byte)0x1e));
                    if (Ticks is not null && at >= 0) Note(frame, at);
                }
                else if (at >= 0)
                {
                    Interlocked.Increment(ref _received);
                    if (Ticks is not null) Note(frame, at);
                }
                else if (!_ready.Task.IsCompleted && frame.IndexOf(ready) >= 0)
                {
                    _ready.TrySetResult();
                }
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Closed by whoever measures, or by the server: then frames are missing, which the count shows.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            _ready.TrySetException(new InvalidOperationException("The server closed the socket before it was ready."));
        }
    }

    // 'bench-<Stopwatch ticks>-' stands where a session id would.
    private void Note(ReadOnlySpan<byte> frame, int at)
    {
        var digits = frame[(at + s_mark.Length)..];
        var end = digits.IndexOf((byte)'-');
        if (end < 0) return;
        digits = digits[..end];
        if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var sent)) return;
        var took = Stopwatch.GetTimestamp() - sent;
        lock (Ticks!) Ticks.Add(took);
        var id = frame.IndexOf("\"id\":\""u8);
        if (id < 0) return;
        var rest = frame[(id + 6)..];
        LastEventId = Encoding.UTF8.GetString(rest[..rest.IndexOf((byte)'"')]);
    }
}
