using LiveChat.Dashboard.Tests.Pages;
using LiveChat.Dashboard.Tests.Platforms;
using Microsoft.Playwright;
using Xunit;

namespace LiveChat.Dashboard.Tests.Settings;

/// <summary>The forms for rules: escalation rules on the safety page, opening hours of routing rules.</summary>
public sealed class RuleEditorTests(StandaloneDashboard platform, Chromium chromium) : DashboardTest(platform, chromium)
{
    [Theory]
    [InlineData(ColorScheme.Light, 360)]
    [InlineData(ColorScheme.Dark, 1440)]
    public async Task EscalationRule_IsMadeByKeyboard_RefusedByField_AndKept(ColorScheme scheme, int width)
    {
        var tenant = await Platform.TenantAsync(Ct);
        await using var desk = await OwnerAsync(tenant, width, 900, scheme);
        var page = desk.Page;
        await GoAsync(desk, "safety");

        await page.GetByRole(AriaRole.Button, new() { Name = "Add a rule" }).PressAsync("Enter");
        var rule = page.Locator(".escalation-rule");
        var name = rule.GetByLabel("Name", new() { Exact = true });
        await Assertions.Expect(name).ToBeFocusedAsync();
        await name.FillAsync("Angry customers");
        var warnings = rule.GetByRole(AriaRole.Switch, new() { Name = "Several of the visitor’s messages were stopped" });
        await warnings.PressAsync("Space");
        await rule.GetByRole(AriaRole.Switch, new() { Name = "A list or a check found something" }).PressAsync("Space");
        await rule.GetByLabel("Blocked phrase").CheckAsync();
        await rule.GetByRole(AriaRole.Switch, new() { Name = "Tell somebody" }).PressAsync("Space");
        await rule.GetByLabel("E-mail addresses").FillAsync("kim@shop.example, no address");
        await rule.GetByLabel("To whom").SelectOptionAsync("group");
        await desk.IsAccessibleAsync();
        await desk.IsSoundAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).PressAsync("Enter");

        // Each refusal stands at its own field.
        await Assertions.Expect(rule.GetByLabel("E-mail addresses")).ToHaveAttributeAsync("aria-invalid", "true");
        await Assertions.Expect(rule.GetByLabel("Name of the group")).ToHaveAttributeAsync("aria-invalid", "true");
        await Assertions.Expect(name).Not.ToHaveAttributeAsync("aria-invalid", "true");
        await desk.IsAccessibleAsync();
        await rule.ScrollIntoViewIfNeededAsync();
        await desk.PictureAsync($"escalation-refused-{scheme}-{width}".ToLowerInvariant());

        await rule.GetByLabel("E-mail addresses").FillAsync("kim@shop.example");
        await rule.GetByLabel("Name of the group").FillAsync("Leads");
        await rule.Locator("fieldset", new() { HasText = "Members" }).Last.GetByRole(AriaRole.Checkbox).First.CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).PressAsync("Enter");
        await Desk.SeesAsync(page.Locator(".toast-done"));

        await page.ReloadAsync();
        await desk.IsLiveAsync();
        var toggle = rule.GetByRole(AriaRole.Button, new() { Name = "Angry customers When:" });
        await Assertions.Expect(toggle).ToHaveAttributeAsync("aria-expanded", "false");
        await toggle.PressAsync("Enter");
        await Assertions.Expect(rule.GetByLabel("Name of the group")).ToHaveValueAsync("Leads");
        await Assertions.Expect(rule.GetByLabel("Stopped messages in the conversation")).ToHaveValueAsync("3");
        await rule.ScrollIntoViewIfNeededAsync();
        await desk.PictureAsync($"escalation-{scheme}-{width}".ToLowerInvariant());

        await rule.GetByRole(AriaRole.Button, new() { Name = "Remove the rule Angry customers" }).PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Add a rule" })).ToBeFocusedAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).PressAsync("Enter");
        await Desk.SeesAsync(page.Locator(".toast-done"));
        await Assertions.Expect(rule).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task RoutingRule_KeepsItsHours()
    {
        var tenant = await Platform.TenantAsync(Ct);
        await using var desk = await OwnerAsync(tenant, 360);
        var page = desk.Page;
        await GoAsync(desk, "routing");
        await page.GetByRole(AriaRole.Button, new() { Name = "New rule" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Name", new() { Exact = true }).FillAsync("At night");
        await dialog.GetByRole(AriaRole.Switch, new() { Name = "Only at certain times" }).PressAsync("Space");
        await dialog.GetByLabel("Time zone").FillAsync("Europe/Nowhere");
        await dialog.GetByRole(AriaRole.Switch, new() { Name = "Outside of these hours instead" }).PressAsync("Space");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Desk.SeesAsync(dialog.Locator(".field-error", new() { HasText = "timeZone" }));
        await dialog.GetByLabel("Time zone").FillAsync("Europe/Zurich");
        await dialog.GetByLabel("Monday, from").FillAsync("08:30");
        await desk.IsAccessibleAsync();
        await desk.IsSoundAsync();
        await desk.PictureAsync("routing-hours-360");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Assertions.Expect(dialog).ToHaveCountAsync(0);

        await page.ReloadAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Edit: At night" }).ClickAsync();
        await Assertions.Expect(dialog.GetByLabel("Monday, from")).ToHaveValueAsync("08:30");
        await Assertions.Expect(dialog.GetByLabel("Time zone")).ToHaveValueAsync("Europe/Zurich");
        await Assertions.Expect(dialog.GetByRole(AriaRole.Switch, new() { Name = "Outside of these hours instead" })).ToBeCheckedAsync();
        await dialog.GetByLabel("Saturday: add hours").ScrollIntoViewIfNeededAsync();
        await desk.PictureAsync("routing-hours-kept-360");
    }
}
