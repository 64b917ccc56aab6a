using LiveChat.Dashboard.Tests.Pages;
using LiveChat.Dashboard.Tests.Platforms;
using LiveChat.EndToEnd.Tests.Clients;
using Microsoft.Playwright;
using Xunit;

namespace LiveChat.Dashboard.Tests.Reviews;

/// <summary>Held replies: decided by keyboard, and out of the colleague's way at once.</summary>
public sealed class ReviewQueueTests(StandaloneDashboard platform, Chromium chromium) : DashboardTest(platform, chromium)
{
    [Fact]
    public async Task Approve_ByKey_SendsTheReplyAndTakesItFromTheColleague()
    {
        var tenant = await Platform.TenantAsync(Ct);
        var settings = (await tenant.Staff.GetAsync($"{tenant.Route}/safety", Ct)).Ok();
        settings["reviewMode"] = "all";
        (await tenant.Staff.PutAsync($"{tenant.Route}/safety", settings, Ct)).Done();
        await using var ours = await OwnerAsync(tenant);
        await using var theirs = await OwnerAsync(tenant);
        await ours.Page.GotoAsync(Address("/dashboard/reviews").ToString());
        await theirs.Page.GotoAsync(Address("/dashboard/reviews").ToString());
        await ours.IsLiveAsync();
        await theirs.IsLiveAsync();

        // With nobody online a held reply goes to people at once, and chat learns of us a moment later.
        var visitor = tenant.NewVisitor();
        var said = (await visitor.PostAsync("Do you ship to Switzerland?", Ct)).Ok();
        await Eventually.TrueAsync(async () =>
        {
            if ((string?)said["status"] == "held")
                return true;
            visitor = tenant.NewVisitor();
            said = (await visitor.PostAsync("Do you ship to Switzerland?", Ct)).Ok();
            return (string?)said["status"] == "held";
        }, Ct, "a held reply");

        await Desk.SeesAsync(theirs.Page.Locator(".review-reply").Filter(new() { HasText = "14.90" }));
        await Desk.SeesAsync(ours.Page.Locator(".review"));
        await ours.IsAccessibleAsync();
        await ours.PictureAsync("reviews-one");
        await ours.Page.Keyboard.PressAsync("a");

        await Assertions.Expect(theirs.Page.Locator(".review")).ToHaveCountAsync(0);
        await Assertions.Expect(ours.Page.Locator(".review")).ToHaveCountAsync(0);
        await Eventually.AnswerAsync(
            () => visitor.MessagesAsync(Ct, after: (long)said["seq"]!, wait: 5),
            answer => answer.Body!["messages"]!.AsArray().Any(m => ((string?)m!["text"])?.Contains("14.90", StringComparison.Ordinal) == true), Ct);
    }
}
