using LiveChat.Browser.Tests.Pages;
using LiveChat.Browser.Tests.Platforms;
using Microsoft.Playwright;
using Xunit;

namespace LiveChat.Browser.Tests.Widget;

/// <summary>What a site owner pastes, on a page of another origin.</summary>
public sealed class SnippetTests(DemoPlatform platform, Chromium chromium) : BrowserTest(platform, chromium)
{
    [Fact]
    public async Task Module_OnAnotherSite_AnswersTheVisitor()
    {
        await using var site = new CustomerSite(CustomerSite.ModuleSnippet(Platform.Gateway, Platform.Demo.TenantId, Platform.Demo.WidgetToken!));
        await using var visit = await VisitAsync(site.Address.ToString());
        await visit.OpenAsync();
        await visit.SayAsync("Do you ship to Switzerland?");
        await visit.HearsAsync("12.90");
        await Assertions.Expect(visit.Panel.GetByRole(AriaRole.Link, new() { Name = "Shipping" })).ToBeVisibleAsync();
        Assert.Empty(visit.OwnerLines);
        Assert.Equal("undefined", await visit.Page.EvaluateAsync<string>("typeof window.ChatWidget"));
    }

    [Theory]
    [InlineData("localhost", "127.0.0.1")]
    [InlineData("127.0.0.1", "localhost")]
    public async Task Module_LoadedFromAnotherHostThanItsApi_AsksTheApi(string scriptHost, string apiHost)
    {
        var script = new UriBuilder(Platform.Gateway) { Host = scriptHost }.Uri;
        var api = new UriBuilder(Platform.Gateway) { Host = apiHost }.Uri;
        await using var site = new CustomerSite(CustomerSite.ModuleSnippet(api, Platform.Demo.TenantId, Platform.Demo.WidgetToken!, script));
        await using var visit = await VisitAsync(site.Address.ToString());
        await visit.OpenAsync();
        await visit.SayAsync("Do you ship to Switzerland?");
        await visit.HearsAsync("12.90");
        var asked = await visit.AskedAsync();
        var calls = asked.Where(address => address.AbsolutePath.StartsWith("/api/", StringComparison.Ordinal)).ToList();
        Assert.Contains(calls, address => address.AbsolutePath.EndsWith("/chat", StringComparison.Ordinal));
        Assert.All(calls, address => Assert.Equal(api.Authority, address.Authority));
        Assert.Contains(asked, address => address == new Uri(script, "/web-widget.js"));
        Assert.Empty(visit.OwnerLines);
    }

    [Fact]
    public async Task Classic_WithApiAndBearerPasted_AnswersTheVisitor()
    {
        await using var site = new CustomerSite(CustomerSite.ClassicSnippet(Platform.Gateway, Platform.Demo.TenantId, Platform.Demo.WidgetToken!));
        await using var visit = await VisitAsync(site.Address.ToString());
        await visit.OpenAsync();
        await visit.SayAsync("Hello!");
        await Assertions.Expect(visit.Bubbles.Last).ToBeVisibleAsync();
        Assert.Empty(visit.OwnerLines);
    }

    [Fact]
    public async Task Tag_UnderAStrictPolicy_NeedsScriptAndConnectAlone()
    {
        var api = Platform.Gateway.GetLeftPart(UriPartial.Authority);
        await using var site = new CustomerSite(
            CustomerSite.TagSnippet(Platform.Gateway, Platform.Demo.TenantId, Platform.Demo.WidgetToken!),
            $"default-src 'none'; script-src {api}; connect-src {api}");
        await using var visit = await VisitAsync(site.Address.ToString());
        await visit.OpenAsync();
        await visit.SayAsync("Can I wash it at 60°?");
        await visit.HearsAsync("60");
        Assert.DoesNotContain(visit.Console, line => line.Contains("Content Security Policy", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Twice_OnOnePage_RendersOneWidget()
    {
        var snippet = CustomerSite.ModuleSnippet(Platform.Gateway, Platform.Demo.TenantId, Platform.Demo.WidgetToken!);
        var classic = CustomerSite.ClassicSnippet(Platform.Gateway, Platform.Demo.TenantId, Platform.Demo.WidgetToken!);
        await using var site = new CustomerSite(snippet + classic + snippet);
        await using var visit = await VisitAsync(site.Address.ToString());
        await Assertions.Expect(visit.Launcher).ToBeVisibleAsync();
        Assert.Equal(1, await visit.Page.Locator("livechat-widget").CountAsync());
    }
}
