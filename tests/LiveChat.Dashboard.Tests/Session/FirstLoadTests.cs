using System.Collections.Concurrent;
using LiveChat.Dashboard.Tests.Pages;
using LiveChat.Dashboard.Tests.Platforms;
using Microsoft.Playwright;
using Xunit;

namespace LiveChat.Dashboard.Tests.Session;

/// <summary>What a browser really receives before it shows anything, in each language.</summary>
public sealed class FirstLoadTests(StandaloneDashboard platform, Chromium chromium) : DashboardTest(platform, chromium)
{
    private readonly Chromium chromium = chromium;

    // German once came on top of English, and was counted by nobody.
    [Theory]
    [InlineData("en-GB", "Password")]
    [InlineData("de-DE", "Passwort")]
    public async Task JavaScript_OfTheFirstLoad_IsUnder200KilobytesGzipped(string locale, string label)
    {
        await using var context = await chromium.Browser.NewContextAsync(new() { Locale = locale });
        var page = await context.NewPageAsync();
        var scripts = new ConcurrentBag<IResponse>();
        page.Response += (_, response) =>
        {
            if (response.Request.ResourceType == "script")
                scripts.Add(response);
        };

        await page.GotoAsync(Address().ToString());
        await Desk.SeesAsync(page.GetByLabel(label));

        var total = 0L;
        foreach (var script in scripts)
        {
            await script.FinishedAsync();
            var length = (await script.Request.SizesAsync()).ResponseBodySize;
            // What fits into one packet is not worth compressing.
            Assert.True(length < 1_500 || await script.HeaderValueAsync("content-encoding") is "gzip" or "br", $"{script.Url} came as it is.");
            total += length;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{locale}: {total} bytes in {scripts.Count} scripts");
        // The smallest that it could be: less would say that it was not counted.
        Assert.InRange(total, 100_000, 200_000);
    }
}
