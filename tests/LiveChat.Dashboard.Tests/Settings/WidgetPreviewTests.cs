using LiveChat.Dashboard.Tests.Pages;
using LiveChat.Dashboard.Tests.Platforms;
using LiveChat.EndToEnd.Tests.Clients;
using Microsoft.Playwright;
using Xunit;

namespace LiveChat.Dashboard.Tests.Settings;

/// <summary>The real widget beside the form that sets it up: it looks as it will, it answers, and it leaves nothing behind.</summary>
public sealed class WidgetPreviewTests(StandaloneDashboard platform, Chromium chromium) : DashboardTest(platform, chromium)
{
    [Fact]
    public async Task Preview_AnswersAsTheAssistantWould_AndNothingIsStored()
    {
        var tenant = await Platform.TenantAsync(Ct);
        var before = await StoredAsync(tenant);
        await using var desk = await OwnerAsync(tenant, 1280);
        await GoAsync(desk, "site");
        var looks = desk.Page.Locator(".card").Filter(new() { HasText = "Appearance" });
        await looks.GetByLabel("Colour").FillAsync("#ffe066");
        var widget = Widget(desk);
        await widget.GetByRole(AriaRole.Textbox).FillAsync("Do you ship to Switzerland?");
        await widget.GetByRole(AriaRole.Textbox).PressAsync("Enter");
        await Assertions.Expect(widget.Locator(".theirs .bubble").Last).ToContainTextAsync("14.90");
        // Dark on yellow, so that it can be read.
        await Assertions.Expect(widget.Locator(".mine .bubble")).ToHaveCSSAsync("color", "rgb(17, 18, 22)");
        await Assertions.Expect(widget.GetByText("Switzerland?")).ToHaveCountAsync(1);
        await desk.IsAccessibleAsync();
        await desk.PictureAsync("site-preview-answer");

        // With a change nothing of the talk is lost; started over, all of it is.
        await looks.GetByLabel("Company").FillAsync("Loom & Larch");
        await Assertions.Expect(widget).ToContainTextAsync("Loom & Larch");
        await Assertions.Expect(widget.GetByText("Switzerland?")).ToHaveCountAsync(1);
        await looks.GetByRole(AriaRole.Button, new() { Name = "Start over" }).ClickAsync();
        await Assertions.Expect(widget).ToContainTextAsync("Loom & Larch");
        await Assertions.Expect(widget.GetByText("Switzerland?")).ToHaveCountAsync(0);

        Assert.Equal(before, await StoredAsync(tenant));
    }

    [Fact]
    public async Task Preview_WithoutAnAssistant_SaysWhoWouldAnswer()
    {
        var tenant = await Platform.TenantAsync(Ct, assistant: false);
        await using var desk = await OwnerAsync(tenant, 360);
        await GoAsync(desk, "site");
        var widget = Widget(desk);
        await widget.GetByRole(AriaRole.Textbox).FillAsync("Hello!");
        await widget.GetByRole(AriaRole.Textbox).PressAsync("Enter");
        await Assertions.Expect(widget).ToContainTextAsync("No assistant answers");
        await desk.IsSoundAsync();
        await desk.PictureAsync("site-preview-360");
    }

    private static async Task<(int Conversations, string Usage)> StoredAsync(TestTenant tenant) => (
        (await tenant.Staff.GetAsync($"{tenant.Route}/conversations", Ct)).Ok()["items"]!.AsArray().Count,
        string.Join(' ', (await tenant.Staff.GetAsync($"{tenant.Route}/usage", Ct)).Ok()["items"]!.AsArray().Select(i => $"{i!["name"]}={i["used"]}")));

    private static ILocator Widget(Desk desk) => desk.Page.FrameLocator(".preview iframe").Locator("livechat-widget .panel");
}
