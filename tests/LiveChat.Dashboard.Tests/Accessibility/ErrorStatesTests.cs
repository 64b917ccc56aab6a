using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using LiveChat.Dashboard.Tests.Pages;
using LiveChat.Dashboard.Tests.Platforms;
using LiveChat.EndToEnd.Tests.Clients;
using Microsoft.Playwright;
using Xunit;

namespace LiveChat.Dashboard.Tests.Accessibility;

/// <summary>What stands in the place of a thing that cannot be read, or is still on its way.</summary>
public sealed class ErrorStatesTests(StandaloneDashboard platform, Chromium chromium) : DashboardTest(platform, chromium)
{
    private const string Failed = "req-of-this-test-0123456789";

    // A form that reads nothing before it is sent, and an address without a page.
    private static readonly string[] WithoutReads = ["requests", "nowhere", "account"];

    private static IEnumerable<string> ReadingPages => [.. EveryPageTests.Pages.Except(WithoutReads), $"requests/{Guid.CreateVersion7()}"];

    [Fact]
    public async Task Pages_ThatCannotBeRead_SayWhyWithTheRequestId()
    {
        var tenant = await Platform.TenantAsync(Ct, assistant: false);
        // Each page gives up after its third try, three seconds later: several wait for that at once.
        await Task.WhenAll(ReadingPages.Chunk(5).Select(pages => SayWhyAsync(tenant, pages)));

        await using var desk = await OwnerAsync(tenant);
        await desk.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await desk.Page.RouteAsync("**/api/tenants/**", FailReadsAsync);
        await GoAsync(desk, "audit");
        await desk.Page.Locator("main").GetByRole(AriaRole.Button, new() { Name = "Copy request id" }).First.ClickAsync();
        await Assertions.Expect(desk.Page.Locator("main").GetByRole(AriaRole.Button, new() { Name = "Copied" })).ToBeVisibleAsync();
        Assert.Equal(Failed, await desk.Page.EvaluateAsync<string>("navigator.clipboard.readText()"));
    }

    private async Task SayWhyAsync(TestTenant tenant, IEnumerable<string> pages)
    {
        await using var desk = await OwnerAsync(tenant);
        await desk.Page.RouteAsync("**/api/tenants/**", FailReadsAsync);
        foreach (var page in pages)
        {
            await GoAsync(desk, page);
            var shown = desk.Page.Locator("main .request-id").First;
            await Desk.SeesAsync(shown);
            await Assertions.Expect(desk.Page.Locator(".skeleton")).ToHaveCountAsync(0);
            await Assertions.Expect(shown.Locator("code")).ToHaveTextAsync(Failed);
            await Assertions.Expect(shown.GetByRole(AriaRole.Button, new() { Name = "Copy request id" })).ToBeVisibleAsync();
            await Assertions.Expect(desk.Page.Locator("main").GetByRole(AriaRole.Button, new() { Name = "Try again" }).First).ToBeVisibleAsync();
            await desk.IsSoundAsync();
            await desk.IsAccessibleAsync();
            await desk.PictureAsync($"{page.Split('/')[0]}-unreadable");
        }
    }

    [Fact]
    public async Task Pages_StillBeingRead_ShowThatTheyLoad()
    {
        var tenant = await Platform.TenantAsync(Ct, assistant: false);
        await using var desk = await OwnerAsync(tenant);
        var held = new ConcurrentQueue<IRoute>();
        var hold = true;
        await desk.Page.RouteAsync("**/api/tenants/**", async route =>
        {
            if (Volatile.Read(ref hold)) held.Enqueue(route);
            else await route.ContinueAsync();
        });

        foreach (var page in new[] { "inbox", "start", "site", "knowledge", "audit", "analytics" })
        {
            Volatile.Write(ref hold, true);
            await GoAsync(desk, page);
            await Desk.SeesAsync(desk.Page.Locator("main .skeleton").First);
            await Assertions.Expect(desk.Page.Locator("main").GetByText("Loading…").First).ToBeAttachedAsync();
            await Assertions.Expect(desk.Page.Locator(".request-id")).ToHaveCountAsync(0);
            await desk.IsAccessibleAsync();

            Volatile.Write(ref hold, false);
            while (held.TryDequeue(out var route))
                await route.ContinueAsync();
            await Assertions.Expect(desk.Page.Locator(".skeleton")).ToHaveCountAsync(0);
            await Assertions.Expect(desk.Page.Locator(".request-id")).ToHaveCountAsync(0);
        }
    }

    // The page asked for the second page again at once, without end, and said nothing.
    [Fact]
    public async Task Inbox_SecondPageFails_SaysSoOnceAndGoesOnWhenAsked()
    {
        var tenant = await Platform.TenantAsync(Ct);
        var first = await ConversationAsync(tenant);
        var second = await ConversationAsync(tenant);
        await using var desk = await OwnerAsync(tenant);
        var (asked, broken, begun, read) = (0, true, 0, 0);
        await desk.Page.RouteAsync("**/conversations?*", async route =>
        {
            var isNext = route.Request.Url.Contains("cursor=next", StringComparison.Ordinal);
            if (!isNext) Interlocked.Increment(ref begun);
            var page = JsonNode.Parse(await (await route.FetchAsync(new() { Url = route.Request.Url.Replace("cursor=next", "", StringComparison.Ordinal) })).TextAsync())!;
            if (isNext && Interlocked.Increment(ref asked) > 0 && Volatile.Read(ref broken))
            {
                await FailAsync(route);
                return;
            }
            var items = new JsonArray([.. page["items"]!.AsArray().Where(each => ((string)each!["id"]! == second) == isNext).Select(each => each!.DeepClone())]);
            await route.FulfillAsync(new()
            {
                ContentType = "application/json",
                Body = new JsonObject { ["items"] = items, ["nextCursor"] = isNext ? null : "next" }.ToJsonString(),
            });
            if (!isNext) Interlocked.Increment(ref read);
        });

        // Every page counts what is unread, so it reads the list's beginning, and once more when it is live: that is over before the
        // inbox is opened, as it would ask for the second page again.
        await GoAsync(desk, "account");
        await desk.Page.EvaluateAsync("() => new Promise(done => setTimeout(done, 100))");
        await Eventually.TrueAsync(() => Task.FromResult(Volatile.Read(ref read) is > 0 and var done && done == Volatile.Read(ref begun)), Ct, "the list, read");
        await VisitAsync(desk, "inbox");

        var note = desk.Page.Locator(".inbox-list .problem-note");
        await Assertions.Expect(note.Locator(".request-id code")).ToHaveTextAsync(Failed);
        await Desk.SeesAsync(desk.Row(first));
        await desk.IsAccessibleAsync();
        await desk.PictureAsync("inbox-second-page-failed");
        // The first try and the two that every read has.
        Assert.Equal(3, Volatile.Read(ref asked));

        Volatile.Write(ref broken, false);
        await note.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await Desk.SeesAsync(desk.Row(second));
        await Assertions.Expect(note).ToHaveCountAsync(0);
        Assert.Equal(4, Volatile.Read(ref asked));
    }

    [Fact]
    public async Task Audit_MoreFails_SaysSoBelowWhatWasRead()
    {
        var tenant = await Platform.TenantAsync(Ct, assistant: false);
        await using var desk = await OwnerAsync(tenant);
        await desk.Page.RouteAsync("**/audit?*", async route =>
        {
            if (route.Request.Url.Contains("cursor=", StringComparison.Ordinal))
            {
                await FailAsync(route);
                return;
            }
            var page = JsonNode.Parse(await (await route.FetchAsync()).TextAsync())!;
            page["nextCursor"] = "next";
            await route.FulfillAsync(new() { ContentType = "application/json", Body = page.ToJsonString() });
        });
        await GoAsync(desk, "audit");

        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Show more" }).ClickAsync();

        await Assertions.Expect(desk.Page.Locator("main .problem-note .request-id code")).ToHaveTextAsync(Failed);
        await Desk.SeesAsync(desk.Page.Locator(".audit-line").First);
    }

    [Fact]
    public async Task PartsOfAPage_ThatCannotBeRead_SaySoInTheirPlace()
    {
        var tenant = await Platform.TenantAsync(Ct);
        var id = await ConversationAsync(tenant);
        await using var desk = await OwnerAsync(tenant);
        await desk.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        foreach (var part in new[] { "**/widget/refused-origins?*", "**/visitors/*/conversations?*", "**/users?*" })
            await desk.Page.RouteAsync(part, FailReadsAsync);

        await GoAsync(desk, "site");
        await Assertions.Expect(desk.Page.Locator("[aria-labelledby=refused] .request-id code")).ToHaveTextAsync(Failed);

        await GoAsync(desk, $"inbox/{id}");
        await Assertions.Expect(desk.Page.Locator("[aria-labelledby=earlier] .request-id code")).ToHaveTextAsync(Failed);
        await desk.IsAccessibleAsync();

        await desk.Page.Locator(".assign-button").ClickAsync();
        var menu = desk.Page.GetByRole(AriaRole.Menu, new() { Name = "assign to" });
        await Assertions.Expect(menu.Locator("code")).ToHaveTextAsync(Failed);
        await desk.IsAccessibleAsync();
        await desk.PictureAsync("assign-unreadable");
        await menu.GetByRole(AriaRole.Menuitem, new() { Name = "Copy request id" }).ClickAsync();
        await Desk.SeesAsync(desk.Page.Locator(".toast").GetByText("Copied"));
        Assert.Equal(Failed, await desk.Page.EvaluateAsync<string>("navigator.clipboard.readText()"));
    }

    [Fact]
    public async Task Bulk_PartlyRefused_IsAFailureWithItsReason()
    {
        var tenant = await Platform.TenantAsync(Ct);
        var id = await ConversationAsync(tenant);
        await using var desk = await OwnerAsync(tenant);
        await desk.Page.RouteAsync("**/conversations/bulk", route => route.FulfillAsync(new()
        {
            ContentType = "application/json",
            Headers = new Dictionary<string, string> { ["x-request-id"] = Failed },
            Body = JsonSerializer.Serialize(new { items = new[] { new { id, ok = false, code = "conversation_not_found" } } }),
        }));
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Choose several" }).ClickAsync();
        await desk.Page.Locator("li", new() { Has = desk.Row(id) }).GetByRole(AriaRole.Checkbox).CheckAsync();

        await desk.Page.GetByRole(AriaRole.Group, new() { Name = "Chosen conversations" }).GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();

        var toast = desk.Page.Locator(".toast-failed");
        await Assertions.Expect(toast).ToContainTextAsync("1 could not be changed");
        await Assertions.Expect(toast).ToContainTextAsync("The conversation is not there");
        await Assertions.Expect(toast.Locator(".request-id code")).ToHaveTextAsync(Failed);
        await desk.IsAccessibleAsync();
    }

    private static async Task<string> ConversationAsync(TestTenant tenant) =>
        (string)(await tenant.NewVisitor().SayAsync("I want a human", Ct, "handed_off"))["conversationId"]!;

    private static Task FailReadsAsync(IRoute route) => route.Request.Method == "GET" ? FailAsync(route) : route.ContinueAsync();

    private static Task FailAsync(IRoute route) => route.FulfillAsync(new()
    {
        Status = 500,
        ContentType = "application/problem+json",
        Body = JsonSerializer.Serialize(new
        {
            type = "https://livechat.example/problems/internal_error",
            title = "Something failed on our side",
            status = 500,
            detail = "Try again in a moment.",
            code = "internal_error",
            requestId = Failed,
        }),
    });
}
