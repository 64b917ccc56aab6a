using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace LiveChat.Gateway.Tests.Edge;

/// <summary>With sockets, because a client library may read while it writes, or ask before it sends.</summary>
public sealed class BodyLimitTests(GatewayHost host)
{
    private const int Megabyte = 1024 * 1024;

    // Below chat a service answers through the proxy, below auth one of this process.
    [Theory]
    [InlineData("chat", 5 * Megabyte, false, "64 KiB")]
    [InlineData("chat", 5 * Megabyte, true, "64 KiB")]
    [InlineData("/api/auth/login", 5 * Megabyte, false, "64 KiB")]
    [InlineData("/api/auth/login", 5 * Megabyte, true, "64 KiB")]
    [InlineData("/api/tenants/any/knowledge/import", 9 * Megabyte, false, "4 MiB")]
    public async Task Body_WrittenWholeBeforeTheAnswerIsRead_IsRefusedReadably(string path, int length, bool chunked, string limit)
    {
        var (id, _, widget) = await host.TenantAsync();
        if (path == "chat") path = $"/api/widgets/{id}/chat";
        using var client = await ConnectAsync();

        await WriteAsync(client, Head(path, widget, chunked ? "Transfer-Encoding: chunked" : $"Content-Length: {length}"));
        var block = Encoding.ASCII.GetBytes(new string(' ', Megabyte));
        for (var sent = 0; sent < length; sent += block.Length)
        {
            if (chunked) await WriteAsync(client, $"{block.Length:x}\r\n");
            await client.GetStream().WriteAsync(block, TestContext.Current.CancellationToken);
            if (chunked) await WriteAsync(client, "\r\n");
        }
        if (chunked) await WriteAsync(client, "0\r\n\r\n");
        var answer = await ReadToEndAsync(client);

        AssertRefused(answer);
        Assert.Contains(limit, answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Megabyte)]
    [InlineData(int.MaxValue)]
    public async Task Body_AnnouncedAndNeverSent_IsRefusedAtOnceAndTheConnectionEnds(int length)
    {
        var (id, _, widget) = await host.TenantAsync();
        using var client = await ConnectAsync();

        await WriteAsync(client, Head($"/api/widgets/{id}/chat", widget, $"Content-Length: {length}"));
        using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
        var answer = "";
        while (!answer.EndsWith("\r\n0\r\n\r\n", StringComparison.Ordinal))
            answer += Assert.IsType<string>(await reader.ReadLineAsync(TestContext.Current.CancellationToken)) + "\r\n";

        AssertRefused(answer);
        // Nothing of the answer is outstanding, so it may end as it likes.
        var rest = await Record.ExceptionAsync(async () => Assert.Equal("", await reader.ReadToEndAsync(TestContext.Current.CancellationToken)));
        Assert.True(rest is null or IOException, rest?.ToString());
    }

    [Fact]
    public async Task Body_AskedAboutBeforeItIsSent_IsRefusedWithoutBeingAskedFor()
    {
        var (id, _, widget) = await host.TenantAsync();
        using var client = await ConnectAsync();

        await WriteAsync(client, Head($"/api/widgets/{id}/chat", widget, $"Content-Length: {Megabyte}\r\nExpect: 100-continue"));

        AssertRefused(await ReadToEndAsync(client));
    }

    [Fact]
    public async Task Body_OfUnknownLengthWithinTheLimit_GoesThroughWhole()
    {
        var (id, _, widget) = await host.TenantAsync();
        using var client = await ConnectAsync();
        var text = new string('x', 64 * 1024);

        await WriteAsync(client, Head($"/api/widgets/{id}/chat", widget, "Transfer-Encoding: chunked\r\nConnection: close"));
        await WriteAsync(client, $"{text.Length:x}\r\n{text}\r\n0\r\n\r\n");
        var answer = await ReadToEndAsync(client);

        Assert.StartsWith("HTTP/1.1 200", answer, StringComparison.Ordinal);
        Assert.Contains($"\"length\":{text.Length.ToString(CultureInfo.InvariantCulture)}", answer, StringComparison.Ordinal);
    }

    private static void AssertRefused(string answer)
    {
        Assert.StartsWith("HTTP/1.1 413", answer, StringComparison.Ordinal);
        Assert.Contains("body_too_large", answer, StringComparison.Ordinal);
        Assert.Contains("Connection: close", answer, StringComparison.Ordinal);
    }

    private async Task<TcpClient> ConnectAsync()
    {
        var client = new TcpClient();
        await client.ConnectAsync(host.Client.BaseAddress!.Host, host.Client.BaseAddress.Port, TestContext.Current.CancellationToken);
        return client;
    }

    private static string Head(string path, string bearer, string length) =>
        $"POST {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {bearer}\r\nContent-Type: application/json\r\n{length}\r\n\r\n";

    private static Task WriteAsync(TcpClient client, string text) =>
        client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text), TestContext.Current.CancellationToken).AsTask();

    private static async Task<string> ReadToEndAsync(TcpClient client)
    {
        using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(30));
    }
}
