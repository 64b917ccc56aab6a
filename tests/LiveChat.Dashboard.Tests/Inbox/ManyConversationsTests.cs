using System.Text.Json;
using System.Text.Json.Nodes;
using LiveChat.Dashboard.Tests.Pages;
using LiveChat.Dashboard.Tests.Platforms;
using Microsoft.Playwright;
using Xunit;

namespace LiveChat.Dashboard.Tests.Inbox;

/// <summary>Ten thousand conversations, and several at once.</summary>
public sealed class ManyConversationsTests(StandaloneDashboard platform, Chromium chromium) : DashboardTest(platform, chromium)
{
    private const int Many = 10_000;

    [Fact]
    public async Task TenThousand_OnlyTheRowsInViewExist_AndTheNewestStillArrivesOnTop()
    {
        var tenant = await Platform.TenantAsync(Ct);
        await tenant.NewVisitor().SayAsync("Hello!", Ct);
        await using var desk = await OwnerAsync(tenant);
        await Desk.SeesAsync(desk.Page.Locator(".row").First);
        // One real conversation, ten thousand times: all in one page, so that the list and not the paging is what works.
        await desk.Page.RouteAsync("**/conversations?*", async route =>
        {
            var real = JsonNode.Parse(await (await route.FetchAsync()).TextAsync())!["items"]!.AsArray()[0]!;
            var items = Enumerable.Range(0, Many).Select(n => Copy(real, n));
            await route.FulfillAsync(new()
            {
                ContentType = "application/json",
                Body = JsonSerializer.Serialize(new { items, nextCursor = (string?)null }),
            });
        });

        await desk.Page.ReloadAsync();
        await desk.IsLiveAsync();
        await Desk.SeesAsync(desk.Page.Locator(".row").First);

        Assert.InRange(await desk.Page.Locator(".row").CountAsync(), 1, 60);
        await desk.Page.Locator(".rows-scroller").EvaluateAsync("e => { e.scrollTop = e.scrollHeight; }");
        await Desk.SeesAsync(desk.Page.Locator($"[aria-posinset='{Many}']"));
        Assert.InRange(await desk.Page.Locator(".row").CountAsync(), 1, 60);

        await desk.Page.Locator(".rows-scroller").EvaluateAsync("e => { e.scrollTop = 0; }");
        var said = await tenant.NewVisitor().SayAsync("Do you ship to Switzerland?", Ct);
        await Assertions.Expect(desk.Page.Locator(".row").First).ToHaveAttributeAsync("data-conversation", (string)said["conversationId"]!);
    }

    private static JsonNode Copy(JsonNode real, int number)
    {
        var copy = real.DeepClone();
        var at = DateTimeOffset.UtcNow.AddDays(-1).AddSeconds(-number);
        copy["id"] = Guid.CreateVersion7(at).ToString();
        copy["createdAt"] = at.ToString("O");
        copy["lastMessage"]!["createdAt"] = at.ToString("O");
        return copy;
    }
}
