using LiveChat.Browser.Tests.Pages;
using LiveChat.Browser.Tests.Platforms;
using Xunit;

namespace LiveChat.Browser.Tests.Widget;

/// <summary>A fault of the site's set-up: nothing on the page, one line for its owner, and the page stays usable.</summary>
public sealed class FailureTests(DemoPlatform platform, Chromium chromium) : BrowserTest(platform, chromium)
{
    [Fact]
    public async Task WrongDomain_ShowsNoLauncher_AndTellsTheOwnerWhatToAdd()
    {
        var shop = await Shop.OpenAsync(Platform, Ct);
        await shop.AllowAsync("shop.example", Ct);
        await using var site = new CustomerSite(CustomerSite.ModuleSnippet(Platform.Gateway, shop.Id, shop.Token));
        await FailsWithAsync(site, "domain_not_authorized");
    }

    [Fact]
    public async Task RevokedToken_ShowsNoLauncher_AndTellsTheOwner()
    {
        var shop = await Shop.OpenAsync(Platform, Ct);
        await shop.RevokeTokenAsync(Ct);
        await using var site = new CustomerSite(CustomerSite.ModuleSnippet(Platform.Gateway, shop.Id, shop.Token));
        await shop.IsRefusedAsync(Ct);
        await FailsWithAsync(site, "token_revoked");
    }

    [Fact]
    public async Task MangledToken_ShowsNoLauncher_AndTellsTheOwner()
    {
        await using var site = new CustomerSite(CustomerSite.ModuleSnippet(Platform.Gateway, Platform.Demo.TenantId, Platform.Demo.WidgetToken![..^6] + "AAAAAA"));
        await FailsWithAsync(site, "token_invalid");
    }

    [Fact]
    public async Task ExpiredToken_ShowsNoLauncher_AndTellsTheOwner()
    {
        await using var site = new CustomerSite(CustomerSite.ModuleSnippet(Platform.Gateway, Platform.Demo.TenantId, Platform.Demo.WidgetToken!));
        await using var visit = await VisitAsync("about:blank");
        // No token of this platform is older than the test: the refusal is the contract's own, put on the wire here.
        await visit.Page.RouteAsync($"{Platform.Gateway}api/widgets/**", route => route.FulfillAsync(new()
        {
            Status = 401,
            ContentType = "application/problem+json",
            Headers = new Dictionary<string, string> { ["Access-Control-Allow-Origin"] = "*", ["X-Request-Id"] = "expired-request-1" },
            Body = """{"title":"Widget token expired","status":401,"detail":"Mint a new token in the dashboard under Widget.","code":"token_expired","requestId":"expired-request-1","retryable":false}""",
        }));
        await visit.Page.GotoAsync(site.Address.ToString());
        await SaysAsync(visit, "token_expired");
        Assert.Contains("expired-request-1", Assert.Single(visit.OwnerLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PolicyWithoutConnect_TellsTheOwnerWhichLineToAdd()
    {
        var api = Platform.Gateway.GetLeftPart(UriPartial.Authority);
        await using var site = new CustomerSite(
            CustomerSite.TagSnippet(Platform.Gateway, Platform.Demo.TenantId, Platform.Demo.WidgetToken!),
            $"default-src 'none'; script-src {api}");
        var line = await FailsWithAsync(site, "csp_blocked");
        Assert.Contains($"connect-src 'self' {api}", line, StringComparison.Ordinal);
    }

    private async Task<string> FailsWithAsync(CustomerSite site, string code)
    {
        await using var visit = await VisitAsync(site.Address.ToString());
        return await SaysAsync(visit, code);
    }

    private static async Task<string> SaysAsync(Visit visit, string code)
    {
        for (var turns = 0; turns < 150 && !visit.OwnerLines.Any(); turns++)
            await visit.Page.WaitForTimeoutAsync(200);
        var line = Assert.Single(visit.OwnerLines, l => l.Contains(code, StringComparison.Ordinal));
        Assert.Contains("Fix:", line, StringComparison.Ordinal);
        Assert.Equal(0, await visit.Page.Locator("livechat-widget").CountAsync());
        // Nothing invisible lies over the page.
        await visit.Page.Locator("#mine").ClickAsync();
        return line;
    }
}
