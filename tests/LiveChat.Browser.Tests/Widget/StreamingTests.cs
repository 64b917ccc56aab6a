using LiveChat.AssistantRouting.Tests.Hosting;
using LiveChat.Browser.Tests.Pages;
using LiveChat.Browser.Tests.Platforms;
using Microsoft.Playwright;
using Xunit;

namespace LiveChat.Browser.Tests.Widget;

/// <summary>A provider's reply on its way: seen sentence by sentence, heard once.</summary>
public sealed class StreamingTests(DemoPlatform platform, Chromium chromium) : BrowserTest(platform, chromium)
{
    // What a screen reader hears of a live region: what is put into it and not hidden from it.
    private const string Listener =
        """
        () => {
          window.heard = [];
          const log = document.querySelector("livechat-widget").shadowRoot.querySelector("[role=log]");
          const say = (node) => node.nodeType === 1 && [node, ...node.querySelectorAll("*")]
            .filter((e) => e.matches(".theirs .bubble") && !e.closest("[aria-hidden=true]"))
            .forEach((e) => window.heard.push(e.innerText.trim()));
          new MutationObserver((all) => all.forEach((m) => {
            m.addedNodes.forEach(say);
            if (m.type === "attributes") say(m.target);
            if (m.type === "characterData") window.heard.push("changed");
          })).observe(log, { subtree: true, childList: true, attributeFilter: ["aria-hidden"] });
        }
        """;

    private const string Whole = "We ship to Switzerland. It takes a week.";

    [Fact]
    public async Task Reply_IsSeenBeforeItIsWhole_AndHeardOnceWhenItIs()
    {
        var seen = new TaskCompletionSource();
        async IAsyncEnumerable<string> PiecesAsync()
        {
            yield return "We ship to Switzer";
            yield return "land. It takes";
            // Nobody gets past this who does not show the first sentence before the second is written.
            await seen.Task;
            yield return " a week.";
        }

        await using var provider = await ProviderAsync(PiecesAsync);
        await using var site = await SiteAsync(provider);
        await using var visit = await VisitAsync(site.Address.ToString());
        await visit.OpenAsync();
        // Before the first line there is no live region to listen to.
        await visit.SayAsync("Do you ship to Switzerland?");
        await Assertions.Expect(visit.Panel.GetByRole(AriaRole.Log)).ToBeVisibleAsync();
        await visit.Page.EvaluateAsync(Listener);

        await visit.HearsAsync("We ship to Switzerland.");
        await Assertions.Expect(visit.Bubbles).ToHaveAttributeAsync("aria-hidden", "true");
        await Assertions.Expect(visit.Bubbles).Not.ToContainTextAsync("a week");
        Assert.Equal("", await visit.Page.EvaluateAsync<string>("heard.join('|')"));
        seen.SetResult();

        await visit.HearsAsync(Whole);
        await Assertions.Expect(visit.Bubbles).ToHaveCountAsync(1);
        await visit.Page.WaitForFunctionAsync("heard.length > 0");
        Assert.Equal(Whole, await visit.Page.EvaluateAsync<string>("heard.join('|')"));

        // The stored reply is what a new page shows.
        await visit.Page.ReloadAsync();
        await visit.HearsAsync(Whole);
        Assert.Empty(visit.OwnerLines);
    }

    [Fact]
    public async Task Platform_KilledInMidReply_ComesBackWithTheWhole_Once()
    {
        var begun = new TaskCompletionSource();
        async IAsyncEnumerable<string> PiecesAsync()
        {
            yield return "We ship to Switzerland. ";
            // It never gets to its end: the platform dies in the middle of it, and asks for the whole afterwards.
            begun.TrySetResult();
            await Task.Delay(Timeout.Infinite, Ct);
        }

        await using var provider = await ProviderAsync(PiecesAsync);
        await using var site = await SiteAsync(provider);
        await using var visit = await VisitAsync(site.Address.ToString());
        await visit.OpenAsync();
        await visit.SayAsync("Do you ship to Switzerland?");
        await visit.HearsAsync("We ship to Switzerland.");
        await begun.Task.WaitAsync(Ct);
        var process = Platform.Platform.Process("chat");
        await process.KillAsync();
        process.Start();
        await process.WaitUntilReadyAsync(Ct);
        await visit.HearsAsync("It takes a week.");
        await Assertions.Expect(visit.Bubbles).ToHaveCountAsync(1);
        await Assertions.Expect(visit.Bubbles).ToHaveTextAsync(Whole);
        Assert.Equal(1, await visit.Panel.Locator(".mine .bubble").CountAsync());
    }

    private async Task<CustomerSite> SiteAsync(FakeProvider provider)
    {
        var shop = await (await Shop.OpenAsync(Platform, Ct)).WithAssistantAsync(Ct);
        await shop.UseAsync(provider.Url, Ct);
        return new CustomerSite(CustomerSite.ModuleSnippet(Platform.Gateway, shop.Id, shop.Token));
    }

    /// <summary>Streams to those who ask for it, and says the whole to others.</summary>
    private static async Task<FakeProvider> ProviderAsync(Func<IAsyncEnumerable<string>> pieces)
    {
        FakeProvider? self = null;
        return self = await FakeProvider.StartAsync((http, _) => self!.Asked.Last().Body["stream"] is null
            ? FakeProvider.SayAsync(http, Whole) : FakeProvider.StreamAsync(http, pieces()));
    }
}
