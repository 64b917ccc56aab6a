using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace LiveChat.Benchmarks.Feeds;

/// <summary>What a socket speaks: our contract, a tenant's name and nothing else, or SignalR's JSON protocol.</summary>
internal enum Speech
{
    Ours,
    Plain,
    SignalR,
}

/// <summary>
/// One socket of the load: signs in, counts frames that carry an event, and times those that carry a clock. It reads the
/// bare connection and looks at frame headers only, because it shares the machine with what it measures: the framework's
/// client checks every byte of a text, and so costs more than any of the servers.
/// </summary>
internal sealed class FeedSocket : IDisposable
{
    private const int Text = 1, Continuation = 0, Close = 8, Ping = 9, Pong = 10;
    private static readonly byte[] s_mark = "bench-"u8.ToArray();
    private static readonly byte[] s_idle = "{\"type\":6}\u001e"u8.ToArray();
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Speech _speech;
    private long _received;

    private FeedSocket(Speech speech, bool sample)
    {
        _speech = speech;
        Ticks = sample ? new(4096) : null;
    }

    /// <summary>Latencies, kept by some sockets only: writing them down costs the load its time.</summary>
    public List<long>? Ticks { get; }

    public long Received => Volatile.Read(ref _received);

    /// <summary>The id of the first event that came, for a resume; only kept by sockets of ours that keep latencies.</summary>
    public string? FirstEventId { get; private set; }

    public static async Task<FeedSocket> OpenAsync(Uri address, Speech speech, string tenant, string token, bool sample, string? lastEventId = null)
    {
        var socket = new FeedSocket(speech, sample);
        var at = speech == Speech.SignalR ? $"{address.AbsolutePath}?tenant={tenant}" : address.AbsolutePath;
        await socket._socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, address.Port));
        var key = Convert.ToBase64String(Guid.NewGuid().ToByteArray());
        await socket._socket.SendAsync(Encoding.ASCII.GetBytes(
            $"GET {at} HTTP/1.1\r\nHost: {address.Authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n\r\n"));
        _ = socket.ReadAsync();
        await socket.SendAsync(Text, Encoding.UTF8.GetBytes(speech switch
        {
            Speech.Ours when lastEventId is null => $$"""{"type":"auth","token":"{{token}}"}""",
            Speech.Ours => $$"""{"type":"auth","token":"{{token}}","lastEventId":"{{lastEventId}}"}""",
            Speech.Plain => tenant,
            _ => "{\"protocol\":\"json\",\"version\":1}\u001e",
        }));
        await socket._ready.Task.WaitAsync(TimeSpan.FromSeconds(60));
        return socket;
    }

    public void Reset()
    {
        Interlocked.Exchange(ref _received, 0);
        if (Ticks is { } ticks) lock (ticks) ticks.Clear();
    }

    public void Dispose() => _socket.Dispose();

    // A client masks its frames; a mask of zeros leaves them as they are.
    private Task<int> SendAsync(int opcode, ReadOnlySpan<byte> payload)
    {
        var start = payload.Length < 126 ? 6 : 8;
        var frame = new byte[start + payload.Length];
        frame[0] = (byte)(0x80 | opcode);
        if (payload.Length < 126)
        {
            frame[1] = (byte)(0x80 | payload.Length);
        }
        else
        {
            frame[1] = 0x80 | 126;
            BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), (ushort)payload.Length);
        }

        payload.CopyTo(frame.AsSpan(start));
        return _socket.SendAsync(frame);
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[1024];
        var (held, open) = (0, false);
        try
        {
            while (await _socket.ReceiveAsync(buffer.AsMemory(held)) is > 0 and var read)
            {
                held += read;
                var full = held == buffer.Length;
                var taken = open ? 0 : Answer(buffer.AsSpan(0, held));
                open |= taken > 0;
                if (open && !TakeFrames(buffer.AsSpan(0, held), ref taken)) break;
                buffer.AsSpan(taken, held - taken).CopyTo(buffer);
                held -= taken;
                // Sockets that nothing comes to keep a small one: ten thousand of them are opened at once.
                if (held > buffer.Length / 2 || (full && buffer.Length < 64 * 1024)) Array.Resize(ref buffer, 4 * buffer.Length);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Closed by whoever measures, or by the server: then frames are missing, which the count shows.
        }
        catch (InvalidOperationException refused)
        {
            _ready.TrySetException(refused);
        }
        finally
        {
            _ready.TrySetException(new InvalidOperationException("The server closed the socket before it was ready."));
        }
    }

    // The length of the whole answer to the handshake; 0 while it has not come.
    private static int Answer(ReadOnlySpan<byte> received)
    {
        var end = received.IndexOf("\r\n\r\n"u8);
        if (end < 0) return 0;
        if (!received.StartsWith("HTTP/1.1 101"u8))
            throw new InvalidOperationException(Encoding.ASCII.GetString(received[..received.IndexOf((byte)'\r')]));
        return end + 4;
    }

    // False when the server has closed.
    private bool TakeFrames(ReadOnlySpan<byte> received, ref int taken)
    {
        var events = 0;
        while (true)
        {
            var rest = received[taken..];
            if (rest.Length < 2) break;
            var (start, length) = (2, rest[1] & 0x7f);
            if (length == 126)
            {
                if (rest.Length < 4) break;
                (start, length) = (4, BinaryPrimitives.ReadUInt16BigEndian(rest[2..]));
            }
            else if (length == 127)
            {
                if (rest.Length < 10) break;
                (start, length) = (10, (int)BinaryPrimitives.ReadUInt64BigEndian(rest[2..]));
            }

            if (rest.Length < start + length) break;
            taken += start + length;
            var payload = rest.Slice(start, length);
            switch (rest[0] & 0x0f)
            {
                case Text or Continuation:
                    events += Take(payload);
                    break;
                case Ping:
                    _ = SendAsync(Pong, payload);
                    break;
                case Close:
                    return false;
            }
        }

        if (events > 0) Interlocked.Add(ref _received, events);
        return true;
    }

    private int Take(ReadOnlySpan<byte> payload)
    {
        if (!_ready.Task.IsCompleted)
        {
            if (payload.IndexOf(_speech == Speech.Ours ? "auth:ok"u8 : "ok"u8) >= 0) _ready.TrySetResult();
            return 0;
        }

        var at = payload.IndexOf(s_mark);
        if (Ticks is not null)
            for (var (from, next) = (0, at); next >= 0; next = payload[from..].IndexOf(s_mark))
            {
                Note(payload, from + next);
                from += next + s_mark.Length;
            }
        // One message of SignalR may hold several records, or a part of one: each ends with this byte.
        if (_speech == Speech.SignalR) return payload.SequenceEqual(s_idle) ? 0 : payload.Count((byte)0x1e);
        return at >= 0 ? 1 : 0;
    }

    // 'bench-<Stopwatch ticks>-' stands where a session id would.
    private void Note(ReadOnlySpan<byte> payload, int at)
    {
        var digits = payload[(at + s_mark.Length)..];
        var end = digits.IndexOf((byte)'-');
        if (end < 0 || !long.TryParse(digits[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var sent)) return;
        var took = Stopwatch.GetTimestamp() - sent;
        lock (Ticks!) Ticks.Add(took);
        if (_speech != Speech.Ours || FirstEventId is not null) return;
        var rest = payload[(payload.IndexOf("\"id\":\""u8) + 6)..];
        FirstEventId = Encoding.UTF8.GetString(rest[..rest.IndexOf((byte)'"')]);
    }
}
