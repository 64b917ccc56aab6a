using LiveChat.Dashboard.Tests.Pages;
using LiveChat.Dashboard.Tests.Platforms;
using Microsoft.Playwright;
using Xunit;

namespace LiveChat.Dashboard.Tests.Analytics;

/// <summary>A chart is a picture to some and a table to others; the file has the same figures.</summary>
public sealed class AnalyticsTests(StandaloneDashboard platform, Chromium chromium) : DashboardTest(platform, chromium)
{
    [Fact]
    public async Task Charts_AreReadByKeyAsTableAndAsFile()
    {
        var tenant = await Platform.TenantAsync(Ct);
        await tenant.NewVisitor().SayAsync("Do you ship to Switzerland?", Ct);
        await tenant.NewVisitor().SayAsync("I want a human", Ct, "handed_off");
        await using var desk = await OwnerAsync(tenant, 1280);
        var page = desk.Page;
        await GoAsync(desk, "analytics");

        // Three: a visitor asked before the test began, to see whether the assistant answers.
        var chart = page.Locator(".chart").First;
        await chart.GetByRole(AriaRole.Img, new() { Name = "Conversations" }).FocusAsync();
        await page.Keyboard.PressAsync("End");
        await Assertions.Expect(chart.Locator(".chart-readout")).ToContainTextAsync("Conversations 3");
        await chart.GetByText("As a table").ClickAsync();
        await Assertions.Expect(chart.GetByRole(AriaRole.Row).Last.GetByRole(AriaRole.Cell)).ToHaveTextAsync("3");
        await desk.IsAccessibleAsync();
        await desk.PictureAsync("analytics-table");

        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "CSV" }).ClickAsync());
        using var reader = new StreamReader(await download.CreateReadStreamAsync());
        var lines = (await reader.ReadToEndAsync(Ct)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains("conversations", lines[0], StringComparison.OrdinalIgnoreCase);
        Assert.Contains(lines, line => line.Split(',').Contains("3"));
    }

    [Fact]
    public async Task EachMeasure_HasItsChartAndItsTable_ByDayAndByHour()
    {
        var tenant = await Platform.TenantAsync(Ct);
        var visitor = tenant.NewVisitor();
        var said = await visitor.SayAsync("I want a human", Ct, "handed_off");
        (await tenant.Staff.PostAsync($"{tenant.Route}/conversations/{said["conversationId"]}/messages", new { text = "Here I am." }, Ct)).Ok(201);
        await using var desk = await OwnerAsync(tenant, 1280);
        var page = desk.Page;
        await GoAsync(desk, "analytics");

        foreach (var (by, hours) in new[] { ("Day", false), ("Hour", true) })
        {
            await page.GetByLabel("Figures by").SelectOptionAsync(new SelectOptionValue { Label = by });
            foreach (var (chart, measures) in new (string, string[])[]
                {
                    ("Conversations", ["Conversations"]),
                    ("First response", ["First response"]),
                    ("Resolved by the assistant, Handed over", ["Resolved by the assistant", "Handed over"]),
                    ("Held and blocked", ["Held", "Blocked"]),
                })
            {
                var figure = page.Locator(".chart").Filter(new() { Has = page.GetByRole(AriaRole.Img, new() { Name = chart, Exact = true }) });
                await Desk.SeesAsync(figure.GetByRole(AriaRole.Img));
                var table = figure.Locator("details");
                if (await table.GetAttributeAsync("open") is null)
                    await figure.GetByText("As a table").ClickAsync();
                foreach (var measure in measures)
                    await Desk.SeesAsync(figure.GetByRole(AriaRole.Columnheader, new() { Name = measure, Exact = true }));
            }
            // By hour a row names the hour, by day it does not.
            var first = page.Locator(".chart").First.GetByRole(AriaRole.Row).Last.GetByRole(AriaRole.Rowheader);
            if (hours) await Assertions.Expect(first).ToContainTextAsync(":00");
            else await Assertions.Expect(first).Not.ToContainTextAsync(":");
            await desk.IsAccessibleAsync();
            await desk.PictureAsync($"analytics-by-{by}".ToLowerInvariant());
        }
    }
}
