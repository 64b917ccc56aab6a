using LiveChat.Browser.Tests.Pages;
using LiveChat.Browser.Tests.Platforms;
using Microsoft.Playwright;
using Xunit;

namespace LiveChat.Browser.Tests.Widget;

/// <summary>What the widget asks before the first message, and what it says by itself.</summary>
public sealed class EntryTests(DemoPlatform platform, Chromium chromium) : BrowserTest(platform, chromium)
{
    [Fact]
    public async Task FormAndConsent_AreAskedOnce_ByKeyboard_AndReachTheServer()
    {
        var shop = await (await Shop.OpenAsync(Platform, Ct)).WithAssistantAsync(Ct);
        await shop.SetWidgetAsync("""
            {"preChatForm":{"name":"off","email":"required"},"consent":{"required":true,"text":{"en":"We keep what you write."},"privacyUrl":"https://shop.example/privacy"}}
            """, Ct);
        await using var site = new CustomerSite(CustomerSite.ModuleSnippet(Platform.Gateway, shop.Id, shop.Token));
        await using var visit = await VisitAsync(site.Address.ToString(), 360, 640);
        await visit.OpenAsync();
        await visit.IsAccessibleAsync();
        var email = visit.Panel.GetByLabel("Your e-mail");
        await email.FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(visit.Panel.GetByText("Please agree first.")).ToBeVisibleAsync();
        await Assertions.Expect(email).ToBeFocusedAsync();
        await visit.IsAccessibleAsync();
        await visit.Page.Keyboard.TypeAsync("ann@shop.example");
        await visit.Page.Keyboard.PressAsync("Tab");
        await visit.Page.Keyboard.PressAsync("Space");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(visit.Box).ToBeVisibleAsync();
        await visit.SayAsync("Do you ship to Switzerland?");
        await visit.HearsAsync("14.90");
        var list = await shop.StaffAsync(HttpMethod.Get, "conversations", null, Ct);
        Assert.Equal("ann@shop.example", (string?)list!["items"]![0]!["visitor"]!["email"]);

        // A new conversation of the same visitor asks nothing again.
        await visit.Panel.GetByRole(AriaRole.Button, new() { Name = "More options" }).ClickAsync();
        await visit.Panel.GetByRole(AriaRole.Menuitem, new() { Name = "Start a new conversation" }).ClickAsync();
        await Assertions.Expect(visit.Box).ToBeVisibleAsync();
        Assert.Empty(visit.OwnerLines);
    }

    [Fact]
    public async Task ProactiveMessage_ShowsOnce_AndGreetsInThePanel()
    {
        var shop = await (await Shop.OpenAsync(Platform, Ct)).WithAssistantAsync(Ct);
        await shop.SetWidgetAsync("""{"proactive":[{"trigger":"time","value":1,"text":{"en":"Not sure about your size?"}}]}""", Ct);
        await using var site = new CustomerSite(CustomerSite.TagSnippet(Platform.Gateway, shop.Id, shop.Token));
        await using var visit = await VisitAsync(site.Address.ToString());
        var teaser = visit.Page.Locator("livechat-widget .teaser");
        await Assertions.Expect(teaser).ToContainTextAsync("Not sure about your size?");
        await visit.IsAccessibleAsync();
        await teaser.Locator(".take").ClickAsync();
        await Assertions.Expect(visit.Panel.GetByRole(AriaRole.Heading)).ToHaveTextAsync("Not sure about your size?");
        await visit.Page.ReloadAsync();
        await Assertions.Expect(visit.Launcher).ToBeVisibleAsync();
        await visit.Page.WaitForTimeoutAsync(2000);
        Assert.Equal(0, await teaser.CountAsync());
    }

    [Fact]
    public async Task Quota_UsedUp_GivesTheTextBack_AndTellsTheOwner()
    {
        var broken = Platform.Demo.Broken!["quota"];
        await using var site = new CustomerSite(CustomerSite.ModuleSnippet(Platform.Gateway, broken.TenantId, broken.Token));
        await using var visit = await VisitAsync(site.Address.ToString());
        await visit.OpenAsync();
        await visit.SayAsync("Do you ship to Switzerland?");
        await Assertions.Expect(visit.Panel.GetByRole(AriaRole.Alert)).ToContainTextAsync("hello@loomandlarch.example");
        await Assertions.Expect(visit.Box).ToHaveValueAsync("Do you ship to Switzerland?");
        Assert.Contains("usage_limit_reached", Assert.Single(visit.OwnerLines), StringComparison.Ordinal);
    }
}
