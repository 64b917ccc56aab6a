using System.Globalization;
using System.Text.Json.Nodes;
using LiveChat.Dashboard.Tests.Pages;
using LiveChat.Dashboard.Tests.Platforms;
using LiveChat.EndToEnd.Tests.Clients;
using Microsoft.Playwright;
using Xunit;

namespace LiveChat.Dashboard.Tests.Session;

/// <summary>The end of a session is said before it comes, and costs no draft.</summary>
public sealed class SessionEndTests(StandaloneDashboard platform, Chromium chromium) : DashboardTest(platform, chromium)
{
    [Fact]
    public async Task End_IsWarnedBefore_AndTheDraftIsThereAfterSigningInAgain()
    {
        var tenant = await Platform.TenantAsync(Ct);
        var id = (string)(await tenant.NewVisitor().SayAsync("I want a human", Ct, "handed_off"))["conversationId"]!;
        await using var desk = await OwnerAsync(tenant);
        // The server's own answer, with an end that is a hundred seconds away instead of ninety days.
        await desk.Page.RouteAsync("**/api/auth/refresh", async route =>
        {
            var answer = await route.FetchAsync();
            var grant = JsonNode.Parse(await answer.TextAsync())!;
            Assert.NotNull(grant["sessionEndsAt"]);
            grant["sessionEndsAt"] = DateTimeOffset.UtcNow.AddSeconds(100).ToString("O", CultureInfo.InvariantCulture);
            await route.FulfillAsync(new() { Response = answer, Body = grant.ToJsonString() });
        });
        await desk.Page.GotoAsync(Address($"/dashboard/inbox/{id}").ToString());

        await desk.Composer.FillAsync("Half a sen");
        await Desk.SeesAsync(desk.Page.GetByText("Your session ends in").First);
        await desk.IsAccessibleAsync();
        await desk.Page.UnrouteAsync("**/api/auth/refresh");
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in again now" }).ClickAsync();
        await desk.Page.GetByLabel("E-mail").FillAsync(tenant.Email);
        await desk.Page.GetByLabel("Password").FillAsync(TestTenant.Password);
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();

        await Assertions.Expect(desk.Composer).ToHaveValueAsync("Half a sen");
        await Assertions.Expect(desk.Page.GetByText("Your session ends in")).ToHaveCountAsync(0);
    }

    // Too early, a warning is a nuisance: it comes two minutes before the end.
    [Fact]
    public async Task End_In150Seconds_IsNotWarnedOf_UntilTwoMinutesAreLeft()
    {
        var tenant = await Platform.TenantAsync(Ct, assistant: false);
        await using var desk = await OwnerAsync(tenant);
        await desk.Page.Clock.InstallAsync(new() { TimeDate = DateTime.UtcNow });
        await desk.Page.RouteAsync("**/api/auth/refresh", async route =>
        {
            var answer = await route.FetchAsync();
            var grant = JsonNode.Parse(await answer.TextAsync())!;
            grant["sessionEndsAt"] = DateTimeOffset.UtcNow.AddSeconds(150).ToString("O", CultureInfo.InvariantCulture);
            await route.FulfillAsync(new() { Response = answer, Body = grant.ToJsonString() });
        });
        await GoAsync(desk, "account");

        // Ten seconds of the page's own time pass, and nothing is said; then the rest of the half minute.
        await desk.Page.Clock.RunForAsync(10_000);
        await Assertions.Expect(desk.Page.GetByText("Your session ends in")).ToHaveCountAsync(0);
        await desk.Page.Clock.RunForAsync(25_000);
        await Desk.SeesAsync(desk.Page.GetByText("Your session ends in").First);
    }

    [Fact]
    public async Task Shortcuts_SwitchedOff_DoNothing_AndPasswordChangeKeepsThisSession()
    {
        var tenant = await Platform.TenantAsync(Ct);
        await tenant.NewVisitor().SayAsync("Hello!", Ct);
        await using var desk = await OwnerAsync(tenant);
        await GoAsync(desk, "account");
        await Assertions.Expect(desk.Page.GetByRole(AriaRole.Switch, new() { Name = "Browser notifications" })).Not.ToBeCheckedAsync();
        await Assertions.Expect(desk.Page.GetByRole(AriaRole.Switch, new() { Name = "Sound" })).Not.ToBeCheckedAsync();

        await desk.Page.GetByLabel("Current password").FillAsync(TestTenant.Password);
        await desk.Page.GetByLabel("New password").FillAsync("another long pass phrase 8");
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Change password" }).ClickAsync();
        await Desk.SeesAsync(desk.Page.GetByText("The password is changed"));
        await desk.Page.GetByRole(AriaRole.Switch, new() { Name = "Single-key shortcuts" }).ClickAsync();
        await desk.Page.GetByRole(AriaRole.Link, new() { Name = "Inbox" }).ClickAsync();
        await Desk.SeesAsync(desk.Page.Locator(".row").First);
        await desk.Page.Locator("h1").First.EvaluateAsync("() => document.activeElement?.blur()");
        await desk.Page.Keyboard.PressAsync("j");

        // A shortcut acts at once: had one worked, its dialog would keep the menu from being opened.
        await desk.Page.Keyboard.PressAsync("?");
        await desk.Page.Locator(".account").ClickAsync();
        await desk.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Keyboard shortcuts" }).ClickAsync();
        await Desk.SeesAsync(desk.Page.GetByRole(AriaRole.Dialog, new() { Name = "Keyboard shortcuts" }));
        await Assertions.Expect(desk.Composer).ToHaveCountAsync(0);
        await desk.IsAccessibleAsync();
    }
}
