using System.Text.Json;
using LiveChat.Browser.Tests.Pages;
using LiveChat.Browser.Tests.Platforms;
using Microsoft.Playwright;
using Xunit;

namespace LiveChat.Browser.Tests.Widget;

/// <summary>
/// What the widget costs the page that it is on, until its launcher shows. Each figure is the least of several loads: what
/// the widget itself needs, without what else the machine did meanwhile.
/// </summary>
public sealed class HostPageCostTests(DemoPlatform platform, Chromium chromium) : BrowserTest(platform, chromium)
{
    private const int Loads = 6;

    /// <summary>CPU seconds of the page's main thread, and the longest task in milliseconds (0: none over 50).</summary>
    private sealed record Cost(double MainThread, double LongestTask);

    [Fact]
    public async Task Load_Under50MillisecondsOfTheMainThread_NoLongTask_NoLayoutShift()
    {
        await using var bare = new CustomerSite("");
        await using var site = new CustomerSite(CustomerSite.ModuleSnippet(Platform.Gateway, Platform.Demo.TenantId, Platform.Demo.WidgetToken!));
        var (without, with) = (new List<Cost>(), new List<Cost>());
        for (var i = 0; i < Loads; i++)
        {
            without.Add(await LoadAsync(bare, widget: false));
            with.Add(await LoadAsync(site, widget: true));
        }

        var main = with.Min(c => c.MainThread) - without.Min(c => c.MainThread);
        TestContext.Current.TestOutputHelper!.WriteLine($"main thread {main * 1000:0.0} ms, longest task {with.Min(c => c.LongestTask):0} ms");
        Assert.InRange(main, 0, 0.050);
        Assert.Equal(0, with.Min(c => c.LongestTask));
    }

    private async Task<Cost> LoadAsync(CustomerSite site, bool widget)
    {
        await using var visit = await VisitAsync("about:blank");
        await visit.Page.AddInitScriptAsync(
            """
            window.shifted = 0; window.longest = 0;
            new PerformanceObserver((l) => l.getEntries().forEach((e) => window.shifted += e.value)).observe({ type: "layout-shift", buffered: true });
            new PerformanceObserver((l) => l.getEntries().forEach((e) => window.longest = Math.max(window.longest, e.duration))).observe({ type: "longtask", buffered: true });
            """);
        var cdp = await visit.Page.Context.NewCDPSessionAsync(visit.Page);
        // Thread ticks: CPU of the main thread, not the time on the wall.
        await cdp.SendAsync("Performance.enable", new() { ["timeDomain"] = "threadTicks" });
        await visit.Page.GotoAsync(site.Address.ToString());
        if (widget) await Assertions.Expect(visit.Launcher).ToBeVisibleAsync();
        var metrics = await cdp.SendAsync("Performance.getMetrics");
        var task = metrics!.Value.GetProperty("metrics").EnumerateArray()
            .First(m => m.GetProperty("name").GetString() == "TaskDuration").GetProperty("value").GetDouble();
        var seen = await visit.Page.EvaluateAsync<JsonElement>("({ shifted: window.shifted, longest: window.longest })");
        Assert.Equal(0, seen.GetProperty("shifted").GetDouble());
        return new Cost(task, seen.GetProperty("longest").GetDouble());
    }
}
