using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Options;

namespace LiveChat.ServiceDefaults.Tests.Outbound;

/// <summary>Against a real listener on loopback: what the guard refuses must not even see a connection.</summary>
public sealed class OutboundGuardTests : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public OutboundGuardTests() => _listener.Start();

    private int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Dispose() => _listener.Dispose();

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("[::ffff:127.0.0.1]")]
    public async Task Send_Loopback_IsRefusedWithoutAConnection(string host)
    {
        using var client = Client(Guard(allowPrivate: false));
        var failure = await Assert.ThrowsAsync<HttpRequestException>(
            () => client.GetAsync(new Uri($"http://{host}:{Port}/"), TestContext.Current.CancellationToken));
        Assert.True(OutboundGuard.WasRefused(failure));
        Assert.False(_listener.Pending());
    }

    [Fact]
    public async Task Send_NameThatLeadsToLoopbackLater_IsRefusedAtTheConnection()
    {
        // The name passed when it was saved; by now it resolves to this machine.
        var guard = Guard(allowPrivate: false, (_, _) => Task.FromResult(new[] { IPAddress.Loopback, IPAddress.IPv6Loopback }));
        Assert.Null(guard.Refusal("https://rebinding.example/"));
        using var client = Client(guard);
        var failure = await Assert.ThrowsAsync<HttpRequestException>(
            () => client.GetAsync(new Uri($"http://rebinding.example:{Port}/"), TestContext.Current.CancellationToken));
        Assert.True(OutboundGuard.WasRefused(failure));
        Assert.False(_listener.Pending());
    }

    [Fact]
    public async Task Send_Redirect_IsNotFollowed()
    {
        using var client = Client(Guard(allowPrivate: true));
        var answering = AnswerOnceAsync("HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        using var answer = await client.GetAsync(new Uri($"http://localhost:{Port}/"), TestContext.Current.CancellationToken);
        await answering;
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
    }

    [Fact]
    public async Task Send_NobodyListens_IsAFailureAndNoRefusal()
    {
        var port = Port;
        _listener.Stop();
        using var client = Client(Guard(allowPrivate: true));
        var failure = await Assert.ThrowsAsync<HttpRequestException>(
            () => client.GetAsync(new Uri($"http://127.0.0.1:{port}/"), TestContext.Current.CancellationToken));
        Assert.False(OutboundGuard.WasRefused(failure));
    }

    private async Task AnswerOnceAsync(string answer)
    {
        using var connection = await _listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        var stream = connection.GetStream();
        _ = await stream.ReadAsync(new byte[4096], TestContext.Current.CancellationToken);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), TestContext.Current.CancellationToken);
    }

    private static HttpClient Client(OutboundGuard guard) => new(guard.CreateHandler(), disposeHandler: true);

    private static OutboundGuard Guard(bool allowPrivate, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null) =>
        new(Options.Create(new OutboundOptions { AllowPrivateAddresses = allowPrivate }), resolve);
}
