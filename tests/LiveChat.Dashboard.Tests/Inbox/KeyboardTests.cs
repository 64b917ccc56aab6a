using System.Text.RegularExpressions;
using LiveChat.Dashboard.Tests.Pages;
using LiveChat.Dashboard.Tests.Platforms;
using LiveChat.EndToEnd.Tests.Clients;
using Microsoft.Playwright;
using Xunit;

namespace LiveChat.Dashboard.Tests.Inbox;

/// <summary>A day at the inbox without a mouse, and without eyes.</summary>
public sealed class KeyboardTests(StandaloneDashboard platform, Chromium chromium) : DashboardTest(platform, chromium)
{
    [Fact]
    public async Task Inbox_IsRunByKeysAlone()
    {
        var tenant = await Platform.TenantAsync(Ct);
        var older = (string)(await tenant.NewVisitor().SayAsync("I want a human", Ct, "handed_off"))["conversationId"]!;
        var newer = (string)(await tenant.NewVisitor().SayAsync("I want a human", Ct, "handed_off"))["conversationId"]!;
        await using var desk = await OwnerAsync(tenant);
        var page = desk.Page;
        await Desk.SeesAsync(desk.Row(newer));

        await page.Keyboard.PressAsync("?");
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Keyboard shortcuts" })).ToContainTextAsync("Take over");
        await desk.IsAccessibleAsync();
        await desk.PictureAsync("shortcuts");
        await page.Keyboard.PressAsync("Escape");

        await page.Keyboard.PressAsync("j");
        await desk.IsAtAsync($"/inbox/{newer}");
        await page.Keyboard.PressAsync("j");
        await desk.IsAtAsync($"/inbox/{older}");
        await page.Keyboard.PressAsync("k");
        await desk.IsAtAsync($"/inbox/{newer}");
        await Desk.SeesAsync(desk.Composer);

        await page.Keyboard.PressAsync("t");
        await Assertions.Expect(desk.State).ToContainTextAsync("You");
        await page.Keyboard.PressAsync("r");
        await Assertions.Expect(desk.Composer).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("n");
        await Assertions.Expect(desk.Composer).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("A regular.");
        await page.Keyboard.PressAsync("Enter");
        await Desk.SeesAsync(page.Locator(".message-note .bubble").Filter(new() { HasText = "A regular." }));
        await page.Keyboard.PressAsync("Escape");

        await page.Keyboard.PressAsync("a");
        await Assertions.Expect(page.GetByRole(AriaRole.Menuitemradio).First).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.GetByRole(AriaRole.Menuitemradio)).ToHaveCountAsync(0);

        await page.Keyboard.PressAsync("x");
        await Desk.SeesAsync(page.GetByText("1 chosen"));
        await page.Keyboard.PressAsync("x");
        await Desk.SeesAsync(page.GetByText("0 chosen"));

        await page.Keyboard.PressAsync("e");
        await Assertions.Expect(desk.State).ToContainTextAsync("Closed");
        await page.Keyboard.PressAsync("/");
        await Assertions.Expect(page.GetByRole(AriaRole.Searchbox)).ToBeFocusedAsync();
        // The letters of a search are no commands.
        await page.Keyboard.TypeAsync("ej");
        await desk.IsAtAsync($"/inbox/{newer}?q=ej");
    }

    [Fact]
    public async Task NewMessages_AreSaidOnce_AndABurstIsSaidAsOne()
    {
        var tenant = await Platform.TenantAsync(Ct);
        await using var desk = await OwnerAsync(tenant);
        await desk.Page.GetByRole(AriaRole.Link, new() { Name = "Usage", Exact = true }).ClickAsync();
        await desk.Page.EvaluateAsync("""
            () => {
              window.heard = [];
              new MutationObserver(() => { const said = document.querySelector('[data-announcer]').textContent; if (said) window.heard.push(said); })
                .observe(document.querySelector('[data-announcer]'), { childList: true, characterData: true, subtree: true });
            }
            """);
        var visitor = tenant.NewVisitor();
        await visitor.SayAsync("I want a human", Ct, "handed_off");
        await HeardAsync(desk, 1);
        // The visitor who asked to see whether the assistant answers is unread, too.
        await Assertions.Expect(desk.Page).ToHaveTitleAsync("(2) Usage · LiveChat");

        // All of them together: those before the last one are not said.
        await Task.WhenAll(Enumerable.Range(0, 4).Select(n => visitor.SayAsync($"Hello? {n}", Ct, "handed_off")));
        await HeardAsync(desk, 2);
        // The same words once more are heard once more.
        await Assertions.Expect(desk.Page.Locator("[data-announcer]")).ToHaveTextAsync("");
        await visitor.SayAsync("Still there?", Ct, "handed_off");
        await HeardAsync(desk, 3);
        Assert.Equal(["a visitor waits for a person", "New message from a visitor", "New message from a visitor"], await desk.Page.EvaluateAsync<string[]>("heard"));
    }

    [Fact]
    public async Task Notifications_ComeOnlyAfterTheyWereAskedFor()
    {
        var tenant = await Platform.TenantAsync(Ct);
        await using var desk = await OwnerAsync(tenant);
        // A browser that would show them, with another window in front.
        await desk.Page.AddInitScriptAsync("""
            window.shown = [];
            window.Notification = class {
              static permission = 'default';
              static requestPermission = async () => (this.permission = 'granted');
              constructor(title, options) { window.shown.push(`${title}: ${options.body}`); }
              close() {}
            };
            document.hasFocus = () => false;
            """);
        await GoAsync(desk, "account");
        await tenant.NewVisitor().SayAsync("I want a human", Ct, "handed_off");
        await Assertions.Expect(desk.Page.Locator(".nav-count")).ToHaveTextAsync(new Regex("^2"));
        await desk.Page.GetByRole(AriaRole.Switch, new() { Name = "Browser notifications" }).ClickAsync();
        await Assertions.Expect(desk.Page.GetByRole(AriaRole.Switch, new() { Name = "Browser notifications" })).ToBeCheckedAsync();

        await tenant.NewVisitor().SayAsync("I want a human", Ct, "handed_off");
        await Eventually.TrueAsync(() => desk.Page.EvaluateAsync<bool>("shown.length > 0"), Ct, "a notification");
        var shown = Assert.Single(await desk.Page.EvaluateAsync<string[]>("shown"));
        Assert.StartsWith("a visitor waits for a person", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sound_IsHeardOnlyWhereItIsOn()
    {
        var tenant = await Platform.TenantAsync(Ct);
        await using var desk = await OwnerAsync(tenant);
        // Another window is in front, and each tone is counted on its way to the loudspeaker.
        await desk.Page.AddInitScriptAsync("""
            window.tones = 0;
            const start = OscillatorNode.prototype.start;
            OscillatorNode.prototype.start = function (...at) { window.tones++; return start.apply(this, at); };
            document.hasFocus = () => false;
            """);
        await GoAsync(desk, "account");
        await tenant.NewVisitor().SayAsync("I want a human", Ct, "handed_off");
        await Assertions.Expect(desk.Page.Locator(".nav-count")).ToHaveTextAsync(new Regex("^2"));
        Assert.Equal(0, await desk.Page.EvaluateAsync<int>("tones"));

        // Switching it on lets one hear it: two tones.
        await desk.Page.GetByRole(AriaRole.Switch, new() { Name = "Sound" }).ClickAsync();
        Assert.Equal(2, await desk.Page.EvaluateAsync<int>("tones"));
        await tenant.NewVisitor().SayAsync("I want a human", Ct, "handed_off");
        await Eventually.TrueAsync(() => desk.Page.EvaluateAsync<bool>("tones === 4"), Ct, "the sound of a waiting visitor");

        await desk.Page.GetByRole(AriaRole.Switch, new() { Name = "Sound" }).ClickAsync();
        await tenant.NewVisitor().SayAsync("I want a human", Ct, "handed_off");
        await Assertions.Expect(desk.Page.Locator(".nav-count")).ToHaveTextAsync(new Regex("^4"));
        Assert.Equal(4, await desk.Page.EvaluateAsync<int>("tones"));
    }

    private static Task HeardAsync(Desk desk, int times) =>
        Eventually.TrueAsync(() => desk.Page.EvaluateAsync<bool>($"heard.length >= {times}"), Ct, $"announcement {times}");
}
