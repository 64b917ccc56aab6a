using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using LiveChat.Dashboard.Tests.Pages;
using LiveChat.Dashboard.Tests.Platforms;
using LiveChat.EndToEnd.Tests.Clients;
using Microsoft.Playwright;
using Xunit;

namespace LiveChat.Dashboard.Tests.Session;

/// <summary>Access tokens end and nobody notices; where the session behind them has ended, somebody signs in and goes on.</summary>
public sealed class TokenExpiryTests(ShortTokenDashboard platform, Chromium chromium)
    : DashboardTest(platform, chromium), IClassFixture<ShortTokenDashboard>
{
    [Fact]
    public async Task Tokens_EndOneAfterAnother_TheFeedIsRenewedInPlace_AndNothingIsShown()
    {
        var (_, visitor, id, desk) = await AtAConversationAsync();
        await using var at = desk;
        var tokens = new ConcurrentQueue<string>();
        var sockets = 0;
        desk.Page.WebSocket += (_, socket) =>
        {
            Interlocked.Increment(ref sockets);
            socket.FrameSent += (_, frame) =>
            {
                if (JsonNode.Parse(frame.Text ?? "null") is { } sent && (string?)sent["type"] == "auth")
                    tokens.Enqueue((string)sent["token"]!);
            };
        };
        await GoAsync(desk, $"inbox/{id}");
        await Desk.SeesAsync(desk.Composer);
        await desk.Composer.FillAsync("Half a sen");
        await desk.Page.EvaluateAsync("""
            () => {
              window.shown = [];
              const told = '.banner, .toast, .problem-note, .offer, dialog[open], input[type=password]';
              new MutationObserver(() => { for (const e of document.querySelectorAll(told)) window.shown.push(e.outerHTML.slice(0, 200)); })
                .observe(document.body, { childList: true, subtree: true });
            }
            """);

        // The first token is long over when the fourth is sent.
        for (var sent = 2; sent <= 4; sent++)
            await Eventually.TrueAsync(() => Task.FromResult(tokens.Distinct().Count() >= sent), Ct, $"token {sent}");

        await visitor.SayAsync("Are you still there?", Ct, "handed_off");
        await Assertions.Expect(desk.Bubbles.Filter(new() { HasText = "Are you still there?" })).ToHaveCountAsync(1);
        await Assertions.Expect(desk.Composer).ToHaveValueAsync("Half a sen");
        await desk.SayAsync("Yes, all the time.");
        await Assertions.Expect(desk.Bubbles.Filter(new() { HasText = "Yes, all the time." })).ToHaveCountAsync(1);
        await Assertions.Expect(desk.Page.Locator(".message-pending")).ToHaveCountAsync(0);
        await VisitAsync(desk, "canned");
        await Desk.SeesAsync(desk.Page.GetByRole(AriaRole.Heading, new() { Level = 1 }));
        Assert.Empty(await desk.Page.EvaluateAsync<string[]>("window.shown"));
        Assert.Equal(1, sockets);
    }

    [Fact]
    public async Task Session_EndedElsewhere_AsksToSignIn_AndTheDraftIsThereAfterwards()
    {
        var (tenant, _, id, desk) = await AtAConversationAsync();
        await using var at = desk;
        await desk.Composer.FillAsync("Half a sen");
        var cookie = (await desk.Page.Context.CookiesAsync([Address("/api/auth/refresh").ToString()])).Single(each => each.Name == "lc_refresh");

        // The page is not told: it finds out when it renews.
        (await new Caller(Platform.Gateway).PostAsync("/api/auth/logout", new { }, Ct, ("Cookie", $"{cookie.Name}={cookie.Value}"))).Done();

        await Desk.SeesAsync(desk.Page.GetByLabel("Password"));
        await Desk.SeesAsync(desk.Page.GetByText("Your session has ended. Sign in again to go on where you were; drafts are kept."));
        await desk.IsAccessibleAsync();
        await desk.IsAtAsync($"/inbox/{id}");
        await desk.Page.GetByLabel("E-mail").FillAsync(tenant.Email);
        await desk.Page.GetByLabel("Password").FillAsync(TestTenant.Password);
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await desk.IsLiveAsync();
        await Assertions.Expect(desk.Composer).ToHaveValueAsync("Half a sen");
    }

    private async Task<(TestTenant Tenant, Visitor Visitor, string Id, Desk Desk)> AtAConversationAsync()
    {
        // The tenant's own staff token is as short: what needs it is done at once.
        var tenant = await Platform.TenantAsync(Ct);
        var visitor = tenant.NewVisitor();
        var id = (string)(await visitor.SayAsync("I want a human", Ct, "handed_off"))["conversationId"]!;
        var desk = await OwnerAsync(tenant);
        await desk.OpenAsync(id);
        return (tenant, visitor, id, desk);
    }
}
