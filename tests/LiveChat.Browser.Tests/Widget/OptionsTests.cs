using LiveChat.Browser.Tests.Pages;
using LiveChat.Browser.Tests.Platforms;
using Microsoft.Playwright;
using Xunit;

namespace LiveChat.Browser.Tests.Widget;

/// <summary>What a site owner can set in the snippet, and later by <c>update</c>.</summary>
public sealed class OptionsTests(DemoPlatform platform, Chromium chromium) : BrowserTest(platform, chromium)
{
    private const string Dot = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>";

    [Fact]
    public async Task Options_WinOverTheTenant_AndUpdateFollows()
    {
        await using var site = Site($$"""
            apiUrl: "{{Platform.Gateway}}api/", primaryColor: "#ffd400", companyName: "Acme", position: "top-left", theme: "dark", locale: "de-AT",
            avatarUrl: "{{Dot}}#avatar", headerLogoUrl: "{{Dot}}#logo", headerWordmarkUrl: "{{Dot}}#wordmark", zIndex: 77, offset: { x: 7, y: 9 },
            open: true, nonce: "n0nce"
            """);
        await using var visit = await VisitAsync(site.Address.ToString());
        await Assertions.Expect(visit.Panel).ToBeVisibleAsync();
        var stage = visit.Page.Locator("livechat-widget .stage");
        await Assertions.Expect(stage).ToHaveAttributeAsync("data-theme", "dark");
        await Assertions.Expect(visit.Panel).ToHaveAttributeAsync("aria-label", "Chat mit Acme");
        Assert.Equal((7, 9), await PlaceAsync(visit));
        Assert.Equal("77", await stage.EvaluateAsync<string>("e => getComputedStyle(e).zIndex"));
        // A light colour gets dark text.
        Assert.Equal("rgb(255, 212, 0)|rgb(17, 18, 22)", await visit.Launcher.EvaluateAsync<string>(
            "e => { const s = e.getRootNode().querySelector('.send'); s.disabled = false; const c = getComputedStyle(s); return c.backgroundColor + '|' + c.color }"));
        foreach (var (part, name) in new[] { (".head .avatar img", "avatar"), (".logo", "logo"), (".wordmark", "wordmark") })
            Assert.EndsWith("#" + name, await visit.Panel.Locator(part).GetAttributeAsync("src"), StringComparison.Ordinal);

        await visit.Page.EvaluateAsync("chat.update({ position: 'bottom-right', theme: 'light', offset: 30, companyName: 'Other', tenantId: 'mine' })");
        await Assertions.Expect(stage).ToHaveAttributeAsync("data-corner", "bottom-right");
        await Assertions.Expect(stage).ToHaveAttributeAsync("data-theme", "light");
        await Assertions.Expect(visit.Panel).ToHaveAttributeAsync("aria-label", "Chat mit Other");
        Assert.Equal((1280 - 30 - 60, 800 - 30 - 60), await PlaceAsync(visit));
    }

    [Fact]
    public async Task RightToLeft_CornersStayWhereTheyAre()
    {
        await using var site = Site("position: 'bottom-left'", "lang=\"ar\" dir=\"rtl\"");
        await using var visit = await VisitAsync(site.Address.ToString());
        await Assertions.Expect(visit.Launcher).ToBeVisibleAsync();
        Assert.Equal(20, (await PlaceAsync(visit)).X);
        await visit.OpenAsync();
        Assert.Equal(20, (int)(await visit.Panel.BoundingBoxAsync())!.X);
        await Assertions.Expect(visit.Panel).ToHaveAttributeAsync("dir", "rtl");
        await Assertions.Expect(visit.Panel).ToHaveAttributeAsync("lang", "ar");
        // The placeholder goes the way of its language, an English message its own.
        Assert.Equal("rtl", await visit.Box.EvaluateAsync<string>("e => getComputedStyle(e).direction"));
        await visit.Box.FillAsync("Hello");
        Assert.Equal("ltr", await visit.Box.EvaluateAsync<string>("e => getComputedStyle(e).direction"));
        await visit.IsAccessibleAsync();
    }

    [Fact]
    public async Task Launcher_False_AndHideOnMobile_LeaveThePageAlone()
    {
        await using var bare = Site("launcher: false");
        await using var visit = await VisitAsync(bare.Address.ToString());
        await visit.Page.WaitForFunctionAsync("window.chat");
        await visit.Page.Locator("#mine").FocusAsync();
        await visit.Page.EvaluateAsync("chat.open()");
        await Assertions.Expect(visit.Panel).ToBeVisibleAsync();
        await Assertions.Expect(visit.Launcher).ToBeHiddenAsync();
        await visit.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(visit.Page.Locator("#mine")).ToBeFocusedAsync();

        await using var small = Site("hideOnMobile: true");
        await using var phone = await VisitAsync(small.Address.ToString(), 360, 640);
        await phone.Page.WaitForFunctionAsync("document.querySelector('livechat-widget')");
        await Assertions.Expect(phone.Launcher).ToBeHiddenAsync();
        await phone.Page.SetViewportSizeAsync(1280, 800);
        await Assertions.Expect(phone.Launcher).ToBeVisibleAsync();
    }

    [Fact]
    public async Task KnownVisitor_IsNotAskedAgain_AndReachesTheServer()
    {
        var shop = await (await Shop.OpenAsync(Platform, Ct)).WithAssistantAsync(Ct);
        await shop.SetWidgetAsync("""{"preChatForm":{"name":"required","email":"required"}}""", Ct);
        await using var site = new CustomerSite(CustomerSite.HandleSnippet(Platform.Gateway, shop.Id, shop.Token,
            "visitor: { name: 'Ann Smith', email: 'ann@shop.example', externalId: 'c-7', attributes: { plan: 'gold' } }"));
        await using var visit = await VisitAsync(site.Address.ToString());
        await visit.OpenAsync();
        await Assertions.Expect(visit.Box).ToBeVisibleAsync();
        await Assertions.Expect(visit.Panel.Locator(".hello")).ToContainTextAsync("Ann");
        await visit.SayAsync("Do you ship to Switzerland?");
        await visit.HearsAsync("14.90");
        var list = await shop.StaffAsync(HttpMethod.Get, "conversations", null, Ct);
        var visitor = list!["items"]![0]!["visitor"]!;
        Assert.Equal(("Ann Smith", "ann@shop.example", "c-7"), ((string?)visitor["name"], (string?)visitor["email"], (string?)visitor["externalId"]));
    }

    [Fact]
    public async Task TokenFunction_IsAskedForTheToken()
    {
        await using var site = new CustomerSite($$"""
            <script type="module">
            import { renderWebWidget } from "{{Platform.Gateway}}web-widget.js";
            window.minted = 0;
            renderWebWidget({ tenantId: "{{Platform.Demo.TenantId}}", token: async () => { window.minted++; return "Bearer {{Platform.Demo.WidgetToken}}"; } });
            </script>
            """);
        await using var visit = await VisitAsync(site.Address.ToString());
        await visit.OpenAsync();
        await visit.SayAsync("Do you ship to Switzerland?");
        await visit.HearsAsync("12.90");
        Assert.Equal(1, await visit.Page.EvaluateAsync<int>("window.minted"));
    }

    private CustomerSite Site(string options, string html = "lang=\"en\"") =>
        new(CustomerSite.HandleSnippet(Platform.Gateway, Platform.Demo.TenantId, Platform.Demo.WidgetToken!, options), html: html);

    private static async Task<(int X, int Y)> PlaceAsync(Visit visit)
    {
        var box = await visit.Launcher.BoundingBoxAsync();
        return ((int)box!.X, (int)box.Y);
    }
}
