using LiveChat.Browser.Tests.Pages;
using LiveChat.Browser.Tests.Platforms;
using Microsoft.Playwright;
using Xunit;

namespace LiveChat.Browser.Tests.Demo;

/// <summary>/demo/break: a switch per cause; what the visitor sees, what the owner is told.</summary>
public sealed class BreakPagesTests(DemoPlatform platform, Chromium chromium) : BrowserTest(platform, chromium)
{
    [Theory]
    [InlineData("/demo/break", "token_expired")]
    [InlineData("/demo/break/wrong-domain", "domain_not_authorized")]
    [InlineData("/demo/break/csp", "csp_blocked")]
    public async Task SetupFault_ShowsNoLauncher_AndOneLine(string address, string code)
    {
        await using var visit = await VisitAsync(address);
        await Assertions.Expect(visit.Page.Locator("#told li", new() { HasText = "Console" })).ToContainTextAsync(code);
        Assert.Single(visit.OwnerLines);
        Assert.Equal(0, await visit.Launcher.CountAsync());
    }

    [Theory]
    [InlineData("/demo/break/no-assistant", "assistant_not_configured")]
    [InlineData("/demo/break/quota", "usage_limit_reached")]
    public async Task RefusedMessage_StaysInTheBox(string address, string code)
    {
        await using var visit = await VisitAsync(address);
        await Assertions.Expect(visit.Launcher).ToBeVisibleAsync();
        await visit.Page.Locator("#write").ClickAsync();
        await Assertions.Expect(visit.Box).ToHaveValueAsync("Do you ship to Switzerland?");
        await Assertions.Expect(visit.Page.Locator("#told li", new() { HasText = "Console" })).ToContainTextAsync(code);
    }

    [Fact]
    public async Task HeldReply_TellsTheVisitorToWait_AndTheOwnerNoFault()
    {
        await using var visit = await VisitAsync("/demo/break/held");
        await Assertions.Expect(visit.Launcher).ToBeVisibleAsync();
        await visit.Page.Locator("#write").ClickAsync();
        await Assertions.Expect(visit.Panel.Locator(".note")).ToHaveCountAsync(1);
        Assert.Empty(visit.OwnerLines);
    }

    [Fact]
    public async Task Playground_BuildsTheSnippet_AndTheChatFollows()
    {
        await using var visit = await VisitAsync("/demo/playground");
        await Assertions.Expect(visit.Launcher).ToBeVisibleAsync();
        await visit.IsAccessibleAsync();
        await visit.Page.Locator("[name=position]").SelectOptionAsync("top-left");
        await visit.Page.Locator("[name=form]").SelectOptionAsync("tag");
        await Assertions.Expect(visit.Page.Locator("#snippet")).ToContainTextAsync("data-position=\"top-left\"");
        await Assertions.Expect(visit.Page.Locator("livechat-widget .stage")).ToHaveAttributeAsync("data-corner", "top-left");
    }
}
