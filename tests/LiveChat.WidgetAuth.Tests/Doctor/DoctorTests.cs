namespace LiveChat.WidgetAuth.Tests.Doctor;

/// <summary>The doctor over HTTP, each link of widget-auth's own really broken. The other services are not there, which is a finding.</summary>
public sealed class DoctorTests(WidgetAuthHost host)
{
    [Fact]
    public async Task Run_WithoutToken_NamesItFirst_AndThenTheSilentNeighbours()
    {
        var tenant = await host.TenantAsync();
        var report = await RunAsync(tenant, null);
        Assert.Equal(("token", "token_missing"), Broken(report));
        Assert.Contains("dashboard's Site page", report["verdict"]!.GetValue<string>(), StringComparison.Ordinal);
        await host.MintAsync(tenant);
        report = await RunAsync(tenant, null);
        Assert.Equal(("limits", "unavailable"), Broken(report));
        Assert.Equal("skipped", Check(report, "snippet")["status"]!.GetValue<string>());
        Assert.Equal("allowlist_empty", Check(report, "domain")["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task Run_PageInOrder_PassesEveryLinkOfThePage()
    {
        var (tenant, token) = await ShopAsync("127.0.0.1");
        await using var page = new CustomerPage(CustomerPage.Snippet(host, tenant.Id, token));
        var allowed = new Uri(page.Address).Authority;
        await host.PostAsync($"/api/tenants/{tenant.Id}/widget/allowed-domains", new { domain = allowed }, tenant.Token);
        var report = await RunAsync(tenant, page.Address);
        foreach (var id in (string[])["address", "site", "snippet", "csp", "cors", "domain", "token"])
            Assert.True(Check(report, id)["status"]!.GetValue<string>() == "pass", Check(report, id).ToJsonString());
        Assert.DoesNotContain(token, report.ToJsonString(), StringComparison.Ordinal);
        var runs = (await host.GetAsync($"/api/tenants/{tenant.Id}/doctor/runs", tenant.Token)).Must(HttpStatusCode.OK).Body!["items"]!.AsArray();
        Assert.Equal((page.Address, "limits"), (runs[0]!["page"]!.GetValue<string>(), runs[0]!["firstFailure"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("empty", "snippet", "snippet_missing")]
    [InlineData("tenant", "snippet", "tenant_mismatch")]
    [InlineData("policy", "csp", "csp_blocked")]
    [InlineData("domain", "domain", "domain_not_authorized")]
    [InlineData("revoked", "token", "token_revoked")]
    [InlineData("mangled", "token", "token_invalid")]
    [InlineData("staff", "token", "token_wrong_kind")]
    [InlineData("missing", "site", "site_http_error")]
    [InlineData("redirect", "site", "site_refused")]
    [InlineData("down", "site", "site_unreachable")]
    public async Task Run_BrokenLink_IsNamedFirst(string broken, string id, string code)
    {
        var (tenant, token) = await ShopAsync(broken == "domain" ? "shop.example" : null);
        if (broken == "revoked")
        {
            var list = await host.GetAsync($"/api/tenants/{tenant.Id}/widget/tokens", tenant.Token);
            await host.SendAsync(HttpMethod.Delete, $"/api/tenants/{tenant.Id}/widget/tokens/{list.Body!["items"]![0]!["id"]}", tenant.Token);
        }
        var html = CustomerPage.Snippet(host, broken == "tenant" ? "another-shop" : tenant.Id, broken switch
        {
            "mangled" => token[..^6] + "AAAAAA",
            "staff" => tenant.Token,
            _ => token,
        });
        var page = new CustomerPage(broken == "empty" ? "<h1>Shop</h1>" : html, broken == "missing" ? 404 : 200,
            broken == "policy" ? "default-src 'self'" : null, broken == "redirect" ? "http://169.254.169.254/latest/" : null);
        await using var closing = page;
        if (broken == "down")
            await page.DisposeAsync();
        var report = await RunAsync(tenant, page.Address);
        Assert.Equal((id, code), Broken(report));
        Assert.False(string.IsNullOrWhiteSpace(Check(report, id)["fix"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("http://169.254.169.254/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://user:secret@shop.example/")]
    [InlineData("no address at all")]
    public async Task Run_AddressThatMayNotBeFetched_Is400(string site)
    {
        var tenant = await host.TenantAsync();
        var answer = await host.PostAsync($"/api/tenants/{tenant.Id}/doctor", new { siteUrl = site }, tenant.Token);
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_request"), (answer.Status, answer.Code));
        Assert.NotNull(answer.Body!["errors"]!["siteUrl"]);
    }

    [Fact]
    public async Task Run_AsEventStream_TellsEachCheckAndThenTheReport()
    {
        var tenant = await host.TenantAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/tenants/{tenant.Id}/doctor") { Content = JsonContent.Create(new { }) };
        request.Headers.Add("Authorization", $"Bearer {tenant.Token}");
        request.Headers.Add("Accept", "text/event-stream");
        using var response = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var events = text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        Assert.StartsWith("event: check\ndata: {\"id\":\"script\"", events[0], StringComparison.Ordinal);
        var report = JsonNode.Parse(events[^1]["event: done\ndata: ".Length..])!;
        Assert.Equal(events.Length - 1, report["checks"]!.AsArray().Count);
    }

    [Fact]
    public async Task Roles_ViewersReadButDoNotRun_AndOthersSeeNothing()
    {
        var tenant = await host.TenantAsync();
        var other = await host.TenantAsync();
        var (_, viewer, _) = await host.ColleagueAsync(tenant, "viewer");
        Assert.Equal("forbidden", (await host.PostAsync($"/api/tenants/{tenant.Id}/doctor", new { }, viewer)).Code);
        Assert.Equal("forbidden", (await host.PostAsync($"/api/tenants/{tenant.Id}/doctor/link", new { siteUrl = "https://shop.example" }, viewer)).Code);
        (await host.GetAsync($"/api/tenants/{tenant.Id}/doctor/runs", viewer)).Must(HttpStatusCode.OK);
        Assert.Equal("tenant_mismatch", (await host.GetAsync($"/api/tenants/{tenant.Id}/doctor/reports", other.Token)).Code);
    }

    [Fact]
    public async Task Browser_WithATokenAlone_LearnsOnlyWhatItsCallShows()
    {
        var (tenant, token) = await ShopAsync(null);
        var answer = (await host.PostAsync($"/api/widgets/{tenant.Id}/doctor", new { }, token)).Must(HttpStatusCode.OK);
        Assert.Equal(["script", "address", "cors", "token", "domain"], answer.Body!["checks"]!.AsArray().Select(check => check!["id"]!.GetValue<string>()));
        Assert.All(answer.Body["checks"]!.AsArray(), check => Assert.Null(check!["evidence"]));
        Assert.Equal("token_wrong_kind", (await host.PostAsync($"/api/widgets/{tenant.Id}/doctor", new { }, tenant.Token)).Code);
    }

    [Fact]
    public async Task Link_OpensTheWholeChainOnce_AndKeepsWhatTheBrowserMet()
    {
        var (tenant, token) = await ShopAsync(null);
        await using var page = new CustomerPage(CustomerPage.Snippet(host, tenant.Id, token));
        var link = (await host.PostAsync($"/api/tenants/{tenant.Id}/doctor/link", new { siteUrl = page.Address + "cart?x=1#top" }, tenant.Token)).Must(HttpStatusCode.OK);
        var url = link.Text("url");
        Assert.StartsWith($"{page.Address}cart?x=1&livechat-doctor=", url, StringComparison.Ordinal);
        var key = url.Split("livechat-doctor=")[1];
        var seen = new { page = page.Address, browser = "Chromium", checks = new[] { new { id = "csp", status = "fail", code = "csp_blocked" } } };

        // Another tenant's widget can't spend it.
        var (other, otherToken) = await ShopAsync(null);
        Assert.Equal("forbidden", (await SpendAsync(other.Id, otherToken, key, seen)).Code);
        var answer = (await SpendAsync(tenant.Id, token, key, seen)).Must(HttpStatusCode.OK);
        Assert.Equal(("csp", "csp_blocked"), Broken(answer.Body!));
        Assert.Equal("unavailable", Check(answer.Body!, "assistant")["code"]!.GetValue<string>());
        Assert.Equal("forbidden", (await SpendAsync(tenant.Id, token, key, seen)).Code);
        var reports = (await host.GetAsync($"/api/tenants/{tenant.Id}/doctor/reports", tenant.Token)).Body!["items"]!.AsArray();
        Assert.Equal(("csp", "Chromium"), (Assert.Single(reports)!["firstFailure"]!.GetValue<string>(), reports[0]!["by"]!.GetValue<string>()));
        Assert.DoesNotContain(key, reports.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"checks":[{"id":"<script>","status":"fail"}]}""")]
    [InlineData("""{"checks":[{"id":"csp","status":"maybe"}]}""")]
    [InlineData("""{"checks":[null]}""")]
    [InlineData("""{"checks":[{"id":"csp","status":"fail","code":"a b"}]}""")]
    [InlineData("""{"checks":5}""")]
    public async Task Browser_BadReport_Is400(string json)
    {
        var (tenant, token) = await ShopAsync(null);
        var answer = await host.PostAsync($"/api/widgets/{tenant.Id}/doctor", JsonNode.Parse(json)!, token);
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_request"), (answer.Status, answer.Code));
    }

    private Task<Answer> SpendAsync(string tenantId, string token, string key, object body) =>
        host.SendAsync(HttpMethod.Post, $"/api/widgets/{tenantId}/doctor", token, body, 0, ("X-Doctor-Key", key));

    private async Task<(TestTenant Tenant, string Token)> ShopAsync(string? domain)
    {
        var tenant = await host.TenantAsync();
        if (domain is not null)
            (await host.PostAsync($"/api/tenants/{tenant.Id}/widget/allowed-domains", new { domain }, tenant.Token)).Must(HttpStatusCode.OK);
        return (tenant, (await host.MintAsync(tenant)).Text("token"));
    }

    private async Task<JsonNode> RunAsync(TestTenant tenant, string? site) =>
        (await host.PostAsync($"/api/tenants/{tenant.Id}/doctor", new { siteUrl = site }, tenant.Token)).Must(HttpStatusCode.OK).Body!;

    private static JsonNode Check(JsonNode report, string id) =>
        report["checks"]!.AsArray().Single(check => check!["id"]!.GetValue<string>() == id)!;

    private static (string?, string?) Broken(JsonNode report)
    {
        var first = report["firstFailure"]?.GetValue<string>();
        return (first, first is null ? null : Check(report, first)["code"]?.GetValue<string>());
    }
}
