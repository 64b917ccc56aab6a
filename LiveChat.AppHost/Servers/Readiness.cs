using System.Net.Sockets;
using System.Text;
using Npgsql;

namespace LiveChat.AppHost.Servers;

/// <summary>Does a server answer? Asked in its own language, so that an open port alone is not taken for an answer.</summary>
internal static class Readiness
{
    public static async Task<bool> PostgresAsync(string connectionString, CancellationToken ct)
    {
        try
        {
            var once = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, Timeout = 5 };
            await using var connection = new NpgsqlConnection(once.ConnectionString);
            await connection.OpenAsync(ct);
            return true;
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            return false;
        }
    }

    public static Task<bool> RedisAsync(string host, int port, string? password, CancellationToken ct) =>
        AskAsync(host, port, Encoding.ASCII.GetBytes((password is null ? "" : $"AUTH {password}\r\n") + "PING\r\n"),
            answer => Encoding.ASCII.GetString(answer).Contains("+PONG", StringComparison.Ordinal), ct);

    // The server's answer to the protocol header is the method connection.start: frame type 1, class 10, method 10.
    public static Task<bool> RabbitMqAsync(string host, int port, CancellationToken ct) =>
        AskAsync(host, port, "AMQP\0\0\t\u0001"u8.ToArray(),
            answer => answer.Length > 10 && answer[0] == 1 && answer[8] == 10 && answer[10] == 10, ct);

    private static async Task<bool> AskAsync(
        string host, int port, byte[] question, Func<byte[], bool> isAnswer, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(TimeSpan.FromSeconds(3));
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(host, port, limit.Token);
            var stream = client.GetStream();
            await stream.WriteAsync(question, limit.Token);
            var buffer = new byte[4096];
            var filled = 0;
            while (filled < buffer.Length)
            {
                var read = await stream.ReadAsync(buffer.AsMemory(filled), limit.Token);
                if (read == 0)
                    return false;
                filled += read;
                if (isAnswer(buffer[..filled]))
                    return true;
            }
            return false;
        }
        catch (Exception e) when (e is SocketException or IOException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return false;
        }
    }
}
