using LiveChat.Dashboard.Tests.Pages;
using LiveChat.Dashboard.Tests.Platforms;
using Microsoft.Playwright;
using Xunit;

namespace LiveChat.Dashboard.Tests.Accessibility;

/// <summary>The pages before anybody is signed in, in both themes.</summary>
public sealed class EntryPagesTests(StandaloneDashboard platform, Chromium chromium) : DashboardTest(platform, chromium)
{
    [Theory]
    [InlineData(ColorScheme.Light, 1440)]
    [InlineData(ColorScheme.Dark, 1440)]
    [InlineData(ColorScheme.Light, 320)]
    public async Task SignInForgotResetAndInvitation_HaveNoFindings(ColorScheme scheme, int width)
    {
        var tenant = await Platform.TenantAsync(Ct, assistant: false);
        var email = $"kim@{tenant.Id}.example";
        var invited = (await tenant.Staff.PostAsync($"{tenant.Route}/users", new { email, role = "agent" }, Ct)).Ok(201);
        var invitation = ((string)invited["invitation"]!["url"]!).Split('#')[1];

        await using var desk = await DeskAsync(Address().ToString(), width, scheme: scheme);
        await Desk.SeesAsync(desk.Page.GetByLabel("Password"));
        await LooksRightAsync(desk, "sign-in", scheme);

        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Forgot your password?" }).ClickAsync();
        await Desk.SeesAsync(desk.Page.GetByRole(AriaRole.Heading, new() { Name = "Reset your password" }));
        await LooksRightAsync(desk, "forgot", scheme);
        await desk.Page.GetByLabel("E-mail").FillAsync(email);
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Ask for a link" }).ClickAsync();
        await Desk.SeesAsync(desk.Page.GetByText("This platform sends no mail."));
        await LooksRightAsync(desk, "forgot-asked", scheme);

        await using var resetting = await DeskAsync(Address("/dashboard/#reset=a-secret-of-some-mail").ToString(), width, scheme: scheme);
        await Desk.SeesAsync(resetting.Page.GetByRole(AriaRole.Heading, new() { Name = "Choose a new password" }));
        await LooksRightAsync(resetting, "reset", scheme);
        await resetting.Page.GetByLabel("New password").FillAsync("another long pass phrase 8");
        await resetting.Page.GetByRole(AriaRole.Button, new() { Name = "Set password" }).ClickAsync();
        await Desk.SeesAsync(resetting.Page.Locator(".problem-note .request-id code"));
        await LooksRightAsync(resetting, "reset-refused", scheme);

        await using var joining = await DeskAsync(Address($"/dashboard/#{invitation}").ToString(), width, scheme: scheme);
        await Desk.SeesAsync(joining.Page.GetByRole(AriaRole.Heading, new() { Name = "Join your team on LiveChat" }));
        await LooksRightAsync(joining, "accept", scheme);
    }

    private static async Task LooksRightAsync(Desk desk, string name, ColorScheme scheme)
    {
        await desk.IsSoundAsync();
        await desk.IsAccessibleAsync();
        await desk.CutsNothingOffAsync();
        await desk.PictureAsync($"{name}-{scheme}-{desk.Page.ViewportSize!.Width}".ToLowerInvariant());
    }
}
