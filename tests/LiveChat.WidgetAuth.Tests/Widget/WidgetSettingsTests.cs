namespace LiveChat.WidgetAuth.Tests.Widget;

public sealed class WidgetSettingsTests(WidgetAuthHost host)
{
    [Fact]
    public async Task Put_ReadBackChangedAndStale()
    {
        var tenant = await host.TenantAsync();
        var path = $"/api/tenants/{tenant.Id}/widget";
        var read = (await host.GetAsync(path, tenant.Token)).Must(HttpStatusCode.OK);
        var tag = read.Message.Headers.ETag!.ToString();
        var settings = read.Body!;
        settings["greeting"] = new JsonObject { ["en"] = "Hi", ["de"] = "Hallo" };
        settings["allowedDomains"] = new JsonArray("HTTPS://Shop.Example/some/page?x=1", "*.Shop.example", "bücher.example");
        settings["somethingNew"] = true;
        var put = (await host.SendAsync(HttpMethod.Put, path, tenant.Token, settings, 0, ("If-Match", tag))).Must(HttpStatusCode.OK);
        Assert.Equal("""["https://shop.example","*.shop.example","xn--bcher-kva.example"]""", put.Body!["allowedDomains"]!.ToJsonString());
        Assert.Equal("Hallo", put.Body["greeting"]!["de"]!.GetValue<string>());
        var stale = await host.SendAsync(HttpMethod.Put, path, tenant.Token, settings, 0, ("If-Match", tag));
        Assert.Equal((HttpStatusCode.PreconditionFailed, "stale_version"), (stale.Status, stale.Code));
        (await host.SendAsync(HttpMethod.Put, path, tenant.Token, settings, 0, ("If-Match", put.Message.Headers.ETag!.ToString()))).Must(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("primaryColor", "red")]
    [InlineData("position", "middle")]
    [InlineData("theme", "pink")]
    [InlineData("avatarUrl", "javascript:alert(1)")]
    [InlineData("name", "")]
    [InlineData("name", "a\u0000b")]
    [InlineData("contactEmail", "nobody")]
    [InlineData("locale", "english please")]
    public async Task Put_BadMember_Is400WithItsName(string member, string value)
    {
        var tenant = await host.TenantAsync();
        var settings = (await host.GetAsync($"/api/tenants/{tenant.Id}/widget", tenant.Token)).Body!;
        settings[member] = value;
        var answer = await host.SendAsync(HttpMethod.Put, $"/api/tenants/{tenant.Id}/widget", tenant.Token, settings);
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_request"), (answer.Status, answer.Code));
        Assert.NotNull(answer.Body!["errors"]![member]);
    }

    [Theory]
    [InlineData("proactive", """[{"trigger":"time","value":0,"text":"Hi"}]""", "proactive.value")]
    [InlineData("proactive", """[{"trigger":"scroll","value":101,"text":"Hi"}]""", "proactive.value")]
    [InlineData("proactive", """[{"trigger":"hover","value":5,"text":"Hi"}]""", "proactive.trigger")]
    [InlineData("proactive", """[{"trigger":"exit"}]""", "proactive.text")]
    [InlineData("proactive", "[null]", "proactive.trigger")]
    [InlineData("texts", """{"a b":"Hi"}""", "texts")]
    [InlineData("texts", """{"hello":{"english please":"Hi"}}""", "texts.hello")]
    [InlineData("preChatForm", """{"email":"maybe"}""", "preChatForm.email")]
    [InlineData("consent", """{"required":true,"privacyUrl":"javascript:1"}""", "consent.privacyUrl")]
    public async Task Put_BadPartOfTheConversation_Is400WithItsName(string member, string json, string field)
    {
        var tenant = await host.TenantAsync();
        var settings = (await host.GetAsync($"/api/tenants/{tenant.Id}/widget", tenant.Token)).Body!;
        settings[member] = JsonNode.Parse(json);
        var answer = await host.SendAsync(HttpMethod.Put, $"/api/tenants/{tenant.Id}/widget", tenant.Token, settings);
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_request"), (answer.Status, answer.Code));
        Assert.NotNull(answer.Body!["errors"]![field]);
    }

    [Fact]
    public async Task Put_FormConsentAndProactive_ReachEveryProcess()
    {
        var tenant = await host.TenantAsync();
        var settings = (await host.GetAsync($"/api/tenants/{tenant.Id}/widget", tenant.Token)).Body!;
        settings["preChatForm"] = JsonNode.Parse("""{"name":"optional","email":"required"}""");
        settings["consent"] = JsonNode.Parse("""{"required":true,"text":{"en":"Agree?"},"privacyUrl":"https://shop.example/privacy"}""");
        settings["proactive"] = JsonNode.Parse("""[{"trigger":"exit","value":7,"text":"Before you go"},{"trigger":"time","value":20,"text":{"en":"Hi"}}]""");
        settings["texts"] = JsonNode.Parse("""{"hello":"Ahoy"}""");
        var put = (await host.SendAsync(HttpMethod.Put, $"/api/tenants/{tenant.Id}/widget", tenant.Token, settings)).Must(HttpStatusCode.OK);
        Assert.Equal("Ahoy", put.Body!["texts"]!["hello"]!.GetValue<string>());
        using var management = new HttpClient { BaseAddress = host.ManagementUrl };
        var snapshot = await management.GetFromJsonAsync<JsonNode>("/internal/widgetauth/tenants?limit=1000", TestContext.Current.CancellationToken);
        var view = snapshot!["items"]!.AsArray().Single(t => t!["tenantId"]!.GetValue<string>() == tenant.Id)!["widget"]!;
        Assert.Equal("required", view["preChatForm"]!["email"]!.GetValue<string>());
        Assert.Equal(16, view["consent"]!["textVersion"]!.GetValue<string>().Length);
        var messages = view["proactive"]!.AsArray();
        Assert.Equal((2, 0), (messages.Count, messages[0]!["value"]!.GetValue<int>()));
        Assert.NotEqual(messages[0]!["id"]!.GetValue<string>(), messages[1]!["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task Put_WrongTypeOrMediaType_IsNever500()
    {
        var tenant = await host.TenantAsync();
        var path = $"/api/tenants/{tenant.Id}/widget";
        Assert.Equal("invalid_request", (await host.SendAsync(HttpMethod.Put, path, tenant.Token, new { allowedDomains = 5 })).Code);
        Assert.Equal("invalid_request", (await host.SendAsync(HttpMethod.Put, path, tenant.Token, new { name = "x", suggestions = new object?[] { null } })).Code);
        using var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = new StringContent("name=x") };
        request.Headers.Add("Authorization", $"Bearer {tenant.Token}");
        var answer = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
    }

    [Fact]
    public async Task AddDomain_OffersWwwAndStaysSingle()
    {
        var tenant = await host.TenantAsync();
        var path = $"/api/tenants/{tenant.Id}/widget/allowed-domains";
        var added = (await host.PostAsync(path, new { domain = "https://shop.example/cart" }, tenant.Token)).Must(HttpStatusCode.OK);
        Assert.Equal("https://shop.example", added.Text("added"));
        Assert.Equal("https://www.shop.example", added.Text("alsoOffered"));
        var again = (await host.PostAsync(path, new { domain = "https://SHOP.example" }, tenant.Token)).Must(HttpStatusCode.OK);
        Assert.Single(again.Body!["allowedDomains"]!.AsArray());
        Assert.Equal("invalid_request", (await host.PostAsync(path, new { domain = "not a domain" }, tenant.Token)).Code);
        Assert.Equal("invalid_request", (await host.PostAsync(path, new { }, tenant.Token)).Code);
    }

    [Fact]
    public async Task AddDomain_TenAtOnce_AllStay()
    {
        var tenant = await host.TenantAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(i =>
            host.PostAsync($"/api/tenants/{tenant.Id}/widget/allowed-domains", new { domain = $"shop{i}.example" }, tenant.Token)));
        Assert.All(answers, answer => answer.Must(HttpStatusCode.OK));
        var settings = (await host.GetAsync($"/api/tenants/{tenant.Id}/widget", tenant.Token)).Body!;
        Assert.Equal(4, settings["allowedDomains"]!.AsArray().Count);
    }

    [Fact]
    public async Task Viewer_MayReadButNotWrite()
    {
        var tenant = await host.TenantAsync();
        var (_, token, _) = await host.ColleagueAsync(tenant, "viewer");
        var settings = (await host.GetAsync($"/api/tenants/{tenant.Id}/widget", token)).Must(HttpStatusCode.OK).Body;
        Assert.Equal("forbidden", (await host.SendAsync(HttpMethod.Put, $"/api/tenants/{tenant.Id}/widget", token, settings)).Code);
        Assert.Equal("forbidden", (await host.PostAsync($"/api/tenants/{tenant.Id}/widget/tokens", new { }, token)).Code);
    }

    [Fact]
    public async Task Audit_TellsWhoChangedWhat()
    {
        var tenant = await host.TenantAsync();
        await host.PostAsync($"/api/tenants/{tenant.Id}/widget/allowed-domains", new { domain = "shop.example" }, tenant.Token);
        var audit = (await host.GetAsync($"/api/tenants/{tenant.Id}/audit", tenant.Token)).Must(HttpStatusCode.OK);
        var latest = audit.Body!["items"]![0]!;
        Assert.Equal("allowed_domain.added", latest["action"]!.GetValue<string>());
        Assert.Equal("shop.example", latest["target"]!.GetValue<string>());
        Assert.Equal("tenant.created", audit.Body["items"]!.AsArray().Last()!["action"]!.GetValue<string>());
    }
}
