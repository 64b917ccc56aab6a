using LiveChat.Dashboard.Tests.Pages;
using LiveChat.Dashboard.Tests.Platforms;
using LiveChat.EndToEnd.Tests.Clients;
using Microsoft.Playwright;
using Xunit;

namespace LiveChat.Dashboard.Tests.Settings;

/// <summary>The first hour of a tenant: the checklist leads from an empty workspace to the first visitor.</summary>
public sealed class FreshTenantTests(StandaloneDashboard platform, Chromium chromium) : DashboardTest(platform, chromium)
{
    [Fact]
    public async Task Checklist_IsWhereAFreshTenantOpens_AndTicksItselfOff()
    {
        var tenant = await Platform.TenantAsync(Ct, assistant: false);
        await using var desk = await OwnerAsync(tenant);
        var page = desk.Page;
        await desk.IsAtAsync("/dashboard/start");
        var done = page.Locator(".start-done");
        await Assertions.Expect(done).ToHaveCountAsync(1); // the token that the tenant was made with

        // The site, and the snippet for each kind of it.
        await page.GetByRole(AriaRole.Link, new() { Name = "Add your site" }).ClickAsync();
        await page.GetByLabel("Add a domain").FillAsync("https://www.shop.example/some/page");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).First.ClickAsync();
        await Desk.SeesAsync(page.Locator("main li").Filter(new() { HasText = "www.shop.example" }).First);
        await page.GetByRole(AriaRole.Button, new() { Name = "New snippet" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Create", Exact = true }).ClickAsync();
        foreach (var (tab, part) in new[] { ("Tag Manager", "ChatWidget"), ("WordPress", "wp_footer"), ("Shopify", "theme.liquid"), ("React", "useEffect"), ("HTML", "renderWebWidget") })
        {
            await page.GetByRole(AriaRole.Tab, new() { Name = tab }).ClickAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Tabpanel)).ToContainTextAsync(part);
        }
        await desk.IsAccessibleAsync();
        await desk.PictureAsync("site-snippet");
        await page.Keyboard.PressAsync("Escape");

        // The widget reports from the site, and a visitor asks.
        var origin = ("Origin", "https://www.shop.example");
        (await tenant.Widget.GetAsync($"/api/widgets/{tenant.Id}/config", Ct, origin)).Ok();
        (await tenant.Staff.PostAsync($"{tenant.Route}/knowledge", new { title = "Shipping", text = "We ship in two days.", locale = "en" }, Ct)).Ok(201);
        await page.GetByRole(AriaRole.Link, new() { Name = "Get started" }).ClickAsync();
        await Assertions.Expect(page.Locator(".start-seen")).ToContainTextAsync("www.shop.example", new() { Timeout = 30_000 });
        await Assertions.Expect(done).ToHaveCountAsync(3);
        await desk.IsAccessibleAsync();
        await desk.PictureAsync("start-some-done");
    }

    [Fact]
    public async Task Checklist_InvitationSent_IsDone_AndSaysThatItWaits_UntilTheColleagueIsThere()
    {
        var tenant = await Platform.TenantAsync(Ct, assistant: false);
        await using var desk = await OwnerAsync(tenant);
        var page = desk.Page;
        var invite = page.Locator(".start-step", new() { HasText = "Invite a colleague" });
        await Desk.SeesAsync(invite);
        await Assertions.Expect(invite).Not.ToContainClassAsync("start-done");

        var email = $"kim@{tenant.Id}.example";
        var invited = (await tenant.Staff.PostAsync($"{tenant.Route}/users", new { email, role = "agent" }, Ct)).Ok(201);
        await GoAsync(desk, "start");
        await Assertions.Expect(invite).ToContainClassAsync("start-done");
        await Assertions.Expect(invite.GetByRole(AriaRole.Status)).ToHaveTextAsync($"The invitation for {email} waits for an answer.");
        await desk.IsAccessibleAsync();

        var token = ((string)invited["invitation"]!["url"]!).Split('=')[^1];
        (await new Caller(Platform.Gateway).PostAsync("/api/auth/accept", new { token, name = "Kim", password = TestTenant.Password, client = "script" }, Ct)).Ok();
        await GoAsync(desk, "start");
        await Assertions.Expect(invite).ToContainTextAsync("Your team has 2 people.");
        await Assertions.Expect(invite).ToContainClassAsync("start-done");
        await Assertions.Expect(invite.GetByRole(AriaRole.Status)).ToHaveCountAsync(0);
    }

    // It counted open conversations: whoever closed them all had to ask again.
    [Fact]
    public async Task Checklist_AskAndInvite_StayDone_AlsoWhenEverythingIsClosed()
    {
        var tenant = await Platform.TenantAsync(Ct);
        await using var desk = await OwnerAsync(tenant);
        await GoAsync(desk, "start");
        var page = desk.Page;
        var (ask, invite) = (page.Locator(".start-done", new() { HasText = "Ask a question" }), page.Locator(".start-done", new() { HasText = "Invite a colleague" }));
        await Desk.SeesAsync(page.Locator(".start-step").First);
        await Assertions.Expect(invite).ToHaveCountAsync(0);

        await Platform.ColleagueAsync(tenant, "Kim", Ct);
        await tenant.NewVisitor().SayAsync("Hello!", Ct);
        await Assertions.Expect(ask).ToHaveCountAsync(1);
        foreach (var each in (await tenant.Staff.GetAsync($"{tenant.Route}/conversations?status=open", Ct)).Ok()["items"]!.AsArray())
            (await tenant.Staff.PostAsync($"{tenant.Route}/conversations/{each!["id"]}/close", new { }, Ct)).Ok();

        await GoAsync(desk, "start");
        await Assertions.Expect(invite).ToHaveCountAsync(1);
        await Assertions.Expect(ask).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator(".start-progress")).ToContainTextAsync("of 5 done");
    }
}
