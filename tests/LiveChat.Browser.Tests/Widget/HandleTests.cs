using System.Text.Json;
using LiveChat.Browser.Tests.Pages;
using LiveChat.Browser.Tests.Platforms;
using Microsoft.Playwright;
using Xunit;

namespace LiveChat.Browser.Tests.Widget;

/// <summary>What a page can do with the handle, and what it is told.</summary>
public sealed class HandleTests(DemoPlatform platform, Chromium chromium) : BrowserTest(platform, chromium)
{
    private const string Ears =
        """
        window.told = [];
        for (const name of ["ready", "opened", "closed", "message", "unread", "error", "proactive"])
          addEventListener("livechat:" + name, (e) => window.told.push([name, e.detail]));
        """;

    [Fact]
    public async Task Methods_DoWhatTheySay_AndEventsTell()
    {
        var shop = await (await Shop.OpenAsync(Platform, Ct)).WithAssistantAsync(Ct);
        await using var site = new CustomerSite(CustomerSite.HandleSnippet(Platform.Gateway, shop.Id, shop.Token));
        await using var visit = await VisitAsync("about:blank");
        var page = visit.Page;
        await page.AddInitScriptAsync(Ears);
        await page.GotoAsync(site.Address.ToString());
        await ToldAsync(visit, "ready");
        Assert.Equal(shop.Id, await page.EvaluateAsync<string>("told[0][1].tenantId"));
        await page.EvaluateAsync("window.off = chat.on('opened', () => (window.opened = (window.opened ?? 0) + 1)); chat.on('opened', () => { throw new Error('a fault of the page'); })");

        await page.EvaluateAsync("chat.open()");
        await Assertions.Expect(visit.Panel).ToBeVisibleAsync();
        await ToldAsync(visit, "opened");
        await page.EvaluateAsync("chat.toggle()");
        await Assertions.Expect(visit.Panel).ToBeHiddenAsync();
        await ToldAsync(visit, "closed");
        await page.EvaluateAsync("off(); chat.toggle()");
        await Assertions.Expect(visit.Panel).ToBeVisibleAsync();
        Assert.Equal(1, await page.EvaluateAsync<int>("opened"));

        await page.EvaluateAsync("chat.prefill('Do you ship to Switzerland?')");
        await Assertions.Expect(visit.Box).ToHaveValueAsync("Do you ship to Switzerland?");
        await page.EvaluateAsync("chat.identify({ name: 'Ann Smith', email: 'ann@shop.example' }); chat.send('Do you ship to Austria?')");
        await Assertions.Expect(visit.Panel.GetByText("Do you ship to Austria?", new() { Exact = true })).ToBeVisibleAsync();
        await ToldAsync(visit, "message");
        Assert.Equal("assistant", await page.EvaluateAsync<string>("told.find(([name]) => name === 'message')[1].from"));
        var list = await shop.StaffAsync(HttpMethod.Get, "conversations", null, Ct);
        Assert.Equal("ann@shop.example", (string?)list!["items"]![0]!["visitor"]!["email"]);

        await page.EvaluateAsync("chat.hide()");
        await Assertions.Expect(visit.Panel).ToBeHiddenAsync();
        await Assertions.Expect(visit.Launcher).ToBeHiddenAsync();
        await page.EvaluateAsync("chat.show()");
        await Assertions.Expect(visit.Launcher).ToBeVisibleAsync();
        await shop.AnswerAsync("A person speaking.", Ct);
        await page.WaitForFunctionAsync("chat.unreadCount === 1");
        await ToldAsync(visit, "unread");
        Assert.Equal(1, await page.EvaluateAsync<int>("told.findLast(([name]) => name === 'unread')[1].count"));

        await page.EvaluateAsync("chat.destroy()");
        Assert.Equal(0, await page.Locator("livechat-widget").CountAsync());
        await Assertions.Expect(page).ToHaveTitleAsync("A customer's page");
        Assert.DoesNotContain(visit.OwnerLines, _ => true);
    }

    [Fact]
    public async Task Reset_LeavesNothingOfTheVisitorBehind()
    {
        var shop = await (await Shop.OpenAsync(Platform, Ct)).WithAssistantAsync(Ct);
        await using var site = new CustomerSite(CustomerSite.HandleSnippet(Platform.Gateway, shop.Id, shop.Token, "visitor: { name: 'Ann Smith' }"));
        await using var visit = await VisitAsync(site.Address.ToString());
        await visit.OpenAsync();
        await visit.SayAsync("Do you ship to Switzerland?");
        await visit.HearsAsync("14.90");
        await visit.Box.FillAsync("half a sentence");
        var before = await KeptAsync(visit);
        await visit.Page.EvaluateAsync("chat.reset()");
        await Assertions.Expect(visit.Panel).ToBeHiddenAsync();
        var after = await KeptAsync(visit);
        foreach (var secret in (string[])["sessionId", "key"])
            Assert.NotEqual(before.GetProperty(secret).GetString(), after.TryGetProperty(secret, out var left) ? left.GetString() : null);

        await visit.OpenAsync();
        await Assertions.Expect(visit.Box).ToHaveValueAsync("");
        Assert.Equal(0, await visit.Panel.Locator(".bubble").CountAsync());
        await Assertions.Expect(visit.Panel.Locator(".hello")).Not.ToContainTextAsync("Ann");
        await visit.SayAsync("Can I pay by invoice?");
        await Assertions.Expect(visit.Bubbles.Last).ToBeVisibleAsync();
        var list = await shop.StaffAsync(HttpMethod.Get, "conversations", null, Ct);
        Assert.Equal(2, list!["items"]!.AsArray().Count);
        Assert.Null((string?)list["items"]![0]!["visitor"]!["name"]);
    }

    [Fact]
    public async Task Queue_TakesCallsBeforeTheScript_AndASecondCallReturnsTheFirstHandle()
    {
        await using var site = new CustomerSite($$"""
            <script>
            window.before = new Set(Object.keys(window));
            window.ChatWidget = { q: [
              ["renderWebWidget", { tenantId: "{{Platform.Demo.TenantId}}", token: "{{Platform.Demo.WidgetToken}}", apiUrl: "{{Platform.Gateway}}" }],
              ["on", "opened", () => (window.heard = true)], ["open"], ["nonsense", 1]] };
            </script>
            <script async src="{{Platform.Gateway}}web-widget.classic.js"></script>
            """);
        await using var visit = await VisitAsync(site.Address.ToString());
        await Assertions.Expect(visit.Panel).ToBeVisibleAsync();
        await visit.Page.WaitForFunctionAsync("window.heard");
        await visit.Page.EvaluateAsync("ChatWidget.q.push(['close'])");
        await Assertions.Expect(visit.Panel).ToBeHiddenAsync();
        Assert.True(await visit.Page.EvaluateAsync<bool>(
            """
            () => {
              const options = { tenantId: "another", token: "x" };
              const first = ChatWidget.renderWebWidget(options);
              return first !== null && first === ChatWidget.renderWebWidget(options);
            }
            """));
        Assert.Equal("ChatWidget", await visit.Page.EvaluateAsync<string>("Object.keys(window).filter((k) => !before.has(k) && !['before', 'heard'].includes(k)).join()"));
        Assert.Equal("", await visit.Page.EvaluateAsync<string>("document.cookie"));
    }

    [Fact]
    public async Task Transcript_HoldsWhatWasSaid()
    {
        await using var visit = await VisitAsync("/demo");
        await visit.OpenAsync();
        await visit.SayAsync("Do you ship to Switzerland?");
        await visit.HearsAsync("12.90");
        var download = await visit.Page.RunAndWaitForDownloadAsync(() => visit.ChooseAsync("Download this conversation"));
        var text = await File.ReadAllTextAsync(await download.PathAsync(), Ct);
        Assert.Equal("chat.txt", download.SuggestedFilename);
        Assert.Contains("You: Do you ship to Switzerland?", text, StringComparison.Ordinal);
        Assert.Contains("12.90", text, StringComparison.Ordinal);
    }

    private static Task ToldAsync(Visit visit, string name) => visit.Page.WaitForFunctionAsync("name => told.some(([told]) => told === name)", name);

    private static Task<JsonElement> KeptAsync(Visit visit) => visit.Page.EvaluateAsync<JsonElement>(
        "JSON.parse(localStorage[Object.keys(localStorage).find((k) => k.endsWith(':session'))] ?? '{}')");
}
