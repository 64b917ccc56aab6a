using LiveChat.Dashboard.Tests.Pages;
using LiveChat.Dashboard.Tests.Platforms;
using LiveChat.EndToEnd.Tests.Clients;
using Microsoft.Playwright;
using Xunit;

namespace LiveChat.Dashboard.Tests.Session;

/// <summary>Every way in, staying in, and the way out.</summary>
public sealed class SignInTests(StandaloneDashboard platform, Chromium chromium) : DashboardTest(platform, chromium)
{
    [Fact]
    public async Task CodeLink_SignsInAndLeavesTheAddress()
    {
        var tenant = await Platform.TenantAsync(Ct);

        await using var desk = await OwnerAsync(tenant);

        Assert.DoesNotContain("code", desk.Page.Url, StringComparison.Ordinal);
        await Assertions.Expect(desk.Page.Locator(".tenant-name")).ToHaveTextAsync("Test shop");
    }

    [Fact]
    public async Task CodeLink_UsedTwice_SaysWhyWithARequestId()
    {
        var tenant = await Platform.TenantAsync(Ct, assistant: false);
        var link = await Platform.SignInLinkAsync(tenant, Ct);
        await using var first = await DeskAsync(link);
        await first.IsLiveAsync();

        await using var second = await DeskAsync(link);

        await Desk.SeesAsync(second.Page.Locator(".problem-note .request-id code"));
    }

    [Fact]
    public async Task Password_Wrong_ShowsTheRequestIdOfTheRefusal()
    {
        await using var desk = await DeskAsync(Address().ToString());
        await desk.Page.GetByLabel("E-mail").FillAsync("nobody@shop.example");
        await desk.Page.GetByLabel("Password").FillAsync("not the right one");

        var refusal = await desk.Page.RunAndWaitForResponseAsync(
            () => desk.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync(),
            answer => answer.Url.EndsWith("/api/auth/login", StringComparison.Ordinal));

        var shown = desk.Page.Locator(".problem-note .request-id code");
        await Assertions.Expect(shown).ToHaveTextAsync(refusal.Headers["x-request-id"]);
        await desk.IsAccessibleAsync();
    }

    [Fact]
    public async Task Reload_StaysSignedIn_UntilSignOut()
    {
        var tenant = await Platform.TenantAsync(Ct, assistant: false);
        await using var desk = await DeskAsync(Address("/dashboard/usage").ToString());
        await desk.Page.GetByLabel("E-mail").FillAsync(tenant.Email);
        await desk.Page.GetByLabel("Password").FillAsync(TestTenant.Password);
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await desk.IsLiveAsync();

        await desk.Page.ReloadAsync();
        await Desk.SeesAsync(desk.Page.GetByRole(AriaRole.Heading, new() { Name = "Usage", Exact = true }));
        Assert.Equal(0, await desk.Page.EvaluateAsync<int>("Object.values({...localStorage, ...sessionStorage}).filter(v => v.includes('eyJ')).length"));

        await desk.Page.Locator(".account").ClickAsync();
        await desk.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Sign out" }).ClickAsync();
        await Desk.SeesAsync(desk.Page.GetByLabel("Password"));
        await desk.Page.ReloadAsync();
        await Desk.SeesAsync(desk.Page.GetByLabel("Password"));
    }

    [Fact]
    public async Task SignOut_InOneTab_IsASignOutInTheOther()
    {
        var tenant = await Platform.TenantAsync(Ct, assistant: false);
        await using var desk = await OwnerAsync(tenant);
        var other = await desk.Page.Context.NewPageAsync();
        await other.GotoAsync(Address("/dashboard/usage").ToString());
        await Desk.SeesAsync(other.GetByRole(AriaRole.Heading, new() { Name = "Usage", Exact = true }));

        await desk.Page.Locator(".account").ClickAsync();
        await desk.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Sign out" }).ClickAsync();

        await Desk.SeesAsync(other.GetByLabel("Password"));
        await Desk.SeesAsync(other.GetByText("You are signed out."));
    }

    [Fact]
    public async Task Invitation_Accepted_IsInTheTeam()
    {
        var tenant = await Platform.TenantAsync(Ct, assistant: false);
        var invited = (await tenant.Staff.PostAsync($"{tenant.Route}/users", new { email = $"kim@{tenant.Id}.example", role = "agent" }, Ct)).Ok(201);
        var secret = ((string)invited["invitation"]!["url"]!).Split('#')[1];

        await using var desk = await DeskAsync(Address($"/dashboard/#{secret}").ToString());
        await desk.Page.GetByLabel("Name").FillAsync("Kim Berg");
        await desk.Page.GetByLabel("Password").FillAsync(TestTenant.Password);
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Join" }).ClickAsync();

        await desk.IsLiveAsync();
        await Assertions.Expect(desk.Page.Locator(".account-name")).ToHaveTextAsync("Kim Berg");
        Assert.DoesNotContain("invitation", desk.Page.Url, StringComparison.Ordinal);
    }
}
