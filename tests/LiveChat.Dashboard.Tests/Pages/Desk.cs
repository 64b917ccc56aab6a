using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;

namespace LiveChat.Dashboard.Tests.Pages;

/// <summary>One member of staff at one browser, with what the console said.</summary>
internal sealed class Desk : IAsyncDisposable
{
    // Of WCAG 2.2 AA, but not among those that axe runs by itself.
    private static readonly AxeRunOptions EveryRule = new() { Rules = new() { ["target-size"] = new RuleOptions { Enabled = true } } };

    private readonly IBrowserContext context;

    private Desk(IBrowserContext context, IPage page)
    {
        this.context = context;
        Page = page;
        page.Console += (_, message) => Console.Add(message.Text);
        page.PageError += (_, error) => Console.Add($"uncaught: {error}");
    }

    public IPage Page { get; }

    public List<string> Console { get; } = [];

    public ILocator Composer => Page.Locator("[data-shortcut=composer]");

    /// <summary>The lines of the open conversation.</summary>
    public ILocator Bubbles => Page.Locator(".timeline .bubble");

    /// <summary>Who has the open conversation, by the header.</summary>
    public ILocator State => Page.Locator(".conversation-state");

    public ILocator Row(string conversationId) => Page.Locator($"[data-conversation='{conversationId}']");

    public static async Task<Desk> SitDownAsync(
        Chromium chromium, string address, int width = 1440, int height = 900, ColorScheme scheme = ColorScheme.Light)
    {
        var context = await chromium.Browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = scheme,
            Locale = "en-GB",
            ReducedMotion = ReducedMotion.Reduce,
        });
        // Two busy cores: what takes a second on a free machine may take twenty here.
        context.SetDefaultTimeout(45_000);
        var desk = new Desk(context, await context.NewPageAsync());
        await desk.Page.GotoAsync(address);
        return desk;
    }

    public Task OfflineAsync(bool offline) => context.SetOfflineAsync(offline);

    /// <summary>Signed in, and the feed says that it is live.</summary>
    public Task IsLiveAsync() => SeesAsync(Page.Locator(".sidebar [data-connection=live]"), attached: true);

    /// <summary>The address ends with this; asked again and again, as the page may get there at any moment.</summary>
    public Task IsAtAsync(string end) => Assertions.Expect(Page).ToHaveURLAsync(new Regex(Regex.Escape(end) + "$"));

    public async Task OpenAsync(string conversationId)
    {
        await Row(conversationId).ClickAsync();
        await SeesAsync(Composer);
    }

    public async Task SayAsync(string text)
    {
        await Composer.FillAsync(text);
        await Composer.PressAsync("Enter");
    }

    public Task ActAsync(string action) =>
        Page.Locator(".conversation-actions").GetByRole(AriaRole.Button, new() { Name = action, Exact = true }).ClickAsync();

    public static Task SeesAsync(ILocator locator, bool attached = false) =>
        locator.WaitForAsync(new() { State = attached ? WaitForSelectorState.Attached : WaitForSelectorState.Visible });

    public async Task IsAccessibleAsync()
    {
        var result = await Page.RunAxe(EveryRule);
        Assert.Contains(result.Passes.Concat(result.Violations).Concat(result.Incomplete).Concat(result.Inapplicable), rule => rule.Id == "target-size");
        Assert.True(result.Violations.Length == 0, string.Join('\n', result.Violations.Select(violation =>
            $"{violation.Id}: {violation.Help}\n  {string.Join("\n  ", violation.Nodes.Select(node => $"{node.Target} {node.Html}"))}")));
    }

    /// <summary>Nothing is to be read by scrolling sideways, and nothing broke the content security policy.</summary>
    public async Task IsSoundAsync()
    {
        var overflow = await Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth");
        Assert.True(overflow <= 0, $"{Page.Url} is {overflow} px wider than the window.");
        // Signed in, the parts of the window scroll, and never the window.
        var below = await Page.EvaluateAsync<int>("document.querySelector('.sidebar') ? document.documentElement.scrollHeight - innerHeight : 0");
        Assert.True(below <= 0, $"{Page.Url} is {below} px higher than the window.");
        Assert.DoesNotContain(Console, line => line.Contains("Content Security Policy", StringComparison.OrdinalIgnoreCase)
            || line.StartsWith("uncaught:", StringComparison.Ordinal));
    }

    /// <summary>Nothing shown sticks out of the window, unless it can be scrolled to.</summary>
    public async Task CutsNothingOffAsync() => Assert.Empty(await CutOffAsync());

    /// <summary>The page and beginnings of what sticks out.</summary>
    public async Task<IReadOnlyList<string>> CutOffAsync()
    {
        var cut = await Page.EvaluateAsync<string[]>("""
            () => {
              const scrolls = e => e && e !== document.body && (/auto|scroll/.test(getComputedStyle(e).overflowX) && e.scrollWidth > e.clientWidth && e.tabIndex >= 0 || scrolls(e.parentElement));
              const clipped = e => e && e !== document.body && (getComputedStyle(e).textOverflow === 'ellipsis' || getComputedStyle(e).webkitLineClamp !== 'none' || clipped(e.parentElement));
              return [...document.querySelectorAll('main *')].filter(e => e.checkVisibility() && !e.closest('.visually-hidden, svg, dialog:not([open])')).filter(e => {
                // The nearest box that hides what sticks out of it; the window itself in the end.
                let box = e.parentElement;
                while (box && box !== document.body && getComputedStyle(box).overflowX === 'visible') box = box.parentElement;
                const edge = Math.min(innerWidth, box.getBoundingClientRect().right);
                const at = e.getBoundingClientRect();
                return at.width > 1 && at.right > edge + 1 && !scrolls(e) && !clipped(e.parentElement);
              }).map(e => e.outerHTML.slice(0, 120));
            }
            """);
        return [.. cut.Select(element => $"{new Uri(Page.Url).AbsolutePath}: {element}")];
    }

    /// <summary>Where <c>LIVECHAT_SCREENSHOTS</c> names a folder, keeps a picture there, of the page's whole length.</summary>
    public async Task PictureAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("LIVECHAT_SCREENSHOTS") is not { Length: > 0 } folder)
            return;
        var window = Page.ViewportSize!;
        // The parts of the window scroll, not the window: it is made as high as the page is long.
        var hidden = await Page.EvaluateAsync<int>(
            "Math.max(0, ...[...document.querySelectorAll('.page-scroller, dialog[open] .dialog-body')].map(e => e.scrollHeight - e.clientHeight))");
        await Page.SetViewportSizeAsync(window.Width, Math.Min(window.Height + hidden, 8_000));
        await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
        await Page.SetViewportSizeAsync(window.Width, window.Height);
        // Laid out anew when this returns: what follows may measure.
        await Page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
    }

    public async ValueTask DisposeAsync() => await context.DisposeAsync();
}
