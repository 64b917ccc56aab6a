using LiveChat.Browser.Tests.Pages;
using LiveChat.Browser.Tests.Platforms;
using Microsoft.Playwright;
using Xunit;

namespace LiveChat.Browser.Tests.Widget;

/// <summary>A visitor and a person, each at their own screen.</summary>
public sealed class PeopleTests(DemoPlatform platform, Chromium chromium) : BrowserTest(platform, chromium)
{
    [Fact]
    public async Task BothSides_SeeTheOtherWrite_AndTheVisitorRatesInTheEnd()
    {
        var shop = await (await Shop.OpenAsync(Platform, Ct)).WithAssistantAsync(Ct);
        await using var site = new CustomerSite(CustomerSite.ModuleSnippet(Platform.Gateway, shop.Id, shop.Token));
        await using var visit = await VisitAsync(site.Address.ToString());
        await visit.OpenAsync();
        await visit.SayAsync("Hello!");
        await Assertions.Expect(visit.Bubbles.Last).ToBeVisibleAsync();
        await shop.AnswerAsync("A person speaking.", Ct);
        await visit.HearsAsync("A person speaking.");
        await Assertions.Expect(visit.Panel.Locator(".about")).ToContainTextAsync("Here to help you");

        using var dashboard = await shop.DashboardAsync(Ct);
        await visit.Box.PressSequentiallyAsync("I wonder");
        var frame = await Shop.NextAsync(dashboard, "typing", Ct);
        var id = (string?)(await shop.NewestAsync(Ct))["id"];
        Assert.Contains(id!, frame.ToJsonString(), StringComparison.Ordinal);
        await Shop.SendAsync(dashboard, new { type = "typing", conversationId = id, typing = true }, Ct);
        await Assertions.Expect(visit.Panel.Locator(".typing")).ToBeVisibleAsync();
        await Assertions.Expect(visit.Panel.GetByRole(AriaRole.Status)).ToContainTextAsync("is typing");

        await shop.CloseAsync(Ct);
        await Assertions.Expect(visit.Panel).ToContainTextAsync("This conversation was closed.");
        await visit.IsAccessibleAsync();
        await visit.Panel.GetByRole(AriaRole.Button, new() { Name = "4 of 5 stars" }).ClickAsync();
        await Assertions.Expect(visit.Panel.Locator(".rating")).ToHaveCountAsync(0);
        await visit.Page.WaitForFunctionAsync("performance.getEntriesByType('resource').some((e) => e.name.endsWith('/rating'))");
        Assert.Equal(4, (int?)(await shop.NewestAsync(Ct))["rating"]);

        // Writing again opens it again.
        await visit.SayAsync("One more thing");
        await Assertions.Expect(visit.Panel).Not.ToContainTextAsync("This conversation was closed.");
        Assert.Equal("open", (string?)(await shop.NewestAsync(Ct))["status"]);
    }
}
