using LiveChat.Dashboard.Tests.Pages;
using LiveChat.Dashboard.Tests.Platforms;
using Microsoft.Playwright;
using Xunit;

namespace LiveChat.Dashboard.Tests.Inbox;

/// <summary>What the inbox shows of all conversations, and what staff note on one.</summary>
public sealed class ViewsTests(StandaloneDashboard platform, Chromium chromium) : DashboardTest(platform, chromium)
{
    [Fact]
    public async Task Views_AndOpenOrClosed_ShowWhatBelongsThere()
    {
        var tenant = await Platform.TenantAsync(Ct);
        var assistants = await SayAsync("Hello!", "answered");
        var waiting = await SayAsync("I want a human", "handed_off");
        var mine = await SayAsync("I want a human", "handed_off");
        var closed = await SayAsync("Hello!", "answered");
        (await tenant.Staff.PostAsync($"{tenant.Route}/conversations/{mine}/messages", new { text = "Here I am." }, Ct)).Ok(201);
        (await tenant.Staff.PostAsync($"{tenant.Route}/conversations/{closed}/close", new { }, Ct)).Ok();
        await using var desk = await OwnerAsync(tenant);

        await ShowsAsync("All", assistants, waiting, mine);
        await ShowsAsync("Mine", mine);
        await ShowsAsync("Waiting", waiting);
        await ShowsAsync("People", waiting, mine);
        await ShowsAsync("Assistant", assistants);
        await ShowsAsync("All", assistants, waiting, mine);
        await PressAsync("Closed");
        await SeesOnlyAsync(closed);
        await ShowsAsync("Mine");
        await ShowsAsync("All", closed);
        await PressAsync("Open");
        await SeesOnlyAsync(assistants, waiting, mine);

        async Task<string> SayAsync(string text, string status) =>
            (string)(await tenant.NewVisitor().SayAsync(text, Ct, status))["conversationId"]!;

        async Task ShowsAsync(string view, params string[] ids)
        {
            await PressAsync(view);
            await SeesOnlyAsync(ids);
        }

        async Task PressAsync(string name)
        {
            var button = desk.Page.Locator(".inbox-header").GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
            await button.ClickAsync();
            await Assertions.Expect(button).ToHaveAttributeAsync("aria-pressed", "true");
        }

        async Task SeesOnlyAsync(params string[] ids)
        {
            foreach (var id in new[] { assistants, waiting, mine, closed })
                await Assertions.Expect(desk.Row(id)).ToHaveCountAsync(ids.Contains(id) ? 1 : 0);
        }
    }

    [Fact]
    public async Task Tags_AreAddedAndRemoved_ForEverybody()
    {
        var tenant = await Platform.TenantAsync(Ct);
        var id = (string)(await tenant.NewVisitor().SayAsync("I want a human", Ct, "handed_off"))["conversationId"]!;
        await using var ours = await OwnerAsync(tenant);
        await using var theirs = await ColleagueAsync(tenant);
        await ours.OpenAsync(id);
        await theirs.OpenAsync(id);

        foreach (var tag in new[] { "refund", "vip" })
        {
            await ours.Page.GetByRole(AriaRole.Textbox, new() { Name = "Add a tag" }).FillAsync(tag);
            await ours.Page.Keyboard.PressAsync("Enter");
            await Desk.SeesAsync(theirs.Page.GetByRole(AriaRole.Button, new() { Name = $"Remove tag {tag}" }));
        }
        await Assertions.Expect(theirs.Row(id)).ToContainTextAsync("refund");
        await ours.IsAccessibleAsync();

        await theirs.Page.GetByRole(AriaRole.Button, new() { Name = "Remove tag refund" }).ClickAsync();

        await Assertions.Expect(ours.Page.GetByRole(AriaRole.Button, new() { Name = "Remove tag refund" })).ToHaveCountAsync(0);
        await Assertions.Expect(ours.Row(id)).Not.ToContainTextAsync("refund");
        var stored = (await tenant.Staff.GetAsync($"{tenant.Route}/conversations/{id}", Ct)).Ok()["tags"]!.AsArray();
        Assert.Equal("vip", Assert.Single(stored)!.GetValue<string>());
    }

    // Each change is sent with all tags: the second, made to the same tags as the first, brought back what that had removed.
    [Fact]
    public async Task Tags_RemovedOneRightAfterTheOther_AreBothGone()
    {
        var tenant = await Platform.TenantAsync(Ct);
        var id = (string)(await tenant.NewVisitor().SayAsync("I want a human", Ct, "handed_off"))["conversationId"]!;
        (await tenant.Staff.PostAsync($"{tenant.Route}/conversations/{id}/tags", """{"tags":["late","refund","vip"]}""", Ct)).Ok();
        await using var desk = await OwnerAsync(tenant);
        await desk.OpenAsync(id);
        var both = new TaskCompletionSource();
        // The first is on its way until the second has been asked for.
        await desk.Page.RouteAsync($"**/conversations/{id}/tags", async route =>
        {
            await both.Task.WaitAsync(Ct);
            await route.ContinueAsync();
        }, new() { Times = 1 });

        foreach (var tag in new[] { "late", "refund" })
            await desk.Page.GetByRole(AriaRole.Button, new() { Name = $"Remove tag {tag}" }).ClickAsync();
        both.SetResult();

        await Assertions.Expect(desk.Page.GetByRole(AriaRole.Button, new() { Name = "Remove tag" })).ToHaveCountAsync(1);
        await Desk.SeesAsync(desk.Page.GetByRole(AriaRole.Button, new() { Name = "Remove tag vip" }));
        var stored = (await tenant.Staff.GetAsync($"{tenant.Route}/conversations/{id}", Ct)).Ok()["tags"]!.AsArray();
        Assert.Equal("vip", Assert.Single(stored)!.GetValue<string>());
    }

    [Fact]
    public async Task UnansweredLine_TellsWhatHappened()
    {
        var tenant = await Platform.TenantAsync(Ct);
        var said = await tenant.NewVisitor().SayAsync("I want a human", Ct, "handed_off");
        await using var desk = await OwnerAsync(tenant);
        await desk.OpenAsync((string)said["conversationId"]!);

        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "What happened?" }).First.ClickAsync();

        var drawer = desk.Page.GetByRole(AriaRole.Dialog, new() { Name = "Why this answer, or none?" });
        await Assertions.Expect(drawer.Locator(".trail-quote")).ToHaveTextAsync("I want a human");
        await Assertions.Expect(drawer.Locator(".trail-verdict")).ToHaveTextAsync("The visitor asked for a person");
        await Desk.SeesAsync(drawer.Locator(".trail-step").First);
        await desk.IsAccessibleAsync();
        await desk.PictureAsync("trail-unanswered");
    }

    [Fact]
    public async Task Visitor_Typing_IsShownWithTheConversation()
    {
        var tenant = await Platform.TenantAsync(Ct);
        var visitor = tenant.NewVisitor();
        var id = (string)(await visitor.SayAsync("I want a human", Ct, "handed_off"))["conversationId"]!;
        await using var desk = await OwnerAsync(tenant);
        await desk.OpenAsync(id);
        await Assertions.Expect(desk.Page.Locator(".typing")).ToHaveCountAsync(0);

        (await visitor.Caller.PostAsync($"{tenant.ChatRoute}/{visitor.SessionId}/typing", new { typing = true }, Ct, visitor.Key)).Done();

        await Assertions.Expect(desk.Page.Locator(".typing")).ToContainTextAsync("is typing");
        (await visitor.Caller.PostAsync($"{tenant.ChatRoute}/{visitor.SessionId}/typing", new { typing = false }, Ct, visitor.Key)).Done();
        await Assertions.Expect(desk.Page.Locator(".typing")).ToHaveCountAsync(0);
    }
}
