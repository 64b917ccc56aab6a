using LiveChat.Dashboard.Tests.Pages;
using LiveChat.Dashboard.Tests.Platforms;
using Microsoft.Playwright;
using Xunit;

namespace LiveChat.Dashboard.Tests.Accessibility;

/// <summary>
/// Where the system's colours take the place of ours (Windows' contrast themes), states that differ by ground or shadow alone
/// look the same. Pictures of the same control in both states are compared.
/// </summary>
public sealed class ForcedColoursTests(StandaloneDashboard platform, Chromium chromium) : DashboardTest(platform, chromium)
{
    [Fact]
    public async Task Controls_KeepTheirBordersAndFocus()
    {
        var tenant = await Platform.TenantAsync(Ct, assistant: false);
        await using var desk = await ForcedAsync(await OwnerAsync(tenant));
        await GoAsync(desk, "account");

        var chosen = desk.Page.GetByRole(AriaRole.Switch).First;
        await chosen.FocusAsync();
        await desk.Page.Keyboard.PressAsync("Shift+Tab");
        await desk.Page.Keyboard.PressAsync("Tab");

        var outline = await chosen.EvaluateAsync<string>("e => getComputedStyle(e).outlineStyle + ' ' + getComputedStyle(e).outlineWidth");
        Assert.DoesNotContain("none", outline, StringComparison.Ordinal);
        var button = desk.Page.Locator("main .button-primary").First;
        Assert.NotEqual("0px", await button.EvaluateAsync<string>("e => getComputedStyle(e).borderTopWidth"));
        await desk.PictureAsync("account-forced-colours");
    }

    [Fact]
    public async Task Switch_OnAndOff_LookDifferent()
    {
        var tenant = await Platform.TenantAsync(Ct, assistant: false);
        await using var desk = await ForcedAsync(await OwnerAsync(tenant));
        await GoAsync(desk, "account");
        var chosen = desk.Page.GetByRole(AriaRole.Switch, new() { Name = "Single-key shortcuts" });
        await chosen.SetCheckedAsync(false);
        var off = await LookAsync(desk, chosen);

        await chosen.SetCheckedAsync(true);

        Assert.NotEqual(off, await LookAsync(desk, chosen));
    }

    [Fact]
    public async Task Inbox_WhatIsChosen_LooksDifferent()
    {
        var tenant = await Platform.TenantAsync(Ct);
        var first = (string)(await tenant.NewVisitor().SayAsync("I want a human", Ct, "handed_off"))["conversationId"]!;
        await using var desk = await ForcedAsync(await OwnerAsync(tenant));
        await GoAsync(desk, $"inbox/{first}");
        await Desk.SeesAsync(desk.Composer);
        await Assertions.Expect(desk.Row(first).Locator(".unread")).ToHaveCountAsync(0);
        await desk.PictureAsync("conversation-forced-colours");

        await DifferAsync(desk, desk.Page.Locator(".chip").Nth(1), "aria-pressed");
        await DifferAsync(desk, desk.Page.Locator(".segmented button").First, "aria-pressed");
        await DifferAsync(desk, desk.Page.Locator(".composer-modes button").First, "aria-pressed");

        var row = desk.Row(first);
        var selected = await LookAsync(desk, row);
        await row.EvaluateAsync("e => e.classList.remove('row-selected')");
        Assert.NotEqual(selected, await LookAsync(desk, row));
        var place = desk.Page.Locator(".nav-item").First;
        await Assertions.Expect(place).ToContainClassAsync("active");
        var here = await LookAsync(desk, place);
        await place.EvaluateAsync("e => e.classList.remove('active')");
        Assert.NotEqual(here, await LookAsync(desk, place));
    }

    [Fact]
    public async Task Composer_Focused_HasARealOutline()
    {
        var tenant = await Platform.TenantAsync(Ct);
        var id = (string)(await tenant.NewVisitor().SayAsync("I want a human", Ct, "handed_off"))["conversationId"]!;
        await using var desk = await ForcedAsync(await OwnerAsync(tenant));
        await GoAsync(desk, $"inbox/{id}");
        await Desk.SeesAsync(desk.Composer);
        var frame = desk.Page.Locator(".composer");
        // A caret blinks and is no sign that can be found; only the frame counts.
        await desk.Composer.EvaluateAsync("e => { e.style.caretColor = 'transparent'; e.blur(); }");
        var idle = await LookAsync(desk, frame);

        await desk.Composer.FocusAsync();

        Assert.NotEqual(idle, await LookAsync(desk, frame));
        Assert.Equal("solid", await frame.EvaluateAsync<string>("e => getComputedStyle(e).outlineStyle"));
        await desk.PictureAsync("composer-forced-colours");
    }

    private static async Task<Desk> ForcedAsync(Desk desk)
    {
        await desk.Page.EmulateMediaAsync(new() { ForcedColors = ForcedColors.Active });
        return desk;
    }

    // The same element, so that nothing but the state makes the difference.
    private static async Task DifferAsync(Desk desk, ILocator control, string state)
    {
        await control.EvaluateAsync($"e => e.setAttribute('{state}', 'false')");
        var off = await LookAsync(desk, control);
        await control.EvaluateAsync($"e => e.setAttribute('{state}', 'true')");
        Assert.NotEqual(off, await LookAsync(desk, control));
    }

    /// <summary>A picture of the element and a little of what is around it, where outlines are.</summary>
    private static async Task<string> LookAsync(Desk desk, ILocator element)
    {
        await desk.Page.Mouse.MoveAsync(0, 0);
        await element.ScrollIntoViewIfNeededAsync();
        var box = (await element.BoundingBoxAsync())!;
        var clip = new Clip { X = Math.Max(0, box.X - 5), Y = Math.Max(0, box.Y - 5), Width = box.Width + 10, Height = box.Height + 10 };
        return Convert.ToBase64String(await desk.Page.ScreenshotAsync(new() { Clip = clip, Animations = ScreenshotAnimations.Disabled }));
    }
}
