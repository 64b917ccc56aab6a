using LiveChat.Dashboard.Tests.Pages;
using LiveChat.Dashboard.Tests.Platforms;
using Microsoft.Playwright;
using Xunit;

namespace LiveChat.Dashboard.Tests.Accessibility;

/// <summary>WCAG 2.2 AA as far as a machine sees it, on every page, in both themes and on the smallest screen.</summary>
public sealed class EveryPageTests(DashboardPlatform platform, Chromium chromium) : DashboardTest(platform, chromium)
{
    private static readonly string[] Pages =
        ["inbox", "canned", "assistants", "knowledge", "safety", "site", "team", "usage", "requests", "start", "nowhere"];

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Pages_OfABusyTenant_HaveNoFindings(ColorScheme scheme)
    {
        var tenant = await Platform.TenantAsync(Ct);
        var said = await tenant.NewVisitor().SayAsync("Do you ship to Switzerland?", Ct);
        await tenant.NewVisitor().SayAsync("I want a human", Ct, "handed_off");
        await using var desk = await OwnerAsync(tenant, scheme: scheme);

        await WalkAsync(desk, scheme, [.. Pages, $"inbox/{said["conversationId"]}"]);
    }

    [Fact]
    public async Task Pages_OfAFreshTenant_HaveNoFindings()
    {
        var tenant = await Platform.TenantAsync(Ct, assistant: false);
        await using var desk = await OwnerAsync(tenant);

        await Desk.SeesAsync(desk.Page.GetByRole(AriaRole.Link, new() { Name = "Set up the widget" }));
        await WalkAsync(desk, ColorScheme.Light, ["inbox", "knowledge", "assistants", "start"]);
    }

    [Fact]
    public async Task Pages_At320Pixels_ReadWithoutScrollingSideways()
    {
        var tenant = await Platform.TenantAsync(Ct);
        var said = await tenant.NewVisitor().SayAsync("Do you ship to Switzerland?", Ct);
        await using var desk = await OwnerAsync(tenant, width: 320, height: 640);

        await WalkAsync(desk, ColorScheme.Light, [.. Pages, $"inbox/{said["conversationId"]}"]);
    }

    private async Task WalkAsync(Desk desk, ColorScheme scheme, IEnumerable<string> pages)
    {
        foreach (var page in pages)
        {
            await desk.Page.GotoAsync(Address($"/dashboard/{page}").ToString());
            await desk.IsLiveAsync();
            await Desk.SeesAsync(desk.Page.Locator("main h1, main h2").First, attached: true);
            await Assertions.Expect(desk.Page.Locator(".skeleton")).ToHaveCountAsync(0);
            await desk.IsSoundAsync();
            await desk.IsAccessibleAsync();
            var width = desk.Page.ViewportSize!.Width;
            await desk.PictureAsync($"{page.Split('/')[0]}{(page.Contains('/', StringComparison.Ordinal) ? "-conversation" : "")}-{scheme}-{width}".ToLowerInvariant());
        }
    }
}
