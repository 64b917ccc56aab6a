using LiveChat.Dashboard.Tests.Pages;
using LiveChat.Dashboard.Tests.Platforms;
using Microsoft.Playwright;
using Xunit;

namespace LiveChat.Dashboard.Tests.Settings;

/// <summary>What the services refuse is said in the reader's language, at its field and with the id to quote.</summary>
public sealed class RefusalTests(StandaloneDashboard platform, Chromium chromium) : DashboardTest(platform, chromium)
{
    [Fact]
    public async Task Refusals_OnAGermanDashboard_AreGerman()
    {
        var tenant = await Platform.TenantAsync(Ct, assistant: false);
        (await tenant.Staff.PostAsync($"{tenant.Route}/canned", new { shortcut = "hallo", title = "Hallo", text = "Guten Tag!" }, Ct)).Ok(201);
        await using var desk = await OwnerAsync(tenant);
        var page = desk.Page;
        await page.EvaluateAsync("localStorage.setItem('livechat.locale', 'de')");
        await GoAsync(desk, "canned");
        await page.Locator("main .button-primary").First.ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        var shortcut = dialog.GetByLabel("Kürzel");
        await shortcut.FillAsync("mit leer");
        await dialog.GetByLabel("Text", new() { Exact = true }).FillAsync("Guten Tag!");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Speichern" }).ClickAsync();

        // A field's objection, at the field and in the summary.
        await Assertions.Expect(shortcut).ToHaveAttributeAsync("aria-invalid", "true");
        await Assertions.Expect(dialog.Locator(".field-error")).ToHaveTextAsync("Muss 1 bis 40 Zeichen ohne Leerzeichen haben.");
        var note = dialog.GetByRole(AriaRole.Alert);
        await Assertions.Expect(note).ToContainTextAsync("Etwas ist nicht so ausgefüllt wie nötig");
        await Assertions.Expect(note.Locator(".request-id code")).Not.ToBeEmptyAsync();
        await desk.IsAccessibleAsync();
        await desk.PictureAsync("refusal-german");

        // A refusal of the whole.
        await shortcut.FillAsync("hallo");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Speichern" }).ClickAsync();
        await Assertions.Expect(note).ToContainTextAsync("Eine andere Antwort hat dieses Kürzel");
    }
}
