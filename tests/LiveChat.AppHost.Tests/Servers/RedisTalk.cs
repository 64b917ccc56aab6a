using System.Net.Sockets;
using LiveChat.AppHost.Servers;
using Xunit;

namespace LiveChat.AppHost.Tests.Servers;

/// <summary>Redis by its inline commands: enough for a test, and independent of the client library.</summary>
internal static class RedisTalk
{
    public static Task<bool> AnswersAsync(string connectionString, CancellationToken ct)
    {
        var (host, port, password) = Parse(connectionString);
        return Readiness.RedisAsync(host, port, password, ct);
    }

    /// <summary>The first line of the answer to <paramref name="command"/>.</summary>
    public static async Task<string?> AskAsync(string connectionString, string command, CancellationToken ct)
    {
        var (host, port, password) = Parse(connectionString);
        using var client = new TcpClient();
        await client.ConnectAsync(host, port, ct);
        using var reader = new StreamReader(client.GetStream());
        await using var writer = new StreamWriter(client.GetStream()) { AutoFlush = true, NewLine = "\r\n" };
        if (password is not null)
        {
            await writer.WriteLineAsync($"AUTH {password}".AsMemory(), ct);
            Assert.Equal("+OK", await reader.ReadLineAsync(ct));
        }
        await writer.WriteLineAsync(command.AsMemory(), ct);
        return await reader.ReadLineAsync(ct);
    }

    private static (string Host, int Port, string? Password) Parse(string connectionString)
    {
        var parts = connectionString.Split(',');
        var address = parts[0].Split(':');
        var password = parts.FirstOrDefault(p => p.StartsWith("password=", StringComparison.Ordinal))?["password=".Length..];
        return (address[0], int.Parse(address[1], System.Globalization.CultureInfo.InvariantCulture), password);
    }
}
