using LiveChat.Chat.Tests.Identity;
using LiveChat.Dashboard.Tests.Pages;
using LiveChat.Dashboard.Tests.Platforms;
using LiveChat.EndToEnd.Tests.Clients;
using Microsoft.Playwright;
using Xunit;

namespace LiveChat.Dashboard.Tests.Inbox;

/// <summary>Who writes, as far as it is known, and whether somebody vouches for it.</summary>
public sealed class VisitorPanelTests(StandaloneDashboard platform, Chromium chromium) : DashboardTest(platform, chromium)
{
    private const string Phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1";

    [Fact]
    public async Task Panel_TellsWhoWrites_FromWhere_AndWhatWasSaidBefore()
    {
        var tenant = await Platform.TenantAsync(Ct);
        var secret = (string)(await tenant.Staff.PostAsync($"{tenant.Route}/widget/identity-secrets", new { }, Ct)).Ok(201)["secret"]!;
        var token = IdentityTokens.Of(tenant.Id, "customer-7", new { name = "Maya Klein", email = "maya@customer.example" }, secret);
        var before = await WriteAsync(tenant, new { identityToken = token }, "Do you ship to Switzerland?");
        var now = await WriteAsync(tenant, new { identityToken = token }, "Where is my parcel?");
        var typed = await WriteAsync(tenant, new { name = "Maya Klein", email = "maya@customer.example" }, "I am Maya.");
        await using var desk = await OwnerAsync(tenant);
        var panel = desk.Page.GetByRole(AriaRole.Complementary, new() { Name = "Visitor" });

        await desk.OpenAsync(now);
        await Assertions.Expect(panel).ToContainTextAsync("Verified");
        await Assertions.Expect(panel).ToContainTextAsync("Maya Klein");
        await Assertions.Expect(panel).ToContainTextAsync("maya@customer.example");
        await Assertions.Expect(panel.GetByRole(AriaRole.Link, new() { Name = "Our parcels" })).ToHaveAttributeAsync("href", "https://shop.example/parcels");
        await Assertions.Expect(panel).ToContainTextAsync("Phone");
        await Assertions.Expect(panel).ToContainTextAsync("Swiss High German");
        await desk.IsAccessibleAsync();
        await desk.PictureAsync("visitor-panel");
        // Only what the same person wrote is theirs.
        await Assertions.Expect(panel.Locator(".earlier li")).ToHaveCountAsync(1);
        await panel.Locator(".earlier a").ClickAsync();
        await desk.IsAtAsync($"/inbox/{before}");

        // The same name and address without a signature are what anybody may type.
        await desk.OpenAsync(typed);
        await Assertions.Expect(panel).ToContainTextAsync("Not verified");
        await Assertions.Expect(panel.Locator(".earlier li")).ToHaveCountAsync(0);
    }

    private static async Task<string> WriteAsync(TestTenant tenant, object visitor, string message)
    {
        var session = tenant.NewVisitor();
        // The secret was made just now; chat learns of it by an event, and refuses what it signed until then.
        var said = (await Eventually.AnswerAsync(() => tenant.Widget.PostAsync(tenant.ChatRoute, new
        {
            sessionId = session.SessionId,
            message,
            visitor,
            locale = "de-CH",
            page = new { url = "https://shop.example/parcels", title = "Our parcels" },
        }, Ct, session.Key, ("User-Agent", Phone)), answer => answer.Code != "identity_invalid", Ct)).Ok();
        return (string)said["conversationId"]!;
    }
}
