using static LiveChat.Gateway.Tests.GatewayHost;

namespace LiveChat.Gateway.Tests.Web;

/// <summary>Without Node the platform has no pages; it says so where they would be, and the API serves.</summary>
public sealed class MissingWebFileTests(PagelessHost host) : IClassFixture<PagelessHost>
{
    private const string Reason = "The web files were not built with it.";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/")]
    [InlineData("/demo")]
    [InlineData("/demo/help/sizes")]
    [InlineData("/dashboard")]
    [InlineData("/dashboard/conversations/42")]
    public async Task Page_503WithTheReason(string path)
    {
        var answer = await host.SendAsync(HttpMethod.Get, path);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("60", Header(answer, "Retry-After"));
        Assert.Equal("no-store", Header(answer, "Cache-Control"));
        Assert.Contains("default-src 'none'; script-src 'self'", Header(answer, "Content-Security-Policy"), StringComparison.Ordinal);
        var text = await answer.Content.ReadAsStringAsync(Ct);
        Assert.Contains("The platform runs, but its pages are missing", text, StringComparison.Ordinal);
        Assert.Contains(Reason, text, StringComparison.Ordinal);
        Assert.Contains("Node.js", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/web-widget.js")]
    [InlineData("/web-widget.classic.js")]
    public async Task WidgetScript_503WithTheReason(string path)
    {
        var answer = await host.SendAsync(HttpMethod.Get, path);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "unavailable"), await RefusalAsync(answer));
        Assert.Contains(Reason, (string?)(await JsonAsync(answer))["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Api_Serves()
    {
        var (id, staff, widget) = await host.TenantAsync();

        (await host.SendAsync(HttpMethod.Get, $"/api/tenants/{id}/widget", staff)).EnsureSuccessStatusCode();
        (await host.SendAsync(HttpMethod.Post, $"/api/widgets/{id}/chat", widget, new { message = "hi" })).EnsureSuccessStatusCode();
        (await host.SendAsync(HttpMethod.Get, "/openapi.json")).EnsureSuccessStatusCode();
    }
}
