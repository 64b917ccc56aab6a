using LiveChat.Dashboard.Tests.Pages;
using LiveChat.Dashboard.Tests.Platforms;
using LiveChat.Dashboard.Tests.Reviews;
using LiveChat.EndToEnd.Tests.Clients;
using Microsoft.Playwright;
using Xunit;

namespace LiveChat.Dashboard.Tests.Inbox;

/// <summary>Staff in their browsers and visitors at the API, at the same time: the same journeys in both topologies.</summary>
public abstract class LiveInboxSuite(DashboardPlatform platform, Chromium chromium) : DashboardTest(platform, chromium)
{
    /// <summary>How long the network stays away.</summary>
    private protected virtual TimeSpan NetworkCut => TimeSpan.Zero;

    [Fact]
    public async Task Visitor_Writes_AppearsOnTopWithoutAReload()
    {
        var tenant = await Platform.TenantAsync(Ct);
        await using var desk = await OwnerAsync(tenant);

        var said = await tenant.NewVisitor().SayAsync("Do you ship to Switzerland?", Ct);

        var id = (string)said["conversationId"]!;
        await Desk.SeesAsync(desk.Row(id));
        await Assertions.Expect(desk.Page.Locator(".row").First).ToHaveAttributeAsync("data-conversation", id);
        await desk.OpenAsync(id);
        await Assertions.Expect(desk.Bubbles.Last).ToContainTextAsync("14.90");
        await Assertions.Expect(desk.Page.Locator(".sources")).ToContainTextAsync("Shipping");
    }

    [Fact]
    public async Task Agent_Answers_VisitorReadsIt_OnceOnTheDesk()
    {
        var tenant = await Platform.TenantAsync(Ct);
        var visitor = tenant.NewVisitor();
        var said = await visitor.SayAsync("I want a human", Ct, "handed_off");
        await using var desk = await OwnerAsync(tenant);
        await desk.OpenAsync((string)said["conversationId"]!);

        await desk.SayAsync("Kim here, how can I help?");

        // The poll ends early for a typing sign, so it's asked again.
        await Eventually.AnswerAsync(
            () => visitor.MessagesAsync(Ct, after: (long)said["seq"]!, wait: 5),
            answer => answer.Body!["messages"]!.AsArray().Any(m => (string?)m!["text"] == "Kim here, how can I help?"), Ct);
        await Assertions.Expect(desk.Bubbles.Filter(new() { HasText = "Kim here" })).ToHaveCountAsync(1);
        await Assertions.Expect(desk.State).ToContainTextAsync("You");
        await Assertions.Expect(desk.Composer).ToHaveValueAsync("");
    }

    [Fact]
    public async Task Agent_AnswerGetsLostOnTheWayBack_IsStoredAndShownOnce()
    {
        var tenant = await Platform.TenantAsync(Ct);
        var said = await tenant.NewVisitor().SayAsync("I want a human", Ct, "handed_off");
        var id = (string)said["conversationId"]!;
        await using var desk = await OwnerAsync(tenant);
        await desk.OpenAsync(id);
        var lost = 0;
        await desk.Page.RouteAsync($"**/conversations/{id}/messages", async route =>
        {
            if (route.Request.Method == "POST" && lost++ == 0)
            {
                await route.FetchAsync();
                await route.AbortAsync();
            }
            else
            {
                await route.ContinueAsync();
            }
        });

        await desk.SayAsync("Only once, please.");

        await Eventually.TrueAsync(() => Task.FromResult(lost >= 2), Ct, "the second try");
        await Assertions.Expect(desk.Page.Locator(".message-pending")).ToHaveCountAsync(0);
        await Assertions.Expect(desk.Bubbles.Filter(new() { HasText = "Only once" })).ToHaveCountAsync(1);
        var stored = (await tenant.Staff.GetAsync($"{tenant.Route}/conversations/{id}/messages", Ct)).Ok()["items"]!.AsArray();
        Assert.Single(stored, m => (string?)m!["text"] == "Only once, please.");
    }

    [Fact]
    public async Task TakeOver_IsShownInTheColleaguesBrowser()
    {
        var tenant = await Platform.TenantAsync(Ct);
        var id = (string)(await tenant.NewVisitor().SayAsync("Hello!", Ct))["conversationId"]!;
        await using var ours = await OwnerAsync(tenant);
        await using var theirs = await ColleagueAsync(tenant);
        await theirs.OpenAsync(id);
        await ours.OpenAsync(id);
        await Assertions.Expect(theirs.State).ToContainTextAsync("Assistant");

        await ours.ActAsync("Take over");

        await Assertions.Expect(ours.State).ToContainTextAsync("You");
        await Assertions.Expect(theirs.State).ToContainTextAsync("Owner");
        await Desk.SeesAsync(theirs.Page.Locator(".event-line").Filter(new() { HasText = "took over" }));
        await ours.ActAsync("Release");
        await Assertions.Expect(theirs.State).ToContainTextAsync("Assistant");
        await ours.ActAsync("Close");
        await Assertions.Expect(theirs.State).ToContainTextAsync("Closed");
    }

    [Fact]
    public async Task Bulk_ClosesWhatWasChosen_InTheColleaguesBrowserToo()
    {
        var tenant = await Platform.TenantAsync(Ct);
        var first = (string)(await tenant.NewVisitor().SayAsync("Hello!", Ct))["conversationId"]!;
        var second = (string)(await tenant.NewVisitor().SayAsync("Hello!", Ct))["conversationId"]!;
        var kept = (string)(await tenant.NewVisitor().SayAsync("Hello!", Ct))["conversationId"]!;
        await using var ours = await OwnerAsync(tenant);
        await using var theirs = await ColleagueAsync(tenant);
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
        await using var theirs = await ColleagueAsync(tenant);
        await theirs.OpenAsync(id);
        await ours.OpenAsync(id);

        await ours.Page.Keyboard.PressAsync("Escape");
        await ours.Page.Locator(".assign-button").ClickAsync();
        await ours.Page.GetByRole(AriaRole.Menuitemradio).Filter(new() { HasText = "(you)" }).ClickAsync();

        await Assertions.Expect(ours.State).ToContainTextAsync("You");
        await Assertions.Expect(theirs.State).ToContainTextAsync("Owner");
        await Desk.SeesAsync(theirs.Page.Locator(".event-line").Filter(new() { HasText = "assigned" }));
    }

    [Fact]
    public async Task HeldReply_ApprovedByKey_IsSentAndTakenFromTheColleague()
    {
        var tenant = await Platform.TenantAsync(Ct);
        var settings = (await tenant.Staff.GetAsync($"{tenant.Route}/safety", Ct)).Ok();
        settings["reviewMode"] = "all";
        (await tenant.Staff.PutAsync($"{tenant.Route}/safety", settings, Ct)).Done();
        await using var ours = await OwnerAsync(tenant);
        await using var theirs = await ColleagueAsync(tenant);
        await ours.Page.GotoAsync(Address("/dashboard/reviews").ToString());
        await theirs.Page.GotoAsync(Address("/dashboard/reviews").ToString());
        await ours.IsLiveAsync();
        await theirs.IsLiveAsync();

        var (visitor, said) = await ReviewQueueTests.HoldAsync(tenant, "Do you ship to Switzerland?");

        await Desk.SeesAsync(theirs.Page.Locator(".review-reply").Filter(new() { HasText = "14.90" }));
        await Desk.SeesAsync(ours.Page.Locator(".review"));
        await ours.IsAccessibleAsync();
        await ours.PictureAsync("reviews-one");
        await ours.Page.Keyboard.PressAsync("a");

        await Assertions.Expect(theirs.Page.Locator(".review")).ToHaveCountAsync(0);
        await Assertions.Expect(ours.Page.Locator(".review")).ToHaveCountAsync(0);
        await Eventually.AnswerAsync(
            () => visitor.MessagesAsync(Ct, after: (long)said["seq"]!, wait: 5),
            answer => answer.Body!["messages"]!.AsArray().Any(m => ((string?)m!["text"])?.Contains("14.90", StringComparison.Ordinal) == true), Ct);
    }

    [Fact]
    public async Task Network_CutAndBack_SaysSoAndMissesNothing()
    {
        var tenant = await Platform.TenantAsync(Ct);
        var visitor = tenant.NewVisitor();
        var id = (string)(await visitor.SayAsync("I want a human", Ct, "handed_off"))["conversationId"]!;
        await using var desk = await OwnerAsync(tenant);
        await desk.OpenAsync(id);

        await desk.OfflineAsync(true);
        await Desk.SeesAsync(desk.Page.Locator(".banner"));
        await visitor.SayAsync("Written as you left.", Ct, "handed_off");
        await Task.Delay(NetworkCut, Ct);
        await visitor.SayAsync("Written while you were away.", Ct, "handed_off");
        await desk.OfflineAsync(false);

        await desk.IsLiveAsync();
        await Assertions.Expect(desk.Bubbles.Filter(new() { HasText = "as you left" })).ToHaveCountAsync(1);
        await Assertions.Expect(desk.Bubbles.Filter(new() { HasText = "while you were away" })).ToHaveCountAsync(1);
        await Assertions.Expect(desk.Page.Locator(".banner")).ToHaveCountAsync(0);
    }

    // Nothing is closed and the browser knows nothing of it: the page finds out by itself.
    [Fact]
    public async Task Network_FrozenAndThawed_IsToldWithin30Seconds_AndEveryLineIsShownOnce()
    {
        await using var relay = new FreezingRelay(Platform.Gateway);
        var tenant = await Platform.TenantAsync(Ct);
        var visitor = tenant.NewVisitor();
        var id = (string)(await visitor.SayAsync("I want a human", Ct, "handed_off"))["conversationId"]!;
        var link = new Uri(await Platform.SignInLinkAsync(tenant, Ct));
        await using var desk = await DeskAsync(new Uri(relay.Address, link.PathAndQuery + link.Fragment).ToString());
        await desk.IsLiveAsync();
        await desk.OpenAsync(id);
        await visitor.SayAsync("Written before.", Ct, "handed_off");
        await Assertions.Expect(desk.Bubbles.Filter(new() { HasText = "Written before." })).ToHaveCountAsync(1);

        relay.Freeze();
        await visitor.SayAsync("Written into the ice.", Ct, "handed_off");
        await Assertions.Expect(desk.Page.Locator(".sidebar [data-connection=live]")).ToHaveCountAsync(0, new() { Timeout = 30_000 });
        await Desk.SeesAsync(desk.Page.Locator(".banner"));
        await visitor.SayAsync("Written while frozen.", Ct, "handed_off");
        relay.Thaw();

        await desk.IsLiveAsync();
        foreach (var text in new[] { "Written before.", "Written into the ice.", "Written while frozen." })
            await Assertions.Expect(desk.Bubbles.Filter(new() { HasText = text })).ToHaveCountAsync(1);
        await Assertions.Expect(desk.Page.Locator(".banner")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Trail_SaysWhyThisAnswer()
    {
        var tenant = await Platform.TenantAsync(Ct);
        var said = await tenant.NewVisitor().SayAsync("Do you ship to Switzerland?", Ct);
        await using var desk = await OwnerAsync(tenant);
        await desk.OpenAsync((string)said["conversationId"]!);

        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Why this answer?" }).Last.ClickAsync();

        await Desk.SeesAsync(desk.Page.Locator(".trail-step").Filter(new() { HasText = "Articles searched" }));
        await Assertions.Expect(desk.Page.Locator(".trail")).ToContainTextAsync("Shipping");
        await desk.IsAccessibleAsync();
    }

    [Fact]
    public async Task Keyboard_MovesOpensAndWrites()
    {
        var tenant = await Platform.TenantAsync(Ct);
        await tenant.NewVisitor().SayAsync("I want a human", Ct, "handed_off");
        await using var desk = await OwnerAsync(tenant);
        await Desk.SeesAsync(desk.Page.Locator(".row").First);

        await desk.Page.Keyboard.PressAsync("j");
        await Desk.SeesAsync(desk.Composer);
        await desk.Page.Keyboard.PressAsync("n");
        await Assertions.Expect(desk.Composer).ToBeFocusedAsync();
        await desk.Page.Keyboard.TypeAsync("Ask Kim.");
        await desk.Page.Keyboard.PressAsync("Enter");

        await Desk.SeesAsync(desk.Page.Locator(".message-note").Filter(new() { HasText = "Ask Kim." }));
    }
}
