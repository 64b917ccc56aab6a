using LiveChat.Gateway.Edge;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace LiveChat.Gateway.Tests.Edge;

public sealed class TrustedProxiesTests
{
    [Fact]
    public async Task Headers_FromATrustedProxy_CountAndAreRemoved()
    {
        var context = await RunAsync("10.0.0.0/8", "10.1.2.3", "203.0.113.7, 10.9.9.9");
        Assert.Equal("203.0.113.7", context.Connection.RemoteIpAddress!.ToString());
        Assert.Equal("https", context.Request.Scheme);
        Assert.Equal("chat.example", context.Request.Host.Value);
        Assert.DoesNotContain(context.Request.Headers.Keys, name => name.StartsWith("X-Forwarded", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("X-Original", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("10.0.0.0/8", "198.51.100.1")]
    [InlineData("", "10.1.2.3")]
    public async Task Headers_FromAnybodyElse_AreRemovedUnread(string trusted, string peer)
    {
        var context = await RunAsync(trusted, peer, "203.0.113.7");
        Assert.Equal(peer, context.Connection.RemoteIpAddress!.ToString());
        Assert.Equal("http", context.Request.Scheme);
        Assert.Equal("inside:8080", context.Request.Host.Value);
        Assert.DoesNotContain("X-Forwarded-For", context.Request.Headers.Keys);
    }

    [Fact]
    public async Task Headers_SpoofedInFrontOfTheProxy_DoNotCount()
    {
        // The client wrote 1.1.1.1 itself; the proxy appended whom it saw.
        var context = await RunAsync("10.0.0.0/8", "10.1.2.3", "1.1.1.1, 203.0.113.7");
        Assert.Equal("203.0.113.7", context.Connection.RemoteIpAddress!.ToString());
    }

    private static async Task<HttpContext> RunAsync(string trusted, string peer, string forwardedFor)
    {
        var services = new ServiceCollection().AddLogging().Configure<GatewayOptions>(options => options.TrustedProxies = trusted).BuildServiceProvider();
        var app = new ApplicationBuilder(services);
        app.UseTrustedProxies();
        app.Run(_ => Task.CompletedTask);
        var context = new DefaultHttpContext { RequestServices = services };
        context.Connection.RemoteIpAddress = IPAddress.Parse(peer);
        context.Request.Scheme = "http";
        context.Request.Host = new("inside:8080");
        context.Request.Headers["X-Forwarded-For"] = forwardedFor;
        context.Request.Headers["X-Forwarded-Proto"] = string.Join(", ", forwardedFor.Split(',').Select(_ => "https"));
        context.Request.Headers["X-Forwarded-Host"] = string.Join(", ", forwardedFor.Split(',').Select(_ => "chat.example"));
        await app.Build()(context);
        return context;
    }
}
