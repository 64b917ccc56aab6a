using System.Diagnostics;
using System.Globalization;
using LiveChat.Dashboard.Tests.Pages;
using LiveChat.Dashboard.Tests.Platforms;
using LiveChat.EndToEnd.Tests.Clients;
using Microsoft.Playwright;
using Xunit;

namespace LiveChat.Dashboard.Tests.Inbox;

/// <summary>Ten thousand real conversations, read page by page as somebody scrolls; what the page has to do for each of them stays short.</summary>
public sealed class TenThousandTests(StandaloneDashboard platform, Chromium chromium) : DashboardTest(platform, chromium)
{
    private const int Many = 10_000;
    private const int AtOnce = 32;

    [Fact]
    public async Task Inbox_OpensScrollsFiltersAndSearches_WithoutHoldingUpThePage()
    {
        var tenant = await Platform.TenantAsync(Ct, assistant: false);
        var routing = (await tenant.Staff.GetAsync($"{tenant.Route}/routing", Ct)).Ok();
        routing["peopleOnly"] = true;
        (await tenant.Staff.PutAsync($"{tenant.Route}/routing", routing, Ct)).Done();
        // Routing tells chat by an event, and what is for nobody is refused until then.
        var oldest = (string)(await Eventually.AnswerAsync(() => tenant.NewVisitor().PostAsync("The oldest of all.", Ct), answer => answer.Status == 200, Ct))["conversationId"]!;
        var took = Stopwatch.StartNew();
        await Parallel.ForEachAsync(Enumerable.Range(2, Many - 2), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = Ct }, async (number, ct) =>
            (await tenant.NewVisitor().PostAsync($"Question {number.ToString(CultureInfo.InvariantCulture)}", ct)).Ok());
        Say($"made in {took.Elapsed.TotalSeconds:0.0} s");
        var newest = (string)(await tenant.NewVisitor().PostAsync("The newest of all.", Ct)).Ok()["conversationId"]!;
        (await tenant.Staff.PostAsync($"{tenant.Route}/conversations/{newest}/messages", new { text = "Here I am." }, Ct)).Ok(201);

        await using var desk = await OwnerAsync(tenant);
        var page = desk.Page;
        var first = page.Locator(".row").First;
        await Assertions.Expect(first).ToHaveAttributeAsync("data-conversation", newest);
        // The first load is over when the page has nothing left to do.
        await page.EvaluateAsync("""
            async () => {
              await new Promise(done => requestIdleCallback(() => requestIdleCallback(done)));
              window.longest = [];
              new PerformanceObserver(list => window.longest.push(...list.getEntries().map(e => Math.round(e.duration)))).observe({ type: 'longtask' });
            }
            """);

        // A task's length grows with whatever else the machine does; the time that the page's thread itself worked does not.
        var devTools = await page.Context.NewCDPSessionAsync(page);
        await devTools.SendAsync("Performance.enable", new() { ["timeDomain"] = "threadTicks" });
        var (worst, before) = (0.0, await WorkedAsync(devTools));

        // Twenty pages of fifty, each read when the one before has come to its end.
        var scroller = page.Locator(".rows-scroller");
        for (var reached = 50; reached <= 1_000; reached += 50)
        {
            await Eventually.TrueAsync(async () => await ScrollToTheEndAsync(scroller) >= reached, Ct, $"row {reached.ToString(CultureInfo.InvariantCulture)}");
            var after = await WorkedAsync(devTools);
            (worst, before) = (Math.Max(worst, after - before), after);
        }
        Assert.InRange(await page.Locator(".row").CountAsync(), 1, 60);

        // A conversation begins while somebody is far down: it is on top all the same.
        var live = (string)(await tenant.NewVisitor().PostAsync("Just now.", Ct)).Ok()["conversationId"]!;
        await scroller.EvaluateAsync("e => { e.scrollTop = 0; }");
        await Assertions.Expect(first).ToHaveAttributeAsync("data-conversation", live);

        await FilterAsync("Mine");
        await Assertions.Expect(page.Locator(".row")).ToHaveCountAsync(1);
        await Desk.SeesAsync(desk.Row(newest));
        await FilterAsync("All");
        await Desk.SeesAsync(desk.Row(live));
        var search = page.Locator(".inbox-header").GetByRole(AriaRole.Searchbox);
        took.Restart();
        await search.FillAsync("oldest of all");
        await Desk.SeesAsync(desk.Row(oldest));
        await Assertions.Expect(page.Locator(".row")).ToHaveCountAsync(1);
        Say($"found in {took.Elapsed.TotalMilliseconds:0} ms");

        var tasks = await page.EvaluateAsync<int[]>("window.longest");
        Say($"a page of fifty: at most {worst:0} ms of work; tasks over 50 ms in all: {string.Join(", ", tasks)}");
        // All tasks of a step together, so none of them alone.
        Assert.InRange(worst, 1, 200);

        async Task FilterAsync(string view) =>
            await page.Locator(".inbox-header").GetByRole(AriaRole.Button, new() { Name = view, Exact = true }).ClickAsync();
    }

    /// <summary>Scrolls to the end of what has been read so far; the last row that was on the screen before.</summary>
    private static Task<int> ScrollToTheEndAsync(ILocator scroller) => scroller.EvaluateAsync<int>("""
        e => {
          e.scrollTop = e.scrollHeight;
          return Math.max(...[...e.querySelectorAll('[aria-posinset]')].map(row => Number(row.ariaPosInSet)));
        }
        """);

    /// <summary>Milliseconds that the page's main thread has worked so far.</summary>
    private static async Task<double> WorkedAsync(ICDPSession devTools)
    {
        var metrics = (await devTools.SendAsync("Performance.getMetrics"))!.Value.GetProperty("metrics").EnumerateArray();
        return metrics.Single(metric => metric.GetProperty("name").GetString() == "TaskDuration").GetProperty("value").GetDouble() * 1_000;
    }

    private static void Say(string line) => TestContext.Current.TestOutputHelper?.WriteLine(line);
}
