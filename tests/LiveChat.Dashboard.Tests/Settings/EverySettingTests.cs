using LiveChat.Dashboard.Tests.Pages;
using LiveChat.Dashboard.Tests.Platforms;
using Microsoft.Playwright;
using Xunit;

namespace LiveChat.Dashboard.Tests.Settings;

/// <summary>What is set on a page holds: for the widget, for who answers, for the team; and the audit has it.</summary>
public sealed class EverySettingTests(StandaloneDashboard platform, Chromium chromium) : DashboardTest(platform, chromium)
{
    [Fact]
    public async Task Widget_IsPreviewedAsItIsTyped_AndWhatIsTypedElsewhereStays()
    {
        var tenant = await Platform.TenantAsync(Ct, assistant: false);
        await using var desk = await OwnerAsync(tenant, 1280);
        var page = desk.Page;
        await GoAsync(desk, "site");
        await Desk.SeesAsync(page.GetByText("30 days left"));
        var looks = page.Locator(".card").Filter(new() { HasText = "Appearance" });
        await looks.GetByLabel("Company").FillAsync("Loom & Larch");
        await looks.GetByLabel("Greeting").FillAsync("Grüezi! 👋");
        await looks.GetByLabel("Colour").FillAsync("#ffe066");
        // The widget itself, and it takes nothing from whoever types here.
        var widget = page.FrameLocator(".preview iframe").Locator("livechat-widget .panel");
        await Assertions.Expect(widget).ToContainTextAsync("Loom & Larch");
        await Assertions.Expect(widget).ToContainTextAsync("Grüezi! 👋");
        await Assertions.Expect(looks.GetByLabel("Colour")).ToBeFocusedAsync();
        await desk.IsAccessibleAsync();
        await desk.PictureAsync("site-preview");

        // Saving one card takes nothing from another that is half done.
        var behaviour = page.Locator(".card").Filter(new() { HasText = "Behaviour" });
        await behaviour.GetByLabel("Contact e-mail").FillAsync("help@shop.example");
        await looks.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Desk.SeesAsync(page.Locator(".toast-done"));
        await Assertions.Expect(behaviour.GetByLabel("Contact e-mail")).ToHaveValueAsync("help@shop.example");
        await behaviour.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.Locator(".toast-done")).ToHaveCountAsync(2);

        var config = (await tenant.Staff.GetAsync($"{tenant.Route}/widget", Ct)).Ok();
        Assert.Equal(("Loom & Larch", "#ffe066", "help@shop.example"), ((string)config["companyName"]!, (string)config["primaryColor"]!, (string)config["contactEmail"]!));

        await page.GetByRole(AriaRole.Link, new() { Name = "Audit log" }).ClickAsync();
        var entry = page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Widget settings changed" }).Last;
        await entry.GetByText("changes").ClickAsync();
        await Assertions.Expect(entry.Locator("ins").Filter(new() { HasText = "Loom & Larch" })).ToHaveCountAsync(1);
        await Assertions.Expect(entry.Locator("del").First).Not.ToBeEmptyAsync();
        await desk.PictureAsync("audit-entry");
    }

    [Fact]
    public async Task Assistant_IsMadeAndTried_AndADryRunNamesTheRuleThatDecides()
    {
        var tenant = await Platform.TenantAsync(Ct);
        await using var desk = await OwnerAsync(tenant, 1280);
        var page = desk.Page;
        await GoAsync(desk, "assistants");
        await page.GetByRole(AriaRole.Button, new() { Name = "New assistant" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Name").FillAsync("Bruno");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        var bruno = page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Bruno" });
        await bruno.GetByRole(AriaRole.Button, new() { Name = "Make default" }).ClickAsync();
        await Assertions.Expect(bruno).ToContainTextAsync("Default");
        await bruno.GetByRole(AriaRole.Button, new() { Name = "Edit" }).ClickAsync();
        await dialog.GetByLabel("Question", new() { Exact = true }).FillAsync("Do you ship to Switzerland?");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Ask", Exact = true }).ClickAsync();
        await Assertions.Expect(dialog.Locator(".try-answer")).ToContainTextAsync("14.90");
        await desk.IsAccessibleAsync();
        await desk.PictureAsync("assistant-try");
        await page.Keyboard.PressAsync("Escape");

        await page.GetByRole(AriaRole.Link, new() { Name = "Routing" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "New rule" }).ClickAsync();
        await dialog.GetByLabel("Name", new() { Exact = true }).FillAsync("Money back");
        await dialog.GetByLabel("Keywords").FillAsync("refund");
        await dialog.GetByLabel("Answered by").SelectOptionAsync(new SelectOptionValue { Label = "People" });
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
        var verdict = page.Locator(".verdict");
        await page.GetByLabel("Message", new() { Exact = true }).FillAsync("I want a refund!");
        await page.GetByRole(AriaRole.Button, new() { Name = "Find out" }).ClickAsync();
        await Assertions.Expect(verdict).ToContainTextAsync("People would answer");
        await Assertions.Expect(verdict).ToContainTextAsync("by the rule “Money back”");
        await page.GetByLabel("Message", new() { Exact = true }).FillAsync("Hello!");
        await page.GetByRole(AriaRole.Button, new() { Name = "Find out" }).ClickAsync();
        await Assertions.Expect(verdict).ToContainTextAsync("Bruno would answer");
        await desk.IsAccessibleAsync();
        await desk.PictureAsync("routing-dry-run");
    }

    [Fact]
    public async Task Team_IsInvitedByALink_AndARoleHoldsWhereItIsUsed()
    {
        var tenant = await Platform.TenantAsync(Ct);
        await tenant.NewVisitor().SayAsync("Hello!", Ct);
        var kim = await Platform.ColleagueAsync(tenant, "Kim", Ct);
        await using var desk = await OwnerAsync(tenant, 1280);
        var page = desk.Page;
        await GoAsync(desk, "team");
        await page.GetByRole(AriaRole.Button, new() { Name = "Invite" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("E-mail").FillAsync($"lee@{tenant.Id}.example");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Make the link" }).ClickAsync();
        await Assertions.Expect(dialog.Locator("pre")).ToContainTextAsync("/dashboard");
        await desk.IsAccessibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Desk.SeesAsync(page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = $"lee@{tenant.Id}.example" }));
        await page.GetByLabel("Role of Kim").SelectOptionAsync("viewer");
        await Desk.SeesAsync(page.Locator(".toast-done"));
        await desk.PictureAsync("team-invited");

        // A viewer reads, and is told so where the others write.
        await using var viewer = await DeskAsync(kim);
        await viewer.IsLiveAsync();
        await viewer.Page.Locator(".row").First.ClickAsync();
        await Desk.SeesAsync(viewer.Page.GetByText("Read only"));
        await Assertions.Expect(viewer.Composer).ToHaveCountAsync(0);
        await Assertions.Expect(viewer.Page.GetByRole(AriaRole.Link, new() { Name = "AI provider" })).ToHaveCountAsync(0);
        await viewer.Page.GotoAsync(Address("/dashboard/audit").ToString());
        await Desk.SeesAsync(viewer.Page.GetByText("For admins"));
        await viewer.IsAccessibleAsync();
    }

    [Fact]
    public async Task Usage_TellsWhatIsUsed_AndWhereItIsHeading()
    {
        var tenant = await Platform.TenantAsync(Ct);
        (await tenant.Operator.PatchAsync($"/api/operator/tenants/{tenant.Id}", new { limits = new { conversationsPerMonth = 4 } }, Ct)).Done();
        for (var n = 0; n < 3; n++)
            await tenant.NewVisitor().SayAsync("Hello!", Ct);
        await using var desk = await OwnerAsync(tenant, 1280);
        var page = desk.Page;
        await page.GotoAsync(Address("/dashboard/usage").ToString());
        var conversations = page.GetByRole(AriaRole.Region, new() { Name = "Conversations", Exact = true });
        // One more than the three: a visitor asked before, to see whether the assistant answers.
        await Assertions.Expect(conversations).ToContainTextAsync("4of 4");
        await Assertions.Expect(conversations).ToContainTextAsync("by the end of the period");
        await Assertions.Expect(conversations.GetByRole(AriaRole.Meter)).ToHaveAttributeAsync("value", "4");
        await Desk.SeesAsync(page.GetByText("all 4 of this month are used up"));
        await desk.IsAccessibleAsync();
        await desk.PictureAsync("usage-full");
    }
}
