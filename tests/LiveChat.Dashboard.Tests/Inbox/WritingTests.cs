using LiveChat.Dashboard.Tests.Pages;
using LiveChat.Dashboard.Tests.Platforms;
using LiveChat.EndToEnd.Tests.Clients;
using Microsoft.Playwright;
using Xunit;

namespace LiveChat.Dashboard.Tests.Inbox;

/// <summary>What somebody wrote is not theirs to write again, whatever happens to the page, and a note never becomes an answer.</summary>
public sealed class WritingTests(StandaloneDashboard platform, Chromium chromium) : DashboardTest(platform, chromium)
{
    [Fact]
    public async Task Draft_OfANote_ComesBackAsANote()
    {
        var (_, id, desk) = await AtAConversationAsync();
        await using var at = desk;
        await desk.Page.Locator(".composer-modes").GetByRole(AriaRole.Button, new() { Name = "Private note" }).ClickAsync();
        await desk.Composer.FillAsync("Between us: she is right.");

        await desk.Page.GetByRole(AriaRole.Link, new() { Name = "Team", Exact = true }).ClickAsync();
        await desk.Page.GetByRole(AriaRole.Link, new() { Name = "Inbox" }).ClickAsync();
        await desk.OpenAsync(id);
        await Assertions.Expect(desk.Composer).ToHaveValueAsync("Between us: she is right.");
        await Desk.SeesAsync(desk.Page.GetByRole(AriaRole.Button, new() { Name = "Add note" }));

        await desk.Page.ReloadAsync();
        await Assertions.Expect(desk.Composer).ToHaveValueAsync("Between us: she is right.");
        await Desk.SeesAsync(desk.Page.GetByRole(AriaRole.Button, new() { Name = "Add note" }));
    }

    [Fact]
    public async Task Answer_WhosePageIsReloadedOnTheWay_ArrivesOnce()
    {
        var (tenant, id, desk) = await AtAConversationAsync();
        await using var at = desk;
        var route = $"**/conversations/{id}/messages";
        var arrived = new TaskCompletionSource();
        // The server stores it, and its answer finds nobody any more.
        await desk.Page.RouteAsync(route, async request =>
        {
            if (request.Request.Method != "POST")
            {
                await request.ContinueAsync();
                return;
            }

            await request.FetchAsync();
            arrived.TrySetResult();
        });
        await desk.SayAsync("Once, please.");
        await arrived.Task.WaitAsync(Ct);
        await desk.Page.UnrouteAsync(route);
        await desk.Page.ReloadAsync();

        await desk.IsLiveAsync();
        await Assertions.Expect(desk.Bubbles.Filter(new() { HasText = "Once, please." })).ToHaveCountAsync(1);
        await Assertions.Expect(desk.Page.Locator(".message-pending")).ToHaveCountAsync(0);
        Assert.Equal(1, await StoredAsync(tenant, id, "Once, please."));
    }

    [Fact]
    public async Task Answer_ThatNeverLeft_LeavesAfterTheReload()
    {
        var (tenant, id, desk) = await AtAConversationAsync();
        await using var at = desk;
        var route = $"**/conversations/{id}/messages";
        var held = new TaskCompletionSource();
        await desk.Page.RouteAsync(route, request =>
        {
            if (request.Request.Method != "POST")
                return request.ContinueAsync();
            held.TrySetResult();
            return Task.CompletedTask;
        });
        await desk.SayAsync("Still here?");
        await held.Task.WaitAsync(Ct);
        await desk.Page.UnrouteAsync(route);
        await desk.Page.ReloadAsync();

        await Eventually.TrueAsync(async () => await StoredAsync(tenant, id, "Still here?") == 1, Ct, "the answer");
        await Assertions.Expect(desk.Bubbles.Filter(new() { HasText = "Still here?" })).ToHaveCountAsync(1);
        await Assertions.Expect(desk.Page.Locator(".message-pending")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Answer_RefusedAsTheSessionEnds_LeavesAfterSigningInAgain()
    {
        var (tenant, id, desk) = await AtAConversationAsync();
        await using var at = desk;
        const string Over = """{"status":401,"code":"token_expired","requestId":"test-0401"}""";
        await desk.Page.RouteAsync($"**/conversations/{id}/messages", request => request.Request.Method == "POST"
            ? request.FulfillAsync(new() { Status = 401, ContentType = "application/problem+json", Body = Over }) : request.ContinueAsync());
        await desk.Page.RouteAsync("**/api/auth/refresh", request => request.FulfillAsync(new() { Status = 401, ContentType = "application/problem+json", Body = Over }));

        await desk.SayAsync("Your parcel left today.");
        await desk.Page.GetByLabel("E-mail").FillAsync(tenant.Email);
        Assert.Equal(0, await StoredAsync(tenant, id, "Your parcel left today."));
        await desk.Page.UnrouteAllAsync();
        await desk.Page.GetByLabel("Password").FillAsync(TestTenant.Password);
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();

        await Assertions.Expect(desk.Bubbles.Filter(new() { HasText = "Your parcel left today." })).ToHaveCountAsync(1);
        await Assertions.Expect(desk.Page.Locator(".message-pending")).ToHaveCountAsync(0);
        Assert.Equal(1, await StoredAsync(tenant, id, "Your parcel left today."));

        // Signed out, the next one at this browser finds none of it.
        await desk.Composer.FillAsync("Half a sen");
        await desk.Page.Locator(".account").ClickAsync();
        await desk.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Sign out" }).ClickAsync();
        await Desk.SeesAsync(desk.Page.GetByLabel("Password"));
        Assert.Equal(0, await desk.Page.EvaluateAsync<int>("Object.keys(sessionStorage).filter(key => key.startsWith('livechat.')).length"));
    }

    private async Task<(TestTenant Tenant, string Id, Desk Desk)> AtAConversationAsync()
    {
        var tenant = await Platform.TenantAsync(Ct);
        var id = (string)(await tenant.NewVisitor().SayAsync("I want a human", Ct, "handed_off"))["conversationId"]!;
        var desk = await OwnerAsync(tenant);
        await desk.OpenAsync(id);
        return (tenant, id, desk);
    }

    private static async Task<int> StoredAsync(TestTenant tenant, string id, string text) =>
        (await tenant.Staff.GetAsync($"{tenant.Route}/conversations/{id}/messages", Ct)).Ok()["items"]!.AsArray().Count(m => (string?)m!["text"] == text);
}
