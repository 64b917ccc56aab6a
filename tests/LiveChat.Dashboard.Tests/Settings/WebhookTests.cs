using LiveChat.Dashboard.Tests.Pages;
using LiveChat.Dashboard.Tests.Platforms;
using LiveChat.WidgetAuth.Tests.Webhooks;
using Microsoft.Playwright;
using Xunit;

namespace LiveChat.Dashboard.Tests.Settings;

/// <summary>Webhooks: added with a secret that signs them, and each delivery told, what failed with its reason.</summary>
public sealed class WebhookTests(StandaloneDashboard platform, Chromium chromium) : DashboardTest(platform, chromium)
{
    [Fact]
    public async Task Deliveries_AreSeenAsTheyGo_AndAFailedOneIsSentAgain()
    {
        await using var receiver = await Receiver.StartAsync();
        var tenant = await Platform.TenantAsync(Ct);
        await using var desk = await OwnerAsync(tenant, 1280);
        var page = desk.Page;
        await GoAsync(desk, "integrations");
        var dialog = page.GetByRole(AriaRole.Dialog);

        // An address that is none is refused at its field.
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a webhook" }).ClickAsync();
        await dialog.GetByLabel("Address").FillAsync("ftp://shop.example/hook");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();
        await Assertions.Expect(dialog.GetByLabel("Address")).ToHaveAttributeAsync("aria-invalid", "true");
        await Desk.SeesAsync(dialog.Locator(".request-id"));
        await dialog.GetByLabel("Address").FillAsync(receiver.Url);
        await dialog.GetByLabel("A conversation begins").CheckAsync();
        await desk.IsAccessibleAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();
        await Desk.SeesAsync(dialog.GetByText("whsec_"));
        var secret = await dialog.Locator("code", new() { HasText = "whsec_" }).InnerTextAsync();
        await desk.IsAccessibleAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();
        await Assertions.Expect(page.GetByText("whsec_")).ToHaveCountAsync(0);

        // A test that fails, with its reason; then what happens by itself.
        receiver.Answers.Enqueue(500);
        await page.GetByRole(AriaRole.Button, new() { Name = $"Deliveries: {receiver.Url}" }).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Send a test" }).ClickAsync();
        var failed = dialog.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "webhook.test" });
        await Assertions.Expect(failed).ToContainTextAsync("Failed");
        await Assertions.Expect(failed).ToContainTextAsync("HTTP 500");
        await Assertions.Expect(dialog.Locator(".verdict")).ToContainTextAsync("Failed");
        await desk.IsAccessibleAsync();
        await desk.PictureAsync("webhook-failed");

        await failed.GetByRole(AriaRole.Button, new() { Name = "Send again" }).ClickAsync();
        // Nobody asks anew: the list follows what waits until it has arrived.
        await Assertions.Expect(failed.Locator(".tag")).ToHaveTextAsync("Delivered", new() { Timeout = 30_000 });
        await Assertions.Expect(failed).ToContainTextAsync("HTTP 200");
        var taken = await receiver.WaitAsync(2);
        Assert.Equal(taken[0].Delivery, taken[1].Delivery);
        Assert.All(taken, each => Assert.True(each.IsSignedWith(secret)));
        // Said within the dialog: what lies behind it can be neither seen nor heard.
        await Assertions.Expect(dialog.GetByRole(AriaRole.Status)).ToHaveCountAsync(1);

        await page.Keyboard.PressAsync("Escape");
        await tenant.NewVisitor().SayAsync("Hello!", Ct);
        await receiver.WaitAsync(1, each => each.Event == "conversation.opened");
        await page.GetByRole(AriaRole.Button, new() { Name = $"Deliveries: {receiver.Url}" }).ClickAsync();
        var opened = dialog.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "conversation.opened" });
        await Assertions.Expect(opened.Locator(".tag")).ToHaveTextAsync("Delivered");
        await opened.GetByText("What was sent").ClickAsync();
        await Assertions.Expect(opened.Locator("pre")).ToContainTextAsync("\"event\": \"conversation.opened\"");
        await desk.IsAccessibleAsync();
        await desk.PictureAsync("webhook-deliveries");
    }
}
