using LiveChat.Dashboard.Tests.Pages;
using LiveChat.Dashboard.Tests.Platforms;
using LiveChat.EndToEnd.Tests.Clients;
using Microsoft.Playwright;
using Xunit;

namespace LiveChat.Dashboard.Tests.Settings;

/// <summary>Who was turned away by the allowlist is told beside it, and let in by one click.</summary>
public sealed class DomainsTests(StandaloneDashboard platform, Chromium chromium) : DashboardTest(platform, chromium)
{
    [Fact]
    public async Task TurnedAwaySite_IsTold_AndLetInByOneClick()
    {
        var tenant = await Platform.TenantAsync(Ct, assistant: false);
        (await tenant.Staff.PostAsync($"{tenant.Route}/widget/allowed-domains", new { domain = "shop.example" }, Ct)).Ok();
        // The edge may still know the tenant without its first domain; the refusal reaches the list by an event.
        await Eventually.TrueAsync(async () => (await ConfigFromAsync(tenant)).Status == 403, Ct, "a refused site");
        await Eventually.AnswerAsync(
            () => tenant.Staff.GetAsync($"{tenant.Route}/widget/refused-origins", Ct), answer => answer.Ok()["items"]!.AsArray().Count == 1, Ct);
        await using var desk = await OwnerAsync(tenant, 320, 640);
        var page = desk.Page;
        await GoAsync(desk, "site");

        var turnedAway = page.GetByRole(AriaRole.Region, new() { Name = "Turned away" });
        var site = turnedAway.GetByRole(AriaRole.Listitem);
        await Assertions.Expect(site).ToContainTextAsync("https://www.shop.example");
        await desk.IsAccessibleAsync();
        await desk.IsSoundAsync();
        await desk.CutsNothingOffAsync();
        await desk.PictureAsync("site-turned-away-320");
        var added = await page.RunAndWaitForResponseAsync(() => site.GetByRole(AriaRole.Button).ClickAsync(), answer => answer.Request.Method == "POST");
        Assert.True(added.Ok, await added.TextAsync());

        await Assertions.Expect(turnedAway).ToHaveCountAsync(0);
        await Desk.SeesAsync(page.GetByRole(AriaRole.Button, new() { Name = "Remove https://www.shop.example" }));
        await Eventually.TrueAsync(async () => (await ConfigFromAsync(tenant)).Status == 200, Ct, "the site that was let in");

        // And out again: the visitors of that site are turned away as before.
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove https://www.shop.example" }).ClickAsync();
        await Desk.SeesAsync(turnedAway);
        await Eventually.TrueAsync(async () => (await ConfigFromAsync(tenant)).Status == 403, Ct, "the site that was taken out");
    }

    private static Task<Answer> ConfigFromAsync(TestTenant tenant) =>
        tenant.Widget.GetAsync($"/api/widgets/{tenant.Id}/config", Ct, ("Origin", "https://www.shop.example"));
}
