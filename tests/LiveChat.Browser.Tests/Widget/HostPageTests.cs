using LiveChat.Browser.Tests.Pages;
using LiveChat.Browser.Tests.Platforms;
using Microsoft.Playwright;
using Xunit;

namespace LiveChat.Browser.Tests.Widget;

/// <summary>Pages that make it hard: the widget neither breaks there nor breaks them.</summary>
public sealed class HostPageTests(DemoPlatform platform, Chromium chromium) : BrowserTest(platform, chromium)
{
    private const string Question = "Do you ship to Switzerland?";

    [Fact]
    public async Task InTheHead_BeforeTheBody_ItWaitsForIt_AndIsLast()
    {
        await using var site = new CustomerSite("<footer>end</footer>", head: Classic());
        await using var visit = await VisitAsync(site.Address.ToString());
        await AnswersAsync(visit);
        Assert.Equal("LIVECHAT-WIDGET", await visit.Page.EvaluateAsync<string>("document.body.lastElementChild.tagName"));
    }

    [Fact]
    public async Task BlockedStorage_AnswersAllTheSame()
    {
        await using var visit = await VisitAsync("about:blank");
        await visit.Page.AddInitScriptAsync("Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })");
        await using var site = new CustomerSite(Module());
        await visit.Page.GotoAsync(site.Address.ToString());
        await AnswersAsync(visit);
        Assert.Empty(visit.OwnerLines);
    }

    [Theory]
    [InlineData(10 * 365)]
    [InlineData(-10 * 365)]
    public async Task WrongClock_AnswersAllTheSame(int days)
    {
        await using var visit = await VisitAsync("about:blank");
        await visit.Page.AddInitScriptAsync(
            $$"""
            const Real = Date, off = {{days}} * 86400000;
            window.Date = class extends Real {
              constructor(...a) { a.length ? super(...a) : super(Real.now() + off); }
              static now() { return Real.now() + off; }
            };
            """);
        var renewals = 0;
        visit.Page.Request += (_, request) => renewals += request is { Method: "POST" } && request.Url.EndsWith("/token", StringComparison.Ordinal) ? 1 : 0;
        await using var site = new CustomerSite(Module());
        await visit.Page.GotoAsync(site.Address.ToString());
        await AnswersAsync(visit);
        Assert.InRange(renewals, 0, 1);
    }

    [Fact]
    public async Task OfflineStart_ComesWhenTheNetworkDoes_AndNextTimeShowsAtOnce()
    {
        await using var site = new CustomerSite(Module());
        await using var visit = await VisitAsync("about:blank");
        var offline = true;
        await visit.Page.RouteAsync("**/api/widgets/**", route => offline ? route.AbortAsync("internetdisconnected") : route.ContinueAsync());
        await visit.Page.AddInitScriptAsync("Object.defineProperty(Navigator.prototype, 'onLine', { get: () => !window.noNet, configurable: true }); window.noNet = true");
        await visit.Page.GotoAsync(site.Address.ToString());
        await visit.Page.WaitForFunctionAsync("performance.getEntriesByType('resource').some((e) => e.name.includes('/config'))");
        Assert.Equal(0, await visit.Page.Locator("livechat-widget").CountAsync());
        offline = false;
        await visit.Page.EvaluateAsync("window.noNet = false; window.dispatchEvent(new Event('online'))");
        await Assertions.Expect(visit.Launcher).ToBeVisibleAsync();
        // Being offline is no fault of the site's.
        Assert.Empty(visit.OwnerLines);

        offline = true;
        await visit.Page.ReloadAsync();
        await Assertions.Expect(visit.Launcher).ToBeVisibleAsync();
        await visit.Launcher.ClickAsync();
        offline = false;
        await visit.Page.EvaluateAsync("window.noNet = false; window.dispatchEvent(new Event('online'))");
        await Assertions.Expect(visit.Panel).ToBeVisibleAsync();
    }

    [Fact]
    public async Task SinglePageSite_ThatReplacesItsBody_KeepsTheChatAndItsText()
    {
        await using var site = new CustomerSite(Module());
        await using var visit = await VisitAsync(site.Address.ToString());
        await AnswersAsync(visit);
        await visit.Box.FillAsync("half a sentence");
        await visit.Page.EvaluateAsync("history.pushState({}, '', '/next'); document.body.innerHTML = '<main><h1>Next</h1></main>'");
        await Assertions.Expect(visit.Box).ToHaveValueAsync("half a sentence");
        await visit.Page.EvaluateAsync("const b = document.createElement('body'); b.innerHTML = '<main><h1>Third</h1></main>'; document.body.replaceWith(b)");
        await visit.HearsAsync("12.90");
        await visit.SayAsync("Can I wash it at 60°?");
        await visit.HearsAsync("60");
    }

    [Fact]
    public async Task Styles_StayOnTheirSide()
    {
        await using var site = new CustomerSite(Module(), head: """
            <style>
            button, .launcher, .panel, div, p { background: rgb(255, 0, 0) !important; font-size: 40px !important; position: static !important; }
            </style>
            """);
        await using var visit = await VisitAsync(site.Address.ToString());
        const string Look = "e => { const s = getComputedStyle(e); return [s.position, s.width, s.fontSize, s.borderRadius].join() }";
        var own = await visit.Page.Locator("#mine").EvaluateAsync<string>(Look);
        Assert.Equal("fixed,60px,15px,50%", await visit.Launcher.EvaluateAsync<string>(Look.Replace("s.fontSize", "getComputedStyle(e.parentNode).fontSize", StringComparison.Ordinal)));
        await visit.OpenAsync();
        Assert.Equal(own, await visit.Page.Locator("#mine").EvaluateAsync<string>(Look));
        Assert.NotEqual("rgb(255, 0, 0)", await visit.Panel.EvaluateAsync<string>("e => getComputedStyle(e).backgroundColor"));
    }

    [Fact]
    public async Task OnlyThePlatform_IsAsked()
    {
        await using var site = new CustomerSite(Module());
        await using var visit = await VisitAsync("about:blank");
        var hosts = new HashSet<string>(StringComparer.Ordinal);
        visit.Page.Request += (_, request) => hosts.Add(new Uri(request.Url).Authority);
        await visit.Page.GotoAsync(site.Address.ToString());
        await AnswersAsync(visit);
        Assert.Equal([site.Address.Authority, Platform.Gateway.Authority], hosts);
        Assert.Empty(await visit.Page.Context.CookiesAsync());
    }

    [Fact]
    public async Task PolicyWithANonce_AndTrustedTypes_NeedsNoMoreThanConnect()
    {
        var api = Platform.Gateway.GetLeftPart(UriPartial.Authority);
        await using var site = new CustomerSite(CustomerSite.HandleSnippet(Platform.Gateway, Platform.Demo.TenantId, Platform.Demo.WidgetToken!),
            $"default-src 'none'; script-src 'nonce-n0nce'; connect-src {api}; require-trusted-types-for 'script'");
        await using var visit = await VisitAsync(site.Address.ToString());
        await AnswersAsync(visit);
        Assert.DoesNotContain(visit.Console, line => line.Contains("Content Security Policy", StringComparison.OrdinalIgnoreCase) || line.Contains("Trusted", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Focus_OfThePage_IsNeverCovered()
    {
        // One link behind the panel, one behind the button, one in the open.
        await using var site = new CustomerSite(Module() + """
            <a href="#a" id="behind-panel" style="position:fixed;right:100px;bottom:300px">one</a>
            <a href="#b" id="behind-button" style="position:fixed;right:40px;bottom:40px">two</a>
            """);
        await using var visit = await VisitAsync(site.Address.ToString());
        await visit.OpenAsync();
        await visit.Page.Locator("#mine").FocusAsync();
        await Assertions.Expect(visit.Panel).ToBeVisibleAsync();
        await visit.Page.Locator("#behind-panel").FocusAsync();
        await Assertions.Expect(visit.Panel).ToBeHiddenAsync();
        await Assertions.Expect(visit.Page.Locator("#behind-panel")).ToBeFocusedAsync();
        await visit.Page.Locator("#behind-button").FocusAsync();
        await Assertions.Expect(visit.Launcher).ToBeHiddenAsync();
        await visit.Page.Locator("#mine").FocusAsync();
        await Assertions.Expect(visit.Launcher).ToBeVisibleAsync();
    }

    private string Module() => CustomerSite.ModuleSnippet(Platform.Gateway, Platform.Demo.TenantId, Platform.Demo.WidgetToken!);

    private string Classic() => CustomerSite.ClassicSnippet(Platform.Gateway, Platform.Demo.TenantId, Platform.Demo.WidgetToken!);

    private static async Task AnswersAsync(Visit visit)
    {
        await visit.OpenAsync();
        await visit.SayAsync(Question);
        await visit.HearsAsync("12.90");
    }
}
