using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using LiveChat.AppHost.Seeding;
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
    public async Task HeldReply_VisitorSeesTheWaitingTextAndThenTheApprovedReply_AndTheOwnerNoFault()
    {
        await using var visit = await VisitAsync("/demo/break/held");
        await Assertions.Expect(visit.Launcher).ToBeVisibleAsync();
        await visit.Page.Locator("#write").ClickAsync();
        var waiting = visit.Panel.Locator(".note", new() { HasText = "A colleague is checking the answer before it is sent." });
        await Assertions.Expect(waiting).ToHaveCountAsync(1);
        await Assertions.Expect(visit.Panel).Not.ToContainTextAsync("12.90");

        await ApproveAsync(Platform.Demo.Broken!["held"]);

        await Assertions.Expect(visit.Panel).ToContainTextAsync("12.90");
        await Assertions.Expect(waiting).ToHaveCountAsync(0);
        Assert.Empty(visit.OwnerLines);
    }

    private async Task ApproveAsync(BrokenTenant shop)
    {
        using var http = new HttpClient { BaseAddress = Platform.Gateway };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", shop.ReviewKey);
        // The queue hears of the held reply by an event.
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            var queue = await http.GetFromJsonAsync<JsonObject>($"/api/tenants/{shop.TenantId}/reviews?status=pending", limit.Token);
            if (queue!["items"]!.AsArray() is [{ } review, ..])
            {
                using var approved = await http.PostAsJsonAsync($"/api/tenants/{shop.TenantId}/reviews/{review["id"]}/approve", new { }, limit.Token);
                approved.EnsureSuccessStatusCode();
                return;
            }

            await Task.Delay(100, limit.Token);
        }
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
