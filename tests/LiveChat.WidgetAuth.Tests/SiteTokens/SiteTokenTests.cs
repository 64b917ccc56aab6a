namespace LiveChat.WidgetAuth.Tests.SiteTokens;

public sealed class SiteTokenTests(WidgetAuthHost host)
{
    [Fact]
    public async Task Mint_GivesTokenAndBothSnippets()
    {
        var tenant = await host.TenantAsync();
        var minted = await host.MintAsync(tenant, new { expiresInDays = 7, label = "Shop" });
        Assert.InRange(minted.Body!["expiresAt"]!.GetValue<DateTimeOffset>(), DateTimeOffset.UtcNow.AddDays(6.9), DateTimeOffset.UtcNow.AddDays(7.1));
        var address = host.Client.BaseAddress!.GetLeftPart(UriPartial.Authority);
        foreach (var part in (string[])[$"{address}/web-widget.js", tenant.Id, minted.Text("token"), "renderWebWidget"])
            Assert.Contains(part, minted.Text("snippet"), StringComparison.Ordinal);
        Assert.Contains("ChatWidget.renderWebWidget", minted.Text("snippetClassic"), StringComparison.Ordinal);
        (await host.GetAsync($"/api/widgets/{tenant.Id}/probe", minted.Text("token"))).Must(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(366.0)]
    [InlineData(-1.0)]
    public async Task Mint_UnreasonableLife_Is400(double days)
    {
        var tenant = await host.TenantAsync();
        Assert.Equal("invalid_request", (await host.PostAsync($"/api/tenants/{tenant.Id}/widget/tokens", new { expiresInDays = days }, tenant.Token)).Code);
    }

    [Fact]
    public async Task List_PagesWithoutTheTokens()
    {
        var tenant = await host.TenantAsync();
        for (var i = 0; i < 3; i++)
            await host.MintAsync(tenant, new { label = $"no {i}" });
        var first = (await host.GetAsync($"/api/tenants/{tenant.Id}/widget/tokens?limit=2", tenant.Token)).Must(HttpStatusCode.OK);
        var second = (await host.GetAsync($"/api/tenants/{tenant.Id}/widget/tokens?limit=2&cursor={first.Text("nextCursor")}", tenant.Token)).Must(HttpStatusCode.OK);
        Assert.Equal((2, 1), (first.Body!["items"]!.AsArray().Count, second.Body!["items"]!.AsArray().Count));
        var listed = first.Body["items"]!.AsArray().Concat(second.Body["items"]!.AsArray()).ToArray();
        Assert.All(listed, item => Assert.Null(item!["token"]));
        // Newest first; two of one millisecond stand in any order.
        Assert.Equal(["no 0", "no 1", "no 2"], listed.Select(item => item!["label"]!.GetValue<string>()).Order(StringComparer.Ordinal));
        var made = listed.Select(item => item!["createdAt"]!.GetValue<DateTimeOffset>()).ToArray();
        Assert.Equal(made.OrderDescending(), made);
    }

    [Fact]
    public async Task Revoke_EndsTheWholeFamily()
    {
        var tenant = await host.TenantAsync();
        var minted = await host.MintAsync(tenant);
        var renewed = (await RenewAsync(tenant, minted.Text("token"))).Must(HttpStatusCode.OK).Text("token");
        (await host.SendAsync(HttpMethod.Delete, $"/api/tenants/{tenant.Id}/widget/tokens/{minted.Text("id")}", tenant.Token)).Must(HttpStatusCode.NoContent);
        foreach (var token in (string[])[minted.Text("token"), renewed])
        {
            Assert.Equal("token_revoked", (await host.GetAsync($"/api/widgets/{tenant.Id}/probe", token)).Code);
            Assert.Equal("token_revoked", (await RenewAsync(tenant, token)).Code);
        }
        Assert.Equal("not_found", (await host.SendAsync(HttpMethod.Delete, $"/api/tenants/{tenant.Id}/widget/tokens/{Guid.NewGuid()}", tenant.Token)).Code);
    }

    [Fact]
    public async Task Revoke_AnotherTenantsFamily_IsNotFound()
    {
        var mine = await host.TenantAsync();
        var theirs = await host.TenantAsync();
        var minted = await host.MintAsync(theirs);
        Assert.Equal("not_found", (await host.SendAsync(HttpMethod.Delete, $"/api/tenants/{mine.Id}/widget/tokens/{minted.Text("id")}", mine.Token)).Code);
        (await host.GetAsync($"/api/widgets/{theirs.Id}/probe", minted.Text("token"))).Must(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Renew_ExpiredFromAListedOrigin_ComesBack()
    {
        var tenant = await host.TenantAsync();
        var token = (await host.MintAsync(tenant)).Text("token");
        (await host.PostAsync($"/api/tenants/{tenant.Id}/widget/allowed-domains", new { domain = "shop.example" }, tenant.Token)).Must(HttpStatusCode.OK);
        var month = TimeSpan.FromDays(40).TotalSeconds;
        var fresh = (await RenewAsync(tenant, token, month, "https://shop.example")).Must(HttpStatusCode.OK).Text("token");
        (await host.GetAsync($"/api/widgets/{tenant.Id}/probe", fresh, month)).Must(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(40, "https://other.example")]
    [InlineData(40, null)]
    [InlineData(95, "https://shop.example")]
    public async Task Renew_ExpiredFromElsewhereOrLongUnused_StaysExpired(int days, string? origin)
    {
        var tenant = await host.TenantAsync();
        var token = (await host.MintAsync(tenant)).Text("token");
        (await host.PostAsync($"/api/tenants/{tenant.Id}/widget/allowed-domains", new { domain = "shop.example" }, tenant.Token)).Must(HttpStatusCode.OK);
        var answer = await RenewAsync(tenant, token, TimeSpan.FromDays(days).TotalSeconds, origin);
        Assert.Equal((HttpStatusCode.Unauthorized, "token_expired"), (answer.Status, answer.Code));
        Assert.NotNull(answer.Body!["expiredAt"]);
    }

    [Fact]
    public async Task Renew_ExpiredWithAnEmptyList_StaysExpired()
    {
        var tenant = await host.TenantAsync();
        var token = (await host.MintAsync(tenant)).Text("token");
        Assert.Equal("token_expired", (await RenewAsync(tenant, token, TimeSpan.FromDays(40).TotalSeconds, "https://shop.example")).Code);
    }

    [Fact]
    public async Task Renew_AfterAYear_FamilyHasEnded()
    {
        var tenant = await host.TenantAsync();
        var token = (await host.MintAsync(tenant, new { expiresInDays = 365 })).Text("token");
        (await host.PostAsync($"/api/tenants/{tenant.Id}/widget/allowed-domains", new { domain = "shop.example" }, tenant.Token)).Must(HttpStatusCode.OK);
        var late = (await RenewAsync(tenant, token, TimeSpan.FromDays(364).TotalSeconds)).Must(HttpStatusCode.OK);
        Assert.InRange(late.Body!["expiresAt"]!.GetValue<DateTimeOffset>(), DateTimeOffset.UtcNow.AddDays(364), DateTimeOffset.UtcNow.AddDays(365.1));
        Assert.Equal("token_expired", (await RenewAsync(tenant, late.Text("token"), TimeSpan.FromDays(366).TotalSeconds, "https://shop.example")).Code);
    }

    private Task<Answer> RenewAsync(TestTenant tenant, string token, double shift = 0, string? origin = null) => host.SendAsync(
        HttpMethod.Post, $"/api/widgets/{tenant.Id}/token", token, null, shift, origin is null ? [] : [("Origin", origin)]);
}
