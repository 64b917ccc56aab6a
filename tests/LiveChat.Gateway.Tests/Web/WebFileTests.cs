using LiveChat.Gateway.Web;
using static LiveChat.Gateway.Tests.GatewayHost;

namespace LiveChat.Gateway.Tests.Web;

public sealed class WebFileTests(GatewayHost host)
{
    [Fact]
    public async Task WidgetScript_BySecFetchMode_IsClassicOrModule()
    {
        var module = await host.SendAsync(HttpMethod.Get, "/web-widget.js");
        Assert.Equal(HttpStatusCode.OK, module.StatusCode);
        var classic = await host.SendAsync(HttpMethod.Get, "/web-widget.js", null, null, ("Sec-Fetch-Mode", "no-cors"));
        var cors = await host.SendAsync(HttpMethod.Get, "/web-widget.js", null, null, ("Sec-Fetch-Mode", "cors"));
        var always = await host.SendAsync(HttpMethod.Get, "/web-widget.classic.js");
        Assert.Equal(Header(module, "ETag"), Header(cors, "ETag"));
        Assert.Equal(Header(classic, "ETag"), Header(always, "ETag"));
        Assert.NotEqual(Header(module, "ETag"), Header(classic, "ETag"));
        Assert.Contains("Sec-Fetch-Mode", Header(module, "Vary"), StringComparison.Ordinal);
        Assert.Equal("*", Header(module, "Access-Control-Allow-Origin"));
        Assert.Equal("cross-origin", Header(module, "Cross-Origin-Resource-Policy"));
        Assert.Equal("text/javascript", module.Content.Headers.ContentType!.MediaType);
        Assert.Equal("public, max-age=300", Header(module, "Cache-Control"));
        var unchanged = await host.SendAsync(HttpMethod.Get, "/web-widget.js", null, null, ("If-None-Match", Header(module, "ETag")!));
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
        var packed = await host.SendAsync(HttpMethod.Get, "/web-widget.js", null, null, ("Accept-Encoding", "gzip, br"));
        Assert.Equal("br", Header(packed, "Content-Encoding"));
        Assert.NotEqual(Header(module, "ETag"), Header(packed, "ETag"));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/demo")]
    [InlineData("/dashboard")]
    [InlineData("/dashboard/conversations/42")]
    public async Task Page_IsStrict(string path)
    {
        var answer = await host.SendAsync(HttpMethod.Get, path);
        Assert.Equal("text/html", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var policy = Header(answer, "Content-Security-Policy")!;
        Assert.Contains("default-src 'none'; script-src 'self'; style-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
    }

    [Fact]
    public async Task Preview_MayBeFramedByUs_AndByNobodyElse()
    {
        var answer = await host.SendAsync(HttpMethod.Get, "/dashboard/preview.html");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("Preview", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.EndsWith("frame-ancestors 'self'", Header(answer, "Content-Security-Policy")!, StringComparison.Ordinal);
        Assert.Equal("SAMEORIGIN", Header(answer, "X-Frame-Options"));
    }

    [Theory]
    [InlineData("/web-widget/../web-widget.js%00", HttpStatusCode.BadRequest)]
    [InlineData("/dashboard/assets/none-12345678.js", HttpStatusCode.NotFound)]
    [InlineData("/assets/../../etc/passwd", HttpStatusCode.NotFound)]
    [InlineData("/web-widget/none.js", HttpStatusCode.NotFound)]
    public async Task File_Unknown_IsRefused(string path, HttpStatusCode status) =>
        Assert.Equal(status, (await host.SendAsync(HttpMethod.Get, path)).StatusCode);

    [Fact]
    public void WebFile_HashedName_IsImmutable()
    {
        Assert.True(new WebFile("/dashboard/assets/index-BwsRQUgg.js", []).IsImmutable);
        Assert.True(new WebFile("/web-widget/panel-DD0b1NWl.js", []).IsImmutable);
        Assert.False(new WebFile("/web-widget.js", []).IsImmutable);
        Assert.False(new WebFile("/web-widget.classic.js", []).IsImmutable);
        Assert.False(new WebFile("/dashboard/index.html", []).IsImmutable);
    }

    [Fact]
    public async Task DemoConfig_GivesOnlyTenantAndPublicToken()
    {
        var path = Path.Combine(host.Folder, "demo.json");
        Assert.Equal((HttpStatusCode.NotFound, "not_found"), await RefusalAsync(await host.SendAsync(HttpMethod.Get, "/demo/config.json")));
        await File.WriteAllTextAsync(path, """{"tenantId":"demo-shop","widgetToken":"a.b.c","staff":{"password":"secret"},"operatorKey":"secret"}""", TestContext.Current.CancellationToken);
        try
        {
            var answer = await host.SendAsync(HttpMethod.Get, "/demo/config.json");
            Assert.Equal("""{"tenantId":"demo-shop","token":"a.b.c"}""", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
        finally
        {
            File.Delete(path);
        }
    }
}
