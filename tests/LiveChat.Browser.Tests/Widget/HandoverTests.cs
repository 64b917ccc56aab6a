using System.Text.Json.Nodes;
using LiveChat.Browser.Tests.Pages;
using LiveChat.Browser.Tests.Platforms;
using Microsoft.Playwright;
using Xunit;

namespace LiveChat.Browser.Tests.Widget;

/// <summary>When a person is needed: nobody is there, or something serious was said.</summary>
public sealed class HandoverTests(DemoPlatform platform, Chromium chromium) : BrowserTest(platform, chromium)
{
    [Fact]
    public async Task NobodyOnline_SaysWhenPeopleAreBack_AndTakesAnAddress()
    {
        var shop = await (await Shop.OpenAsync(Platform, Ct)).WithAssistantAsync(Ct);
        await CloseUntilTomorrowAsync(shop);
        await using var site = new CustomerSite(CustomerSite.ModuleSnippet(Platform.Gateway, shop.Id, shop.Token));
        await using var visit = await VisitAsync(site.Address.ToString());
        await visit.OpenAsync();
        // What it does not know it says, and offers a person.
        await visit.SayAsync("Where is order 10482?");
        await visit.Panel.Locator(".quick button").ClickAsync();
        var wish = visit.Panel.Locator("form.card");
        await Assertions.Expect(wish).ToContainTextAsync(await BackAsync(visit));
        await Assertions.Expect(wish).ToContainTextAsync("Leave your e-mail");
        await visit.IsAccessibleAsync();

        await wish.GetByRole(AriaRole.Textbox).FillAsync("ann at shop");
        await wish.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(wish.GetByRole(AriaRole.Alert)).ToContainTextAsync("such as ann@example.com");
        await wish.GetByRole(AriaRole.Textbox).FillAsync("ann@shop.example");
        await wish.GetByRole(AriaRole.Textbox).PressAsync("Enter");
        await Assertions.Expect(wish).ToHaveCountAsync(0);
        await Assertions.Expect(visit.Panel.Locator(".mine .bubble").Last).ToContainTextAsync("ann@shop.example");
        await Assertions.Expect(visit.Panel.Locator(".sent")).ToBeVisibleAsync();
        var list = await shop.StaffAsync(HttpMethod.Get, "conversations", null, Ct);
        Assert.Equal("ann@shop.example", (string?)list!["items"]![0]!["visitor"]!["email"]);

        // A known address is not asked for again, not in a new conversation either.
        await visit.ChooseAsync("Start a new conversation");
        await visit.SayAsync("I want to talk to a human");
        await Assertions.Expect(visit.Panel.Locator(".note")).ToBeVisibleAsync();
        Assert.Equal(0, await wish.CountAsync());
    }

    [Fact]
    public async Task PeopleOnly_AndNobodyThere_SaysSoBeforeTheFirstWord_AndKeepsTheMessage()
    {
        var shop = await (await Shop.OpenAsync(Platform, Ct)).WithAssistantAsync(Ct);
        await CloseUntilTomorrowAsync(shop);
        var routing = await shop.StaffAsync(HttpMethod.Get, "routing", null, Ct);
        routing!["peopleOnly"] = true;
        await shop.StaffAsync(HttpMethod.Put, "routing", routing, Ct);
        await using var site = new CustomerSite(CustomerSite.ModuleSnippet(Platform.Gateway, shop.Id, shop.Token));
        await using var visit = await VisitAsync(site.Address.ToString());
        await visit.OpenAsync();
        await Assertions.Expect(visit.Panel.Locator(".hours")).ToContainTextAsync(await BackAsync(visit));
        await visit.SayAsync("Is my order on its way?");
        await Assertions.Expect(visit.Panel.Locator("form.card")).ToContainTextAsync(await BackAsync(visit));
        await shop.AnswerAsync("It leaves today.", Ct);
        await visit.HearsAsync("It leaves today.");
        await Assertions.Expect(visit.Panel.Locator("form.card")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Serious_TakesPlayAway_AndInvitesNobodyAgain()
    {
        var shop = await (await Shop.OpenAsync(Platform, Ct)).WithAssistantAsync(Ct);
        await shop.SetWidgetAsync("""
            {"proactive":[{"trigger":"time","value":1,"text":{"en":"Not sure about your size?"}}],"features":{"rating":true,"transcript":true,"sound":true}}
            """, Ct);
        await using var site = new CustomerSite(CustomerSite.ModuleSnippet(Platform.Gateway, shop.Id, shop.Token));
        await using var visit = await VisitAsync("about:blank");
        await visit.Page.AddInitScriptAsync(
            """
            window.notes = 0;
            const start = OscillatorNode.prototype.start;
            OscillatorNode.prototype.start = function (at) { window.notes++; return start.call(this, at); };
            """);
        await visit.Page.GotoAsync(site.Address.ToString());
        await visit.OpenAsync();
        await visit.SayAsync("Where is order 10482?");
        await Assertions.Expect(visit.Panel.Locator(".quick button").First).ToBeVisibleAsync();
        await visit.ChooseAsync("Turn sound on");
        await visit.Page.WaitForFunctionAsync("window.notes > 0");

        await visit.SayAsync("I want to end my life");
        await Assertions.Expect(visit.Panel.Locator(".note").Last).ToBeVisibleAsync();
        await Assertions.Expect(visit.Panel.Locator(".quick")).ToHaveCountAsync(0);
        await Assertions.Expect(visit.Panel).ToHaveAttributeAsync("data-serious", "");
        await visit.IsAccessibleAsync();

        // No bell while they look elsewhere, no invitation on the next page, no stars at the end.
        await visit.Page.EvaluateAsync("window.notes = 0");
        await visit.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(visit.Panel).ToBeHiddenAsync();
        await shop.AnswerAsync("I am here with you.", Ct);
        await Assertions.Expect(visit.Page).ToHaveTitleAsync("(1) A customer's page");
        Assert.Equal(0, await visit.Page.EvaluateAsync<int>("window.notes"));
        await visit.Page.ReloadAsync();
        await Assertions.Expect(visit.Page).ToHaveTitleAsync("(1) A customer's page");
        await visit.Page.WaitForTimeoutAsync(1500);
        Assert.Equal(0, await visit.Page.Locator("livechat-widget .teaser").CountAsync());
        await visit.OpenAsync();
        await visit.HearsAsync("I am here with you.");
        await shop.CloseAsync(Ct);
        await Assertions.Expect(visit.Panel).ToContainTextAsync("This conversation was closed.");
        Assert.Equal(0, await visit.Panel.Locator(".rating").CountAsync());
    }

    private static async Task CloseUntilTomorrowAsync(Shop shop)
    {
        var tomorrow = DateTime.UtcNow.AddDays(1).DayOfWeek.ToString().ToLowerInvariant();
        await shop.StaffAsync(HttpMethod.Put, "hours", new JsonObject
        {
            ["timeZone"] = "UTC",
            ["days"] = new JsonObject { [tomorrow] = new JsonArray(new JsonObject { ["from"] = "23:00", ["to"] = "23:30" }) },
        }, Ct);
    }

    /// <summary>The sentence with tomorrow at 23:00 UTC in the browser's own zone and the panel's language.</summary>
    private static Task<string> BackAsync(Visit visit) => visit.Page.EvaluateAsync<string>(
        """
        () => {
          const at = new Date(); at.setUTCDate(at.getUTCDate() + 1); at.setUTCHours(23, 0, 0, 0);
          return `We're back ${new Intl.DateTimeFormat(navigator.language, { weekday: "long", hour: "numeric", minute: "2-digit" }).format(at)}`;
        }
        """);
}
