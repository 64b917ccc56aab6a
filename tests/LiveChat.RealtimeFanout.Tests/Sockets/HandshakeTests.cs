using System.Net;
using System.Text;
using System.Text.Json;
using LiveChat.RealtimeFanout.Tests.Platform;

namespace LiveChat.RealtimeFanout.Tests.Sockets;

public sealed class HandshakeTests(StandaloneHost fixture) : IClassFixture<StandaloneHost>
{
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Open_AsInTheRfc_AnswersTheRfcsAcceptKey()
    {
        var (client, answer) = await RawClient.OpenAsync(fixture.Host.Address, _ct);
        using (client)
        {
            Assert.StartsWith("HTTP/1.1 101", answer);
            Assert.Contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", answer, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Open_CompressionOffered_IsNotTaken_AndFramesArePlain()
    {
        var (client, answer) = await RawClient.OpenAsync(fixture.Host.Address, _ct, extensions: "permessage-deflate; client_max_window_bits");
        using (client)
        {
            Assert.StartsWith("HTTP/1.1 101", answer);
            Assert.DoesNotContain("Sec-WebSocket-Extensions", answer, StringComparison.OrdinalIgnoreCase);
            await client.SendTextAsync("{}");
            var (_, payload) = (await client.ReceiveAsync())!.Value;
            using var frame = JsonDocument.Parse(payload);
            Assert.Equal("error", frame.RootElement.GetProperty("type").GetString());
        }
    }

    [Fact]
    public async Task Open_OtherVersion_Is426AndNamesOurs()
    {
        var (client, answer) = await RawClient.OpenAsync(fixture.Host.Address, _ct, version: "8");
        using (client)
        {
            Assert.StartsWith("HTTP/1.1 426", answer);
            Assert.Contains("Sec-WebSocket-Version: 13", answer, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Open_ByAnotherMethodThanGet_Is405()
    {
        var (client, answer) = await RawClient.OpenAsync(fixture.Host.Address, _ct, method: "POST");
        using (client) Assert.StartsWith("HTTP/1.1 405", answer);
    }

    [Fact]
    public async Task Open_WithoutUpgrade_Is400AndSaysWhy()
    {
        using var http = new HttpClient { BaseAddress = fixture.Host.Address };
        // A token in the address is not looked at.
        var token = StaffTokens.Mint(fixture.Host.Admit(Sample.Tenant()), Guid.CreateVersion7());
        using var answer = await http.GetAsync(new Uri($"/api/ws/tenant?token={token}", UriKind.Relative), _ct);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(_ct));
        Assert.Equal("invalid_request", problem.RootElement.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Frame_ReservedBitsSet_Is1002()
    {
        var (client, _) = await RawClient.OpenAsync(fixture.Host.Address, _ct);
        using (client)
        {
            await client.SendAsync([0xF1, 0x82, 0, 0, 0, 0, (byte)'{', (byte)'}']);
            var frame = await client.ReceiveAsync();
            Assert.Equal(8, frame!.Value.Opcode);
            Assert.Equal(1002, (frame.Value.Payload[0] << 8) | frame.Value.Payload[1]);
        }
    }

    [Fact]
    public async Task Open_OverHttp2_IsTheSameSocket()
    {
        await using var host = await FeedHost.StartAsync(null, _ct, ("http2", "true"));
        var tenant = host.Admit(Sample.Tenant());
        using var handler = new SocketsHttpHandler();
        using var invoker = new HttpMessageInvoker(handler);
        await using var client = await DashboardClient.ConnectAsync(host.Address, _ct, invoker);
        await client.AuthAsync(StaffTokens.Mint(tenant, Guid.CreateVersion7()));
        await client.ExpectAsync("auth:ok");
        await host.Writer.WriteAsync(tenant, [host.Writer.Draft("test", "k", null, new { n = 1 })], _ct);
        await client.EventsAsync(1);
        await client.AuthAsync("gone wrong");
        Assert.Equal((4401, "token_malformed"), await client.EndAsync());
    }

    [Fact]
    public async Task Ping_FromTheClient_IsAnsweredBetweenEvents()
    {
        var (client, _) = await RawClient.OpenAsync(fixture.Host.Address, _ct);
        using (client)
        {
            await client.SendAsync([0x89, 0x82, 0, 0, 0, 0, (byte)'h', (byte)'i']);
            var frame = await client.ReceiveAsync();
            Assert.Equal((10, "hi"), (frame!.Value.Opcode, Encoding.ASCII.GetString(frame.Value.Payload)));
        }
    }
}
