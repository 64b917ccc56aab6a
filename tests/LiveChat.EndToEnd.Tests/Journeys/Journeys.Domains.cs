using LiveChat.EndToEnd.Tests.Clients;
using Xunit;

namespace LiveChat.EndToEnd.Tests.Journeys;

public abstract partial class Journeys
{
    private static readonly (string, string) OurShop = ("Origin", "https://shop.example");
    private static readonly string[] ExposedHeaders = ["X-Request-Id", "Retry-After", "RateLimit", "RateLimit-Policy"];
    private static readonly (string, string) ForeignShop = ("Origin", "https://foreign.example");

    [Fact]
    public async Task Domain_NotListed_403ReadableByThePage()
    {
        var tenant = await TenantAsync();
        (await tenant.Staff.PostAsync($"{tenant.Route}/widget/allowed-domains", new { domain = "https://shop.example/cart?x=1" }, Ct)).Done();

        var refused = await Eventually.AnswerAsync(() => tenant.Widget.PostAsync(tenant.ChatRoute, Hello, Ct, ForeignShop), a => a.Status != 200, Ct);

        var problem = refused.Refused(403, "domain_not_authorized");
        Assert.Equal("Domain not authorized", (string?)problem["title"]);
        Assert.Equal("https://foreign.example", (string?)problem["origin"]);
        Assert.Equal("https://foreign.example", refused.Header("Access-Control-Allow-Origin"));
        (await tenant.Widget.PostAsync(tenant.ChatRoute, Hello, Ct, OurShop)).Done();
        // A server sends neither Origin nor Referer.
        (await tenant.Widget.PostAsync(tenant.ChatRoute, Hello, Ct)).Done();
        (await tenant.Widget.PostAsync(tenant.ChatRoute, Hello, Ct, ("Referer", "https://foreign.example/page"))).Refused(403, "domain_not_authorized");
    }

    [Fact]
    public async Task Preflight_OfAnyPage_IsAlwaysAdmitted()
    {
        var tenant = await NoAssistantTenantAsync();
        (await tenant.Staff.PostAsync($"{tenant.Route}/widget/allowed-domains", new { domain = "shop.example" }, Ct)).Done();

        var answer = await Anonymous.SendAsync(
            HttpMethod.Options, tenant.ChatRoute, null, Ct, ForeignShop,
            ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "authorization,content-type,x-session-key"));

        Assert.Equal(204, answer.Status);
        Assert.Equal("https://foreign.example", answer.Header("Access-Control-Allow-Origin"));
        Assert.Equal("7200", answer.Header("Access-Control-Max-Age"));
        Assert.Null(answer.Header("Access-Control-Allow-Credentials"));
        Assert.Contains("Origin", answer.Header("Vary"), StringComparison.Ordinal);
        foreach (var header in new[] { "Authorization", "Content-Type", "X-Session-Key", "Idempotency-Key", "X-Request-Id", "Last-Event-ID", "X-Doctor-Key" })
            Assert.Contains(header, answer.Header("Access-Control-Allow-Headers"), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task CorsHeaders_OfEveryAnswer_LetThePageReadIt()
    {
        var tenant = await TenantAsync();
        var answers = new[]
        {
            await tenant.Widget.PostAsync(tenant.ChatRoute, Hello, Ct, OurShop),
            await tenant.Widget.PostAsync(tenant.ChatRoute, "{", Ct, OurShop),
            await Anonymous.PostAsync(tenant.ChatRoute, Hello, Ct, OurShop),
            await tenant.Widget.GetAsync($"{tenant.ChatRoute}/nobody/messages", Ct, OurShop),
            await tenant.Widget.PostAsync(tenant.ChatRoute, new { sessionId = "s", message = new string('x', 70_000) }, Ct, OurShop),
            await tenant.Widget.GetAsync($"/api/widgets/{tenant.Id}/nothing", Ct, OurShop),
        };

        Assert.Equal("200 400 401 404 413 404", string.Join(' ', answers.Select(a => a.Status)));
        Assert.All(answers, answer =>
        {
            Assert.Equal("https://shop.example", answer.Header("Access-Control-Allow-Origin"));
            Assert.Contains("Origin", answer.Header("Vary"), StringComparison.Ordinal);
            foreach (var name in ExposedHeaders)
                Assert.Contains(name, answer.Header("Access-Control-Expose-Headers"), StringComparison.OrdinalIgnoreCase);
        });
    }

    [Fact]
    public async Task StaffRoutes_ForPagesOfOtherSites_GrantNothing()
    {
        var tenant = await NoAssistantTenantAsync();

        var answer = await tenant.Staff.GetAsync($"{tenant.Route}/conversations", Ct, ForeignShop);

        Assert.Null(answer.Header("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task WidgetConfig_OfTheTenant_AsTheContractSays()
    {
        var tenant = await TenantAsync();

        var answer = await tenant.Widget.GetAsync($"/api/widgets/{tenant.Id}/config?locale=de", Ct, OurShop);

        var config = answer.Ok();
        Assert.True((bool)config["success"]!);
        Assert.NotNull(config["config"]!["assistantId"]);
        var widget = config["config"]!["widget"]!.AsObject();
        foreach (var member in new[] { "primaryColor", "position", "theme", "greeting", "avatarUrl", "headerLogoUrl", "headerWordmarkUrl", "companyName", "preChatForm", "consent", "availability", "suggestions", "contactEmail", "features", "proactive", "texts", "locale", "supportedLocales" })
            Assert.True(widget.ContainsKey(member), $"config.widget has no '{member}'");
        Assert.Contains("max-age=60", answer.Header("Cache-Control"), StringComparison.Ordinal);
        (await Anonymous.GetAsync($"/api/widgets/{tenant.Id}/config", Ct)).Refused(401, "token_missing");
    }

    [Fact]
    public async Task SigningKeys_ArePublicAndOnlyPublic()
    {
        var key = Assert.Single((await Anonymous.GetAsync("/.well-known/jwks.json", Ct)).Ok()["keys"]!.AsArray(), k => (string?)k!["kty"] == "EC");

        Assert.Equal("P-256", (string?)key!["crv"]);
        Assert.Null(key["d"]);
    }
}
