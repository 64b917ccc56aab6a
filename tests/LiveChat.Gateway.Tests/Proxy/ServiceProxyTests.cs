using System.Net.WebSockets;
using System.Text;
using static LiveChat.Gateway.Tests.GatewayHost;

namespace LiveChat.Gateway.Tests.Proxy;

public sealed class ServiceProxyTests(GatewayHost host)
{
    [Fact]
    public async Task Proxied_ForwardedHeadersOfTheOutside_AreReplaced()
    {
        var (id, _, widget) = await host.TenantAsync();
        var answer = await host.SendAsync(HttpMethod.Post, $"/api/widgets/{id}/chat", widget, new { message = "hi" },
            ("X-Forwarded-For", "1.2.3.4"), ("X-Forwarded-Host", "evil.example"), ("X-Forwarded-Proto", "https"), ("Forwarded", "for=1.2.3.4"),
            ("X-Real-IP", "1.2.3.4"), ("X-Original-Host", "evil.example"), ("X-Forwarded-Prefix", "/evil"));
        var headers = (await JsonAsync(answer))["headers"]!;
        Assert.Equal("127.0.0.1", headers["x-forwarded-for"]!.GetValue<string>());
        Assert.Equal(host.Client.BaseAddress!.Authority, headers["x-forwarded-host"]!.GetValue<string>());
        Assert.Equal("http", headers["x-forwarded-proto"]!.GetValue<string>());
        foreach (var name in (string[])["forwarded", "x-real-ip", "x-original-host", "x-forwarded-prefix"])
            Assert.Null(headers[name]);
        Assert.Equal(Header(answer, "X-Request-Id"), headers["x-request-id"]!.GetValue<string>());
        Assert.Equal($"Bearer {widget}", headers["authorization"]!.GetValue<string>());
    }

    [Fact]
    public async Task Proxied_CorsOfAService_DoesNotWidenOurs()
    {
        var (id, _, widget) = await host.TenantAsync();
        var answer = await host.SendAsync(HttpMethod.Get, $"/api/widgets/{id}/config", widget, null, ("Origin", "https://shop.example"));
        Assert.Null(Header(answer, "Access-Control-Allow-Credentials"));
        Assert.Equal("https://shop.example", Header(answer, "Access-Control-Allow-Origin"));
        Assert.Equal("Origin, Authorization", Header(answer, "Vary"));
        Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
    }

    [Fact]
    public async Task Proxied_OneReplicaIsDead_EveryRequestReachesTheOther()
    {
        var (id, _, widget) = await host.TenantAsync();
        for (var i = 0; i < 20; i++)
            (await host.SendAsync(HttpMethod.Post, $"/api/widgets/{id}/chat", widget, new { message = "hi" })).EnsureSuccessStatusCode();
    }

    [Fact]
    public async Task Proxied_ServiceIsAway_IsAProblemDocument()
    {
        var (id, staff, _) = await host.TenantAsync();
        var answer = await host.SendAsync(HttpMethod.Get, $"/api/tenants/{id}/safety", staff);
        var (status, code) = await RefusalAsync(answer);
        Assert.Contains(status, (HttpStatusCode[])[HttpStatusCode.BadGateway, HttpStatusCode.ServiceUnavailable]);
        Assert.Equal("unavailable", code);
        Assert.DoesNotContain("127.0.0.1:9", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Proxied_ChunkedBodyOver64KiB_Is413()
    {
        var (id, _, widget) = await host.TenantAsync();
        using var body = new StreamContent(new EndlessStream(100_000));
        var answer = await host.SendAsync(HttpMethod.Post, $"/api/widgets/{id}/chat", widget, body, ("Transfer-Encoding", "chunked"), ("Origin", "https://shop.example"));
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "body_too_large"), await RefusalAsync(answer));
        Assert.Equal("https://shop.example", Header(answer, "Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task Proxied_EventStream_ArrivesEventByEvent()
    {
        var (id, _, widget) = await host.TenantAsync();
        var answer = await host.SendAsync(HttpMethod.Get, $"/api/widgets/{id}/chat/s1/events", widget);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        Assert.Equal("data: one", await reader.ReadLineAsync(TestContext.Current.CancellationToken));
        host.Chat.SecondEvent.Release();
        await reader.ReadLineAsync(TestContext.Current.CancellationToken);
        Assert.Equal("data: two", await reader.ReadLineAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Proxied_WebSocket_GoesThrough()
    {
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new UriBuilder(host.Client.BaseAddress!) { Scheme = "ws", Path = "/api/ws/tenant" }.Uri, TestContext.Current.CancellationToken);
        await socket.SendAsync(Encoding.UTF8.GetBytes("hello"), WebSocketMessageType.Text, true, TestContext.Current.CancellationToken);
        var buffer = new byte[64];
        var received = await socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken);
        Assert.Equal("hello", Encoding.UTF8.GetString(buffer, 0, received.Count));
    }

    /// <summary>So many bytes of unknown length.</summary>
    private sealed class EndlessStream(int length) : Stream
    {
        private int _left = length;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = Math.Min(Math.Min(count, 4096), _left);
            _left -= read;
            Array.Fill(buffer, (byte)' ', offset, read);
            return read;
        }

        public override void Flush() => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
