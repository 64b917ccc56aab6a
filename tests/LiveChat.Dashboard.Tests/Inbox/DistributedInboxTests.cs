using LiveChat.Dashboard.Tests.Pages;
using LiveChat.Dashboard.Tests.Platforms;
using Microsoft.Playwright;
using Xunit;

namespace LiveChat.Dashboard.Tests.Inbox;

/// <summary>The suite over six services, and what only replicas can show.</summary>
public sealed class DistributedInboxTests(DistributedDashboard platform, Chromium chromium)
    : LiveInboxSuite(platform, chromium), IClassFixture<DistributedDashboard>
{
    // Longer than either side takes a silent peer for alive (25 s): both have given the socket up by then.
    private protected override TimeSpan NetworkCut => TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Replica_Killed_TheDeskGoesOnAtTheOther_AndMissesNothing()
    {
        var tenant = await Platform.TenantAsync(Ct);
        var visitor = tenant.NewVisitor();
        var id = (string)(await visitor.SayAsync("I want a human", Ct, "handed_off"))["conversationId"]!;
        await using var desk = await OwnerAsync(tenant);
        await desk.OpenAsync(id);

        // Which of them has the socket is the gateway's business: each dies once while the other lives.
        for (var replica = 0; replica < 2; replica++)
        {
            var process = Platform.Platform.Process("realtimefanout", replica);
            await process.KillAsync();
            await visitor.SayAsync($"Written after death {replica}.", Ct, "handed_off");
            await Assertions.Expect(desk.Bubbles.Filter(new() { HasText = $"after death {replica}" })).ToHaveCountAsync(1);
            process.Start();
            await process.WaitUntilReadyAsync(Ct);
        }

        await desk.IsLiveAsync();
        await desk.SayAsync("Still here.");
        await Assertions.Expect(desk.Bubbles.Filter(new() { HasText = "Still here." })).ToHaveCountAsync(1);
        await Assertions.Expect(desk.Page.Locator(".message-pending")).ToHaveCountAsync(0);
    }
}
