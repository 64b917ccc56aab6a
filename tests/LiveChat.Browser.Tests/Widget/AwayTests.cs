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
        await visit.CloseAsync();
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
        await visit.ChooseAsync("Turn sound on");
        await visit.CloseAsync();
        await shop.AnswerAsync(Answer, Ct);
        await Assertions.Expect(visit.Page).ToHaveTitleAsync("(1) A customer's page");
        await visit.Page.WaitForFunctionAsync("window.notes > 0");
    }

    [Fact]
    public async Task ClosedPanels_OfTwoTabs_OneReadsForBoth_AndTheOtherTakesItsPlace()
    {
        var (shop, site) = await ShopAsync();
        await using var _ = site;
        await using var visit = await TalkAsync(site);
        await visit.CloseAsync();
        var readers = new ConcurrentDictionary<IPage, int>();
        IPage[] tabs = [visit.Page, await visit.AnotherTabAsync()];
        foreach (var tab in tabs)
        {
            tab.Request += (_, request) =>
            {
                if (request.Url.Contains("wait=", StringComparison.Ordinal)) readers.AddOrUpdate(tab, 1, (_, n) => n + 1);
            };
            // A page of its own for each: neither has loaded the conversation, only the count of what is unread.
            await tab.GotoAsync(site.Address.ToString());
            await Assertions.Expect(tab.Locator("livechat-widget .launcher")).ToBeVisibleAsync();
        }

        await shop.AnswerAsync(Answer, Ct);
        foreach (var tab in tabs)
            await Assertions.Expect(tab).ToHaveTitleAsync("(1) A customer's page");
        var reader = Assert.Single(readers.Keys);
        await reader.CloseAsync();
        await shop.AnswerAsync("And we close at six.", Ct);
        var left = tabs.Single(tab => tab != reader);
        await Assertions.Expect(left).ToHaveTitleAsync("(2) A customer's page");

        // What is read in one tab is read in all.
        var third = await visit.AnotherTabAsync();
        await third.GotoAsync($"{site.Address}#livechat");
        await Assertions.Expect(third.Locator("livechat-widget .theirs .bubble").Last).ToContainTextAsync("close at six");
        await Assertions.Expect(left).ToHaveTitleAsync("A customer's page");
    }

    [Fact]
    public async Task Link_OpensThePanel_AtTheConversationOfThisBrowser_AndLeavesTheAddress()
    {
        var (_, site) = await ShopAsync();
        await using var __ = site;
        await using var stranger = await VisitAsync($"{site.Address}#livechat", 360, 640);
        await Assertions.Expect(stranger.Panel).ToBeVisibleAsync();
        Assert.Equal(0, await stranger.Bubbles.CountAsync());
        Assert.Equal(site.Address.ToString(), stranger.Page.Url);

        await using var visit = await TalkAsync(site);
        await visit.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(visit.Panel).ToBeHiddenAsync();
        await visit.Page.GotoAsync("about:blank");
        await visit.Page.GotoAsync($"{site.Address}?a=1#livechat");
        await Assertions.Expect(visit.Bubbles.Last).ToBeVisibleAsync();
        await Assertions.Expect(visit.Panel.GetByText("Hello!", new() { Exact = true })).ToBeVisibleAsync();
        Assert.Equal($"{site.Address}?a=1", visit.Page.Url);

        // A link on the page does the same, as often as it is followed.
        for (var turn = 0; turn < 2; turn++)
        {
            // The panel takes the keyboard one frame after it is seen.
            await Assertions.Expect(visit.Box).ToBeFocusedAsync();
            await visit.Page.Keyboard.PressAsync("Escape");
            await Assertions.Expect(visit.Panel).ToBeHiddenAsync();
            await visit.Page.EvaluateAsync("location.hash = 'livechat'");
            await Assertions.Expect(visit.Panel).ToBeVisibleAsync();
        }
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
