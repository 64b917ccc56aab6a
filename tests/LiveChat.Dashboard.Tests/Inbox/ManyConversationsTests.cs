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

    [Fact]
    public async Task Bulk_ClosesWhatWasChosen_InTheColleaguesBrowserToo()
    {
        var tenant = await Platform.TenantAsync(Ct);
        var first = (string)(await tenant.NewVisitor().SayAsync("Hello!", Ct))["conversationId"]!;
        var second = (string)(await tenant.NewVisitor().SayAsync("Hello!", Ct))["conversationId"]!;
        var kept = (string)(await tenant.NewVisitor().SayAsync("Hello!", Ct))["conversationId"]!;
        await using var ours = await OwnerAsync(tenant);
        await using var theirs = await OwnerAsync(tenant);
        await Desk.SeesAsync(theirs.Row(second));

        await ours.Page.GetByRole(AriaRole.Button, new() { Name = "Choose several" }).ClickAsync();
        foreach (var id in new[] { first, second })
            await ours.Page.Locator("li", new() { Has = ours.Row(id) }).GetByRole(AriaRole.Checkbox).CheckAsync();
        await ours.IsAccessibleAsync();
        await ours.Page.GetByRole(AriaRole.Group, new() { Name = "Chosen conversations" }).GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();

        await Assertions.Expect(theirs.Row(first)).ToHaveCountAsync(0);
        await Assertions.Expect(theirs.Row(second)).ToHaveCountAsync(0);
        await Desk.SeesAsync(theirs.Row(kept));
    }

    [Fact]
    public async Task Assign_IsShownInTheColleaguesBrowser()
    {
        var tenant = await Platform.TenantAsync(Ct);
        var id = (string)(await tenant.NewVisitor().SayAsync("I want a human", Ct, "handed_off"))["conversationId"]!;
        await using var ours = await OwnerAsync(tenant);
        await using var theirs = await OwnerAsync(tenant);
        await theirs.OpenAsync(id);
        await ours.OpenAsync(id);

        await ours.Page.Keyboard.PressAsync("Escape");
        await ours.Page.Locator(".assign-button").ClickAsync();
        await ours.Page.GetByRole(AriaRole.Menuitemradio).Filter(new() { HasText = "(you)" }).ClickAsync();

        await Assertions.Expect(theirs.State).ToContainTextAsync("You");
        await Desk.SeesAsync(theirs.Page.Locator(".event-line").Filter(new() { HasText = "assigned" }));
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
