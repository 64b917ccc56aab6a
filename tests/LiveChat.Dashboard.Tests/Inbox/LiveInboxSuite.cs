using LiveChat.Dashboard.Tests.Pages;
using LiveChat.Dashboard.Tests.Platforms;
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
        await using var theirs = await OwnerAsync(tenant);
        await theirs.OpenAsync(id);
        await ours.OpenAsync(id);
        await Assertions.Expect(theirs.State).ToContainTextAsync("Assistant");

        await ours.ActAsync("Take over");

        await Assertions.Expect(theirs.State).Not.ToContainTextAsync("Assistant");
        await Desk.SeesAsync(theirs.Page.Locator(".event-line").Filter(new() { HasText = "took over" }));
        await ours.ActAsync("Release");
        await Assertions.Expect(theirs.State).ToContainTextAsync("Assistant");
        await ours.ActAsync("Close");
        await Assertions.Expect(theirs.State).ToContainTextAsync("Closed");
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
