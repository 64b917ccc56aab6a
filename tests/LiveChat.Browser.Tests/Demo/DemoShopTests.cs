using LiveChat.Browser.Tests.Pages;
using LiveChat.Browser.Tests.Platforms;
using Microsoft.Playwright;
using Xunit;

namespace LiveChat.Browser.Tests.Demo;

/// <summary>The questions that the shop's page promises an answer to.</summary>
public sealed class DemoShopTests(DemoPlatform platform, Chromium chromium) : BrowserTest(platform, chromium)
{
    [Theory]
    [InlineData("Do you ship to Switzerland?", "12.90", "Shipping")]
    [InlineData("My chest is 101 cm, which size?", "Size L", "Size guide")]
    [InlineData("Can I wash it at 60°?", "60", "Washing and care")]
    public async Task Chip_IsAnsweredFromItsArticle(string question, string answer, string source)
    {
        await using var visit = await VisitAsync("/demo");
        await visit.Page.Locator($".hero [data-ask=\"{question}\"]").ClickAsync();
        await visit.HearsAsync(answer);
        var link = visit.Panel.GetByRole(AriaRole.Link, new() { Name = source });
        await Assertions.Expect(link).ToBeVisibleAsync();
        // The source is a page of the shop, and the conversation comes along.
        await link.ClickAsync();
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = source })).ToBeVisibleAsync();
        await visit.HearsAsync(answer);
    }

    [Fact]
    public async Task OrderChip_SaysItDoesNotKnow_AndOffersAPerson()
    {
        await using var visit = await VisitAsync("/demo");
        await visit.Page.Locator(".hero [data-ask=\"Where is order 10482?\"]").ClickAsync();
        await visit.HearsAsync("I don't know that. Shall I get a person?");
        await Assertions.Expect(visit.Panel.Locator(".quick button").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task HumanChip_HandsOver()
    {
        await using var visit = await VisitAsync("/demo");
        await visit.Page.Locator(".hero [data-ask=\"I want a human\"]").ClickAsync();
        await Assertions.Expect(visit.Panel.Locator(".note")).ToHaveCountAsync(1);
        await Assertions.Expect(visit.Panel.Locator(".about")).ToContainTextAsync("A person will answer you");
    }

    [Fact]
    public async Task Shop_OpenedByAnotherNameThanThePlatformHas_AsksThatName()
    {
        var named = new UriBuilder(Platform.Gateway) { Host = "localhost" }.Uri;
        Assert.NotEqual(named.Host, Platform.Gateway.Host);
        await using var visit = await VisitAsync(new Uri(named, "/demo").ToString());

        await visit.Page.Locator(".hero [data-ask=\"Do you ship to Switzerland?\"]").ClickAsync();

        await visit.HearsAsync("12.90");
        var asked = await visit.AskedAsync();
        Assert.Contains(asked, address => address.AbsolutePath == $"/api/widgets/{Platform.Demo.TenantId}/chat");
        Assert.All(asked, address => Assert.Equal(named.Authority, address.Authority));
        Assert.Empty(visit.OwnerLines);
    }

    [Fact]
    public async Task WelcomePage_FindsEverythingUp_AndFillsInTheSnippet()
    {
        await using var visit = await VisitAsync("/");
        await Assertions.Expect(visit.Page.Locator("#overall")).ToContainTextAsync("All systems up");
        await Assertions.Expect(visit.Page.Locator("[data-code=module]")).ToContainTextAsync(Platform.Demo.TenantId);
    }
}
