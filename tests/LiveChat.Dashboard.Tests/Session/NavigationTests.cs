using System.Text.RegularExpressions;
using LiveChat.Dashboard.Tests.Pages;
using LiveChat.Dashboard.Tests.Platforms;
using Microsoft.Playwright;
using Xunit;

namespace LiveChat.Dashboard.Tests.Session;

/// <summary>One visit goes through all pages without loading anew: what one page has read, the next must be able to use.</summary>
public sealed class NavigationTests(StandaloneDashboard platform, Chromium chromium) : DashboardTest(platform, chromium)
{
    [Fact]
    public async Task Pages_InOneVisit_NameThemselves_AndBreakNoOther()
    {
        var tenant = await Platform.TenantAsync(Ct);
        var id = (string)(await tenant.NewVisitor().SayAsync("I want a human", Ct, "handed_off"))["conversationId"]!;
        await using var desk = await OwnerAsync(tenant);
        var page = desk.Page;
        // Twice: the second time each finds what the others have left in the cache.
        for (var round = 0; round < 2; round++)
        {
            foreach (var link in await page.Locator(".sidebar .nav-item").AllAsync())
            {
                var name = await link.Locator(".nav-text").InnerTextAsync();
                await link.ClickAsync();
                await Assertions.Expect(page).ToHaveTitleAsync(new Regex($@"^(\(\d+\) )?{Regex.Escape(name)} · LiveChat$"));
                await Assertions.Expect(page.Locator(".skeleton")).ToHaveCountAsync(0);
                await Assertions.Expect(page.Locator("main .state-icon-danger")).ToHaveCountAsync(0);
            }
        }

        // The team was read by its own page; here it is who may get the conversation.
        await page.GetByRole(AriaRole.Link, new() { Name = "Team", Exact = true }).ClickAsync();
        await Desk.SeesAsync(page.GetByRole(AriaRole.Heading, new() { Name = "Team", Exact = true }));
        await page.GetByRole(AriaRole.Link, new() { Name = "Inbox" }).ClickAsync();
        await desk.OpenAsync(id);
        await page.Locator(".assign-button").ClickAsync();
        await Desk.SeesAsync(page.GetByRole(AriaRole.Menuitemradio).Filter(new() { HasText = "(you)" }));
        await desk.IsSoundAsync();
    }
}
