using System.Text.Json.Nodes;
using LiveChat.Dashboard.Tests.Pages;
using LiveChat.Dashboard.Tests.Platforms;
using LiveChat.EndToEnd.Tests.Clients;
using Microsoft.Playwright;
using Xunit;

namespace LiveChat.Dashboard.Tests.Reviews;

/// <summary>Held replies: decided by keyboard, one decision each.</summary>
public sealed class ReviewQueueTests(StandaloneDashboard platform, Chromium chromium) : DashboardTest(platform, chromium)
{
    [Fact]
    public async Task Editing_WhileAColleagueApproves_KeepsTheTextAndSaysWhoDecided()
    {
        var tenant = await ReviewedTenantAsync();
        await using var ours = await OwnerAsync(tenant);
        await using var theirs = await ColleagueAsync(tenant);
        await GoAsync(ours, "reviews");
        await GoAsync(theirs, "reviews");
        await HoldAsync(tenant, "Do you ship to Switzerland?");
        await Desk.SeesAsync(theirs.Page.Locator(".review"));
        await Desk.SeesAsync(ours.Page.Locator(".review"));
        await ours.Page.Keyboard.PressAsync("e");
        var text = ours.Page.GetByLabel("The reply as it will be sent");
        await text.FillAsync("My own words.");

        await theirs.Page.Keyboard.PressAsync("a");

        await Assertions.Expect(ours.Page.Locator(".review [role=alert]")).ToContainTextAsync("Meanwhile Kim decided: approved");
        await Assertions.Expect(text).ToHaveValueAsync("My own words.");
        await Assertions.Expect(ours.Page.GetByRole(AriaRole.Button, new() { Name = "Send edited reply" })).ToHaveCountAsync(0);
        await ours.IsAccessibleAsync();
        await ours.PictureAsync("reviews-decided-elsewhere");
        await ours.Page.Locator(".review").GetByRole(AriaRole.Button, new() { Name = "Dismiss" }).ClickAsync();
        await Assertions.Expect(ours.Page.Locator(".review")).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Decision_ThatComesTooLate_IsRefusedWithItsRequestId(bool edited)
    {
        var tenant = await ReviewedTenantAsync();
        await using var desk = await OwnerAsync(tenant);
        await GoAsync(desk, "reviews");
        await HoldAsync(tenant, "Do you ship to Switzerland?");
        await Desk.SeesAsync(desk.Page.Locator(".review"));
        var late = new TaskCompletionSource<IResponse>();
        // On its way the request meets a colleague's decision, which is there first.
        await desk.Page.RouteAsync(edited ? "**/reviews/*/edit" : "**/reviews/*/approve", async route =>
        {
            var id = new Uri(route.Request.Url).Segments[^2].TrimEnd('/');
            (await tenant.Staff.PostAsync($"{tenant.Route}/reviews/{id}/reject", new { reason = "Not right." }, Ct)).Ok();
            await route.ContinueAsync();
        });
        desk.Page.Response += (_, response) =>
        {
            if (response.Request.Method == "POST" && response.Url.Contains("/reviews/", StringComparison.Ordinal))
                late.TrySetResult(response);
        };

        if (edited)
        {
            await desk.Page.Keyboard.PressAsync("e");
            await desk.Page.GetByLabel("The reply as it will be sent").FillAsync("My own words.");
            await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Send edited reply" }).ClickAsync();
        }
        else
        {
            await desk.Page.Keyboard.PressAsync("a");
        }

        var answer = await late.Task.WaitAsync(TimeSpan.FromSeconds(45), Ct);
        Assert.Equal(409, answer.Status);
        var shown = desk.Page.Locator(edited ? ".review .problem-note .request-id code" : ".toast-failed .request-id code");
        await Assertions.Expect(shown).ToHaveTextAsync(answer.Headers["x-request-id"]);
        if (edited) await Assertions.Expect(desk.Page.GetByLabel("The reply as it will be sent")).ToHaveValueAsync("My own words.");
        else await Assertions.Expect(desk.Page.Locator(".review")).ToHaveCountAsync(0);
        await desk.IsAccessibleAsync();
    }

    [Fact]
    public async Task EditAndReject_ByKey_SendTheNewTextAndNothing()
    {
        var tenant = await ReviewedTenantAsync();
        await using var desk = await OwnerAsync(tenant);
        await GoAsync(desk, "reviews");
        var (visitor, said) = await HoldAsync(tenant, "Do you ship to Switzerland?");
        await Desk.SeesAsync(desk.Page.Locator(".review-reply").Filter(new() { HasText = "14.90" }));

        await desk.Page.Keyboard.PressAsync("e");
        await desk.Page.GetByLabel("The reply as it will be sent").FillAsync("Yes, in four days.");
        await desk.IsAccessibleAsync();
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Send edited reply" }).PressAsync("Enter");
        await Assertions.Expect(desk.Page.Locator(".review")).ToHaveCountAsync(0);
        await Eventually.AnswerAsync(
            () => visitor.MessagesAsync(Ct, after: (long)said["seq"]!, wait: 5),
            answer => answer.Body!["messages"]!.AsArray().Any(m => (string?)m!["text"] == "Yes, in four days."), Ct);

        var (refused, asked) = await HoldAsync(tenant, "Do you ship to Switzerland?");
        await Desk.SeesAsync(desk.Page.Locator(".review"));
        await desk.Page.Keyboard.PressAsync("x");
        await desk.Page.GetByLabel("Reason, for your team only").FillAsync("Not right.");
        await desk.Page.Locator(".review").GetByRole(AriaRole.Button, new() { Name = "Reject" }).PressAsync("Enter");
        await Assertions.Expect(desk.Page.Locator(".review")).ToHaveCountAsync(0);
        var after = (await refused.MessagesAsync(Ct, after: (long)asked["seq"]!)).Ok()["messages"]!.AsArray();
        Assert.DoesNotContain(after, m => ((string?)m!["text"])?.Contains("14.90", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task HeldReply_TellsWhyItIsHeld_AndMarksWhere()
    {
        var tenant = await Platform.TenantAsync(Ct);
        var settings = (await tenant.Staff.GetAsync($"{tenant.Route}/safety", Ct)).Ok();
        settings["blockedKeywords"] = new JsonObject { ["phrases"] = new JsonArray("14.90"), ["inspects"] = "reply", ["action"] = "hold" };
        (await tenant.Staff.PutAsync($"{tenant.Route}/safety", settings, Ct)).Done();
        await using var desk = await OwnerAsync(tenant);
        await GoAsync(desk, "reviews");
        await HoldAsync(tenant, "Do you ship to Switzerland?");

        var review = desk.Page.Locator(".review").First;
        await Assertions.Expect(review.Locator("mark")).ToHaveTextAsync("14.90");
        await Assertions.Expect(review.GetByRole(AriaRole.List, new() { Name = "Reasons" })).ToContainTextAsync("Blocked phrase: 14.90");
        await Assertions.Expect(review).ToContainTextAsync("Do you ship to Switzerland?");
    }

    // Every reply waits for a person.
    private async Task<TestTenant> ReviewedTenantAsync()
    {
        var tenant = await Platform.TenantAsync(Ct);
        var settings = (await tenant.Staff.GetAsync($"{tenant.Route}/safety", Ct)).Ok();
        settings["reviewMode"] = "all";
        (await tenant.Staff.PutAsync($"{tenant.Route}/safety", settings, Ct)).Done();
        return tenant;
    }

    // With nobody online a held reply goes to people at once, and chat learns of us a moment later.
    internal static async Task<(Visitor Visitor, JsonNode Said)> HoldAsync(TestTenant tenant, string question)
    {
        Visitor visitor = null!;
        JsonNode said = null!;
        await Eventually.TrueAsync(async () =>
        {
            visitor = tenant.NewVisitor();
            said = (await visitor.PostAsync(question, Ct)).Ok();
            return (string?)said["status"] == "held";
        }, Ct, "a held reply");
        return (visitor, said);
    }
}
