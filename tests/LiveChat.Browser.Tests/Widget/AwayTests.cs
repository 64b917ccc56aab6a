using System.Collections.Concurrent;
using LiveChat.Browser.Tests.Pages;
using LiveChat.Browser.Tests.Platforms;
using Microsoft.Playwright;
using Xunit;

namespace LiveChat.Browser.Tests.Widget;

/// <summary>A visitor who looks elsewhere while a person answers.</summary>
public sealed class AwayTests(DemoPlatform platform, Chromium chromium) : BrowserTest(platform, chromium)
{
    private const string Answer = "A person speaking: we open at ten.";

    // A page of Playwright's is never hidden, and a sound leaves no trace: both are put where the widget looks for them.
    private const string Instruments =
        """
        let hidden = false;
        Object.defineProperty(Document.prototype, "visibilityState", { get: () => (hidden ? "hidden" : "visible"), configurable: true });
        window.hide = (on) => { hidden = on; document.dispatchEvent(new Event("visibilitychange")); };
        window.notes = 0; window.unread = [];
        const start = OscillatorNode.prototype.start;
        OscillatorNode.prototype.start = function (at) { window.notes++; return start.call(this, at); };
        addEventListener("livechat:unread", (e) => window.unread.push(e.detail.count));
        """;

    [Fact]
    public async Task ClosedPanel_CountsInTheTitle_AndTellsThePage()
    {
        var (shop, site) = await ShopAsync();
        await using var _ = site;
        await using var visit = await TalkAsync(site);
        await visit.Panel.GetByRole(AriaRole.Button, new() { Name = "Close chat" }).ClickAsync();
        await Assertions.Expect(visit.Panel).ToBeHiddenAsync();
        await shop.AnswerAsync(Answer, Ct);
        await Assertions.Expect(visit.Page).ToHaveTitleAsync("(1) A customer's page");
        await visit.OpenAsync();
        await visit.HearsAsync(Answer);
        await Assertions.Expect(visit.Page).ToHaveTitleAsync("A customer's page");
        Assert.Equal("1,0", await visit.Page.EvaluateAsync<string>("window.unread.join()"));
        Assert.Equal(0, await visit.Page.EvaluateAsync<int>("window.notes"));
    }

    [Fact]
    public async Task HiddenTab_AsksNothing_AndCatchesUpAtOnceWhenItShows()
    {
        var (shop, site) = await ShopAsync();
        await using var _ = site;
        await using var visit = await TalkAsync(site);
        var asked = new ConcurrentQueue<string>();
        await visit.Page.EvaluateAsync("window.hide(true)");
        visit.Page.Request += (_, request) => asked.Enqueue(request.Url);
        await shop.AnswerAsync(Answer, Ct);
        Assert.Empty(asked);
        Assert.Equal(0, await visit.Bubbles.GetByText(Answer).CountAsync());
        await visit.Page.EvaluateAsync("window.hide(false)");
        await visit.HearsAsync(Answer);
        Assert.Contains(asked, url => url.Contains("/messages", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Sound_OnlyWhereTheVisitorTurnedItOn()
    {
        var (shop, site) = await ShopAsync();
        await using var _ = site;
        await using var visit = await TalkAsync(site);
        await visit.Panel.GetByRole(AriaRole.Button, new() { Name = "More options" }).ClickAsync();
        await visit.Panel.GetByText("Turn sound on").ClickAsync();
        await visit.Panel.GetByRole(AriaRole.Button, new() { Name = "Close chat" }).ClickAsync();
        await Assertions.Expect(visit.Panel).ToBeHiddenAsync();
        await shop.AnswerAsync(Answer, Ct);
        await Assertions.Expect(visit.Page).ToHaveTitleAsync("(1) A customer's page");
        await visit.Page.WaitForFunctionAsync("window.notes > 0");
    }

    private async Task<(Shop Shop, CustomerSite Site)> ShopAsync()
    {
        var shop = await (await Shop.OpenAsync(Platform, Ct)).WithAssistantAsync(Ct);
        return (shop, new CustomerSite(CustomerSite.ModuleSnippet(Platform.Gateway, shop.Id, shop.Token)));
    }

    private async Task<Visit> TalkAsync(CustomerSite site)
    {
        var visit = await VisitAsync("about:blank");
        await visit.Page.AddInitScriptAsync(Instruments);
        await visit.Page.GotoAsync(site.Address.ToString());
        await visit.OpenAsync();
        await visit.SayAsync("Hello!");
        await Assertions.Expect(visit.Bubbles.Last).ToBeVisibleAsync();
        return visit;
    }
}
