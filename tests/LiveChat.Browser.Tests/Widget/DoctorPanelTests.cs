using LiveChat.Browser.Tests.Pages;
using LiveChat.Browser.Tests.Platforms;
using Microsoft.Playwright;
using Xunit;

namespace LiveChat.Browser.Tests.Widget;

/// <summary>The doctor on the customer's page: what only a browser can see, and the whole chain with a link's key.</summary>
public sealed class DoctorPanelTests(DemoPlatform platform, Chromium chromium) : BrowserTest(platform, chromium)
{
    [Theory]
    [InlineData("wrong-domain", "This page's domain", "domain_not_authorized")]
    [InlineData("expired-token", "The widget token", "token_expired")]
    public async Task BrokenLink_IsRed_WithItsFixAndNoSecret(string cause, string title, string code)
    {
        var broken = Platform.Demo.Broken![cause];
        await using var site = new CustomerSite(CustomerSite.ModuleSnippet(Platform.Gateway, broken.TenantId, broken.Token));
        await using var visit = await VisitAsync($"{site.Address}?livechat-doctor");
        var failed = visit.Page.Locator("livechat-doctor li.fail");
        await Assertions.Expect(failed).ToHaveCountAsync(1);
        await Assertions.Expect(failed).ToContainTextAsync(title);
        await Assertions.Expect(failed).ToContainTextAsync(code);
        await Assertions.Expect(failed.Locator(".fix")).Not.ToBeEmptyAsync();
        var text = await visit.Page.Locator("livechat-doctor .doctor").InnerTextAsync();
        Assert.DoesNotContain(broken.Token[..40], text, StringComparison.Ordinal);
        await visit.IsAccessibleAsync();
        Assert.Equal(0, await visit.Launcher.CountAsync());

        // The report is for a mail: the whole chain with the fix, and nothing to keep secret.
        await visit.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Copy report" }).ClickAsync();
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = "Copied" })).ToBeVisibleAsync();
        var report = await visit.Page.EvaluateAsync<string>("navigator.clipboard.readText()");
        Assert.Contains($"code {code}", report, StringComparison.Ordinal);
        Assert.Contains("[pass] script", report, StringComparison.Ordinal);
        Assert.Contains("[skipped] delivery", report, StringComparison.Ordinal);
        Assert.DoesNotContain(broken.Token[..40], report, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Policy_IsNamedByTheBrowserAlone()
    {
        var api = Platform.Gateway.GetLeftPart(UriPartial.Authority);
        await using var site = new CustomerSite(
            CustomerSite.TagSnippet(Platform.Gateway, Platform.Demo.TenantId, Platform.Demo.WidgetToken!), $"default-src 'none'; script-src {api}");
        await using var visit = await VisitAsync($"{site.Address}?livechat-doctor");
        var failed = visit.Page.Locator("livechat-doctor li.fail");
        await Assertions.Expect(failed).ToContainTextAsync("csp_blocked");
        await Assertions.Expect(failed).ToContainTextAsync($"connect-src 'self' {api}");
    }

    [Fact]
    public async Task Option_ShowsTheChain_OfAChatThatWorks()
    {
        await using var site = new CustomerSite(
            CustomerSite.HandleSnippet(Platform.Gateway, Platform.Demo.TenantId, Platform.Demo.WidgetToken!, "doctor: true"));
        await using var visit = await VisitAsync(site.Address.ToString());
        await Assertions.Expect(visit.Page.Locator("livechat-doctor").GetByRole(AriaRole.Status)).ToContainTextAsync("No broken link");
        await Assertions.Expect(visit.Page.Locator("livechat-doctor li.pass", new() { HasText = "This page's domain" })).ToHaveCountAsync(1);
        await Assertions.Expect(visit.Launcher).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Link_ShowsTheWholeChain()
    {
        var shop = await Shop.OpenAsync(Platform, Ct);
        await using var site = new CustomerSite(CustomerSite.ModuleSnippet(Platform.Gateway, shop.Id, shop.Token));
        var link = await shop.StaffAsync(HttpMethod.Post, "doctor/link", new { siteUrl = "https://shop.example/" }, Ct);
        var key = ((string)link!["url"]!).Split("livechat-doctor=")[1];
        await using var visit = await VisitAsync($"{site.Address}?livechat-doctor={key}");
        var assistant = visit.Page.Locator("livechat-doctor li", new() { HasText = "A default assistant" });
        await Assertions.Expect(assistant).ToContainTextAsync("assistant_not_configured");
        // The key is spent and does not stay in the address.
        Assert.DoesNotContain(key, visit.Page.Url, StringComparison.Ordinal);
        var reports = await shop.StaffAsync(HttpMethod.Get, "doctor/reports", null, Ct);
        Assert.Single(reports!["items"]!.AsArray());
    }
}
