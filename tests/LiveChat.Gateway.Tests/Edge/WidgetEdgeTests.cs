using static LiveChat.Gateway.Tests.GatewayHost;

namespace LiveChat.Gateway.Tests.Edge;

public sealed class WidgetEdgeTests(GatewayHost host)
{
    [Theory]
    [InlineData("/api/widgets/no-such-tenant/chat")]
    [InlineData("/api/widgets/x/anything/at/all")]
    [InlineData("/API/Widgets/x/chat")]
    public async Task Preflight_AnyWidgetRoute_IsAdmitted(string path)
    {
        foreach (var origin in (string[])["https://any.example", "null", "http://localhost:5173"])
        {
            var answer = await host.SendAsync(HttpMethod.Options, path, null, null,
                ("Origin", origin), ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "authorization,x-session-key"));
            Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
            Assert.Equal(origin, Header(answer, "Access-Control-Allow-Origin"));
            Assert.Equal("GET, POST", Header(answer, "Access-Control-Allow-Methods"));
            Assert.Equal("Authorization, Content-Type, X-Session-Key, Idempotency-Key, X-Request-Id, Last-Event-ID, X-Doctor-Key", Header(answer, "Access-Control-Allow-Headers"));
            Assert.Equal("7200", Header(answer, "Access-Control-Max-Age"));
            Assert.Null(Header(answer, "Access-Control-Allow-Credentials"));
            Assert.Contains("Origin", Header(answer, "Vary"), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/api/auth/login")]
    [InlineData("/api/operator/tenants")]
    [InlineData("/api/tenants/x/widget")]
    [InlineData("/internal/widgetauth/tenants")]
    public async Task Preflight_OtherRoutes_GrantNothing(string path)
    {
        var answer = await host.SendAsync(HttpMethod.Options, path, null, null, ("Origin", "https://any.example"), ("Access-Control-Request-Method", "POST"));
        Assert.Null(Header(answer, "Access-Control-Allow-Origin"));
        Assert.NotEqual(HttpStatusCode.NoContent, answer.StatusCode);
    }

    [Fact]
    public async Task Token_InUse_ShowsItsSitesToTheOwner()
    {
        var (id, staff, widget) = await host.TenantAsync();
        foreach (var (name, value) in ((string, string)[])[
            ("Origin", "https://WWW.shop.example"), ("Origin", "null"), ("Referer", "https://blog.example/a/private/path?q=1"), ("X-None", "1")])
            await host.SendAsync(HttpMethod.Get, $"/api/widgets/{id}/config", widget, null, (name, value));
        string[] sites = [];
        for (var i = 0; i < 200 && sites.Length < 2; i++)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
            var listed = await JsonAsync(await host.SendAsync(HttpMethod.Get, $"/api/tenants/{id}/widget/tokens", staff));
            sites = [.. listed["items"]![0]!["domains"]!.AsArray().Select(site => site!["origin"]!.GetValue<string>()).Order()];
        }
        Assert.Equal(["https://blog.example", "https://www.shop.example"], sites);
    }

    [Fact]
    public async Task Refusals_AllCarryCors()
    {
        var (id, _, widget) = await host.TenantAsync("shop.example");
        var origin = ("Origin", "https://www.shop.example");
        var listed = ("Origin", "https://shop.example");
        (HttpResponseMessage Answer, HttpStatusCode Status, string Code)[] refusals =
        [
            (await host.SendAsync(HttpMethod.Post, $"/api/widgets/{id}/chat", null, new { }, origin), HttpStatusCode.Unauthorized, "token_missing"),
            (await host.SendAsync(HttpMethod.Post, $"/api/widgets/{id}/chat", "x.y.z", new { }, origin), HttpStatusCode.Unauthorized, "token_malformed"),
            (await host.SendAsync(HttpMethod.Post, $"/api/widgets/{id}/chat", widget, new { }, origin), HttpStatusCode.Forbidden, "domain_not_authorized"),
            (await host.SendAsync(HttpMethod.Post, "/api/widgets/another/chat", widget, new { }, listed), HttpStatusCode.Forbidden, "tenant_mismatch"),
            (await host.SendAsync(HttpMethod.Post, $"/api/widgets/{id}/chat", widget, new ByteArrayContent(new byte[70_000]), listed), HttpStatusCode.RequestEntityTooLarge, "body_too_large"),
        ];
        foreach (var (answer, status, code) in refusals)
        {
            Assert.Equal((status, code), await RefusalAsync(answer));
            Assert.NotNull(Header(answer, "Access-Control-Allow-Origin"));
            Assert.Equal("X-Request-Id, Retry-After, RateLimit, RateLimit-Policy", Header(answer, "Access-Control-Expose-Headers"));
            Assert.NotNull(Header(answer, "X-Request-Id"));
            Assert.Contains("Origin", Header(answer, "Vary"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Domain_NotListed_NamesOriginAndNearest_AndTheOwnerSeesIt()
    {
        var (id, staff, widget) = await host.TenantAsync("shop.example");
        var refused = await host.SendAsync(HttpMethod.Get, $"/api/widgets/{id}/config", widget, null, ("Origin", "https://www.shop.example"));
        var body = await JsonAsync(refused);
        Assert.Equal("Domain not authorized", body["title"]!.GetValue<string>());
        Assert.Equal("https://www.shop.example", body["origin"]!.GetValue<string>());
        Assert.Equal("shop.example", body["nearestAllowed"]!.GetValue<string>());
        Assert.False(body["retryable"]!.GetValue<bool>());
        Assert.NotNull(body["visitorMessage"]);

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        JsonArray items;
        do
        {
            await Task.Delay(50, patience.Token);
            items = (await JsonAsync(await host.SendAsync(HttpMethod.Get, $"/api/tenants/{id}/widget/refused-origins", staff)))["items"]!.AsArray();
        }
        while (items.Count == 0);
        Assert.Equal("https://www.shop.example", items[0]!["origin"]!.GetValue<string>());

        (await host.SendAsync(HttpMethod.Post, $"/api/tenants/{id}/widget/allowed-domains", staff, new { domain = "www.shop.example" })).EnsureSuccessStatusCode();
        (await host.SendAsync(HttpMethod.Get, $"/api/widgets/{id}/config", widget, null, ("Origin", "https://www.shop.example"))).EnsureSuccessStatusCode();
    }

    [Fact]
    public async Task Domain_CallerWithoutOrigin_IsAdmitted()
    {
        var (id, _, widget) = await host.TenantAsync("shop.example");
        (await host.SendAsync(HttpMethod.Get, $"/api/widgets/{id}/config", widget)).EnsureSuccessStatusCode();
        Assert.Equal(HttpStatusCode.Forbidden,
            (await host.SendAsync(HttpMethod.Get, $"/api/widgets/{id}/config", widget, null, ("Referer", "https://other.example/page"))).StatusCode);
    }

    [Fact]
    public async Task Suspended_Tenant_IsRefusedAtOnce()
    {
        var (id, _, widget) = await host.TenantAsync();
        (await host.SendAsync(HttpMethod.Patch, $"/api/operator/tenants/{id}", OperatorKey, new { status = "suspended" })).EnsureSuccessStatusCode();
        Assert.Equal((HttpStatusCode.Forbidden, "tenant_suspended"), await RefusalAsync(await host.SendAsync(HttpMethod.Get, $"/api/widgets/{id}/config", widget)));
    }

    [Fact]
    public async Task RequestId_InboundGoodOrBad_IsAdoptedOrReplaced()
    {
        var good = await host.SendAsync(HttpMethod.Get, "/api/widgets/x/config", null, null, ("X-Request-Id", "my-request.42"));
        Assert.Equal("my-request.42", Header(good, "X-Request-Id"));
        Assert.Equal("my-request.42", (await JsonAsync(good))["requestId"]!.GetValue<string>());
        foreach (var bad in (string[])["short", "has spaces in it", new string('a', 65), "<script>alert(1)</script>"])
            Assert.NotEqual(bad, Header(await host.SendAsync(HttpMethod.Get, "/api/widgets/x/config", null, null, ("X-Request-Id", bad)), "X-Request-Id"));
    }

    [Fact]
    public async Task Internal_FromThePublicListener_DoesNotExist()
    {
        foreach (var path in (string[])["/internal/widgetauth/tenants", "/internal/openapi/v1.json", "/health/ready", "/metrics"])
            Assert.Equal(HttpStatusCode.NotFound, (await host.SendAsync(HttpMethod.Get, path, null, null, ("Host", $"127.0.0.1:{host.ManagementUrl.Port}"))).StatusCode);
    }
}
