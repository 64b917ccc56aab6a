using LiveChat.Dashboard.Tests.Pages;
using LiveChat.Dashboard.Tests.Platforms;
using Microsoft.Playwright;
using Xunit;

namespace LiveChat.Dashboard.Tests.Settings;

/// <summary>What the AI provider costs: prices are set beside it, and the page shows tokens and money by assistant and day.</summary>
public sealed class CostsTests(StandaloneDashboard platform, Chromium chromium) : DashboardTest(platform, chromium)
{
    [Theory]
    [InlineData(ColorScheme.Light, 320)]
    [InlineData(ColorScheme.Dark, 1440)]
    public async Task Prices_AreSetByKeyboard_AndWhatACallTookIsShown(ColorScheme scheme, int width)
    {
        var tenant = await Platform.TenantAsync(Ct);
        await using var desk = await OwnerAsync(tenant, width, 900, scheme);
        var page = desk.Page;
        await GoAsync(desk, "provider");
        await page.GetByLabel("Kind").SelectOptionAsync("openai_compatible");
        await page.GetByLabel("Model", new() { Exact = true }).FillAsync("small-1");
        await page.GetByLabel("Base address").FillAsync("https://llm.shop.example/v1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a price" }).PressAsync("Enter");
        var row = page.Locator(".price-row");
        await Assertions.Expect(row.GetByLabel("Model")).ToBeFocusedAsync();
        await Assertions.Expect(row.GetByLabel("Model")).ToHaveValueAsync("small-1");
        await row.GetByLabel("A million tokens read").FillAsync("2.5");
        await row.GetByLabel("A million tokens written").FillAsync("10");
        await page.GetByLabel("Currency").FillAsync("E1R");
        await desk.IsAccessibleAsync();
        await desk.IsSoundAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).PressAsync("Enter");
        await Assertions.Expect(page.GetByLabel("Currency")).ToHaveAttributeAsync("aria-invalid", "true");
        await row.ScrollIntoViewIfNeededAsync();
        await desk.PictureAsync($"prices-{scheme}-{width}".ToLowerInvariant());
        await page.GetByLabel("Currency").FillAsync("chf");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).PressAsync("Enter");
        await Desk.SeesAsync(page.Locator(".toast-done"));

        await page.ReloadAsync();
        await desk.IsLiveAsync();
        await Assertions.Expect(page.GetByLabel("Currency")).ToHaveValueAsync("CHF");
        await Assertions.Expect(row.GetByLabel("A million tokens written")).ToHaveValueAsync("10");
        await row.GetByRole(AriaRole.Button, new() { Name = "Remove the price: small-1" }).PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Add a price" })).ToBeFocusedAsync();
        await Assertions.Expect(page.GetByLabel("Currency")).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).PressAsync("Enter");
        await Desk.SeesAsync(page.Locator(".toast-done"));

        // The server's own answer in its documented shape: nothing here may call a provider.
        await page.RouteAsync("**/provider/usage**", route => route.FulfillAsync(new() { Json = Usage() }));
        await GoAsync(desk, "costs");
        await Assertions.Expect(page.GetByRole(AriaRole.Img, new() { Name = "Tokens" })).ToBeVisibleAsync();
        await Desk.SeesAsync(page.GetByText("CHF 1.85").First);
        await Desk.SeesAsync(page.GetByText("Some tokens have no price"));
        var chart = page.GetByRole(AriaRole.Img, new() { Name = "Costs in CHF" });
        await chart.FocusAsync();
        await chart.PressAsync("End");
        await Desk.SeesAsync(page.GetByText("Ada CHF 0.65"));
        await page.GetByText("As a table").Last.ClickAsync();
        await desk.IsAccessibleAsync();
        await desk.IsSoundAsync();
        await desk.PictureAsync($"costs-{scheme}-{width}".ToLowerInvariant());

        var saved = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "CSV" }).ClickAsync());
        var lines = (await File.ReadAllTextAsync(await saved.PathAsync(), Ct)).TrimStart('\uFEFF').Split("\r\n");
        Assert.Equal("day,assistantId,assistant,model,calls,inputTokens,outputTokens,currency,cost", lines[0]);
        Assert.Equal(5, lines.Count(l => l.Length > 0));
    }

    private static object Usage()
    {
        var today = DateTime.UtcNow.Date;
        string Day(int ago) => today.AddDays(-ago).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var (ada, bob) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        object Item(int ago, Guid? id, string? name, string model, long input, long output, string? currency, decimal? cost) =>
            new { day = Day(ago), assistantId = id, assistantName = name, model, calls = 12, inputTokens = input, outputTokens = output, currency, cost };
        return new
        {
            from = Day(29),
            to = Day(0),
            items = new[]
            {
                Item(4, ada, "Ada", "small-1", 340_000, 21_000, "CHF", 0.9m), Item(3, bob, null, "small-1", 120_000, 9_000, "CHF", 0.3m),
                Item(1, ada, "Ada", "other", 90_000, 4_000, null, null), Item(0, ada, "Ada", "small-1", 200_000, 15_000, "CHF", 0.65m),
            },
            totals = new[]
            {
                new { currency = (string?)null, calls = 12, inputTokens = 90_000, outputTokens = 4_000, cost = (decimal?)null },
                new { currency = (string?)"CHF", calls = 36, inputTokens = 660_000, outputTokens = 45_000, cost = (decimal?)1.85m },
            },
        };
    }
}
