using LiveChat.Browser.Tests.Pages;
using LiveChat.Browser.Tests.Platforms;
using Microsoft.Playwright;
using Xunit;

namespace LiveChat.Browser.Tests.Widget;

/// <summary>What a conversation must survive.</summary>
public sealed class ConversationTests(DemoPlatform platform, Chromium chromium) : BrowserTest(platform, chromium)
{
    [Fact]
    public async Task History_AfterAPageChange_IsStillThere()
    {
        await using var visit = await VisitAsync("/demo");
        await visit.OpenAsync();
        await visit.SayAsync("Do you ship to Switzerland?");
        await visit.HearsAsync("12.90");
        await visit.Page.GotoAsync(new Uri(Platform.Gateway, "/demo/help/sizes").ToString());
        // It was open, so it opens again.
        await visit.HearsAsync("12.90");
        Assert.Equal(1, await visit.Panel.GetByText("Do you ship to Switzerland?").CountAsync());
    }

    [Fact]
    public async Task Message_WrittenOffline_GoesOutOnceWhenBack()
    {
        await using var visit = await VisitAsync("/demo");
        await visit.OpenAsync();
        await visit.OfflineAsync(true);
        await visit.SayAsync("Can I wash it at 60°?");
        await Assertions.Expect(visit.Panel.GetByText("Waiting to send")).ToBeVisibleAsync();
        await visit.OfflineAsync(false);
        await visit.HearsAsync("60");
        Assert.Equal(1, await visit.Panel.Locator(".mine .bubble").CountAsync());
    }

    [Fact]
    public async Task Agent_WhoAnswers_IsHeardWithNameAndBadge()
    {
        var shop = await (await Shop.OpenAsync(Platform, Ct)).WithAssistantAsync(Ct);
        await using var site = new CustomerSite(CustomerSite.ModuleSnippet(Platform.Gateway, shop.Id, shop.Token));
        await using var visit = await VisitAsync(site.Address.ToString());
        await visit.OpenAsync();
        await visit.SayAsync("Hello!");
        await Assertions.Expect(visit.Bubbles.Last).ToBeVisibleAsync();
        await visit.Panel.GetByRole(AriaRole.Button, new() { Name = "Close chat" }).ClickAsync();
        await Assertions.Expect(visit.Panel).ToBeHiddenAsync();
        await shop.AnswerAsync("A person speaking: we open at ten.", Ct);
        await Assertions.Expect(visit.Page.Locator("livechat-widget .badge")).ToHaveTextAsync("1");
        await visit.OpenAsync();
        await visit.HearsAsync("we open at ten");
        await Assertions.Expect(visit.Page.Locator("livechat-widget .badge")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Tabs_OfOneVisitor_ShowOneConversation()
    {
        await using var visit = await VisitAsync("/demo");
        await visit.OpenAsync();
        await visit.SayAsync("Do you ship to Switzerland?");
        await visit.HearsAsync("12.90");
        var other = await visit.AnotherTabAsync();
        await other.GotoAsync(new Uri(Platform.Gateway, "/demo/help").ToString());
        await Assertions.Expect(other.Locator("livechat-widget .theirs .bubble").Last).ToContainTextAsync("12.90");
    }

    [Fact]
    public async Task Platform_KilledBetweenMessages_IsFoundAgain()
    {
        await using var visit = await VisitAsync("/demo");
        await visit.OpenAsync();
        await visit.SayAsync("Do you ship to Switzerland?");
        await visit.HearsAsync("12.90");
        var process = Platform.Platform.Process("chat");
        await process.KillAsync();
        await visit.SayAsync("Can I wash it at 60°?");
        process.Start();
        await process.WaitUntilReadyAsync(Ct);
        await visit.HearsAsync("60");
        Assert.Equal(2, await visit.Panel.Locator(".mine .bubble").CountAsync());
    }
}
