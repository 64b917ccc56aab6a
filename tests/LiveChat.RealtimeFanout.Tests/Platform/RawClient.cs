using System.Net.Sockets;
using System.Text;

namespace LiveChat.RealtimeFanout.Tests.Platform;

/// <summary>A client that speaks bytes: one that never answers, never reads, or breaks the framing.</summary>
internal sealed class RawClient : IDisposable
{
    private readonly TcpClient _tcp;
    private readonly CancellationToken _ct;

    private RawClient(TcpClient tcp, CancellationToken ct) => (_tcp, _ct) = (tcp, ct);

    /// <summary>Opens, and returns the head of the answer.</summary>
    public static async Task<(RawClient Client, string Answer)> OpenAsync(Uri address, CancellationToken ct, string version = "13", string method = "GET", string? extensions = null)
    {
        var tcp = new TcpClient();
        await tcp.ConnectAsync(address.Host, address.Port, ct);
        await tcp.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
            $"{method} /api/ws/tenant HTTP/1.1\r\nHost: {address.Authority}\r\nUpgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n" +
            $"Sec-WebSocket-Version: {version}\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" +
            (extensions is null ? "\r\n" : $"Sec-WebSocket-Extensions: {extensions}\r\n\r\n")), ct);
        var client = new RawClient(tcp, ct);
        var head = new StringBuilder();
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
            head.Append((char)(await client.ReadAsync(1))[0]);
        return (client, head.ToString());
    }

    /// <summary>One masked text frame; the mask is zero, which the protocol allows.</summary>
    public Task SendTextAsync(string text)
    {
        var payload = Encoding.UTF8.GetBytes(text);
        byte[] head = payload.Length < 126
            ? [0x81, (byte)(0x80 | payload.Length), 0, 0, 0, 0]
            : [0x81, 0x80 | 126, (byte)(payload.Length >> 8), (byte)payload.Length, 0, 0, 0, 0];
        return SendAsync([.. head, .. payload]);
    }

    public Task SendAsync(byte[] bytes) => _tcp.GetStream().WriteAsync(bytes, _ct).AsTask();

    /// <summary>The next frame's opcode and payload; null at the end of the connection.</summary>
    public async Task<(int Opcode, byte[] Payload)?> ReceiveAsync()
    {
        try
        {
            var head = await ReadAsync(2);
            var length = head[1] & 0x7F;
            if (length == 126)
            {
                var more = await ReadAsync(2);
                length = (more[0] << 8) | more[1];
            }
            return (head[0] & 0x0F, await ReadAsync(length));
        }
        catch (IOException)
        {
            return null;
        }
    }

    public void Dispose() => _tcp.Dispose();

    private async Task<byte[]> ReadAsync(int count)
    {
        var bytes = new byte[count];
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_ct);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        await _tcp.GetStream().ReadExactlyAsync(bytes, limit.Token);
        return bytes;
    }
}
