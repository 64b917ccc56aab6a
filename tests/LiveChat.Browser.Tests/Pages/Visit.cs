using Deque.AxeCore.Playwright;
using LiveChat.Browser.Tests.Platforms;
using Microsoft.Playwright;
using Xunit;

namespace LiveChat.Browser.Tests.Pages;

/// <summary>One visitor's browser on one page, with what the console said.</summary>
internal sealed class Visit : IAsyncDisposable
{
    private readonly IBrowserContext context;

    private Visit(IBrowserContext context, IPage page)
    {
        this.context = context;
        Page = page;
        page.Console += (_, message) => Console.Add(message.Text);
        page.PageError += (_, error) => Console.Add($"uncaught: {error}");
    }

    public IPage Page { get; }

    public List<string> Console { get; } = [];

    /// <summary>The widget's own lines for the site's owner.</summary>
    public IEnumerable<string> OwnerLines => Console.Where(line => line.StartsWith("[LiveChat]", StringComparison.Ordinal));

    public ILocator Launcher => Page.Locator("livechat-widget .launcher");

    public ILocator Panel => Page.Locator("livechat-widget .panel");

    public ILocator Box => Panel.GetByRole(AriaRole.Textbox);

    public ILocator Bubbles => Panel.Locator(".theirs .bubble:not(.dots)");

    public static async Task<Visit> StartAsync(Chromium chromium, string address, int width = 1280, int height = 800, ColorScheme scheme = ColorScheme.Light)
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
        var visit = new Visit(context, await context.NewPageAsync());
        await visit.Page.GotoAsync(address);
        return visit;
    }

    public Task<IPage> AnotherTabAsync() => context.NewPageAsync();

    public Task OfflineAsync(bool offline) => context.SetOfflineAsync(offline);

    public async Task OpenAsync()
    {
        await Launcher.ClickAsync();
        await Assertions.Expect(Panel).ToBeVisibleAsync();
    }

    public async Task CloseAsync()
    {
        await Panel.GetByRole(AriaRole.Button, new() { Name = "Close chat" }).ClickAsync();
        await Assertions.Expect(Panel).ToBeHiddenAsync();
    }

    public async Task ChooseAsync(string menuItem)
    {
        await Panel.GetByRole(AriaRole.Button, new() { Name = "More options" }).ClickAsync();
        await Panel.GetByRole(AriaRole.Menuitem, new() { Name = menuItem }).ClickAsync();
    }

    public async Task SayAsync(string text)
    {
        await Box.FillAsync(text);
        await Box.PressAsync("Enter");
    }

    /// <summary>The newest thing that somebody else said contains the text.</summary>
    public Task HearsAsync(string text) => Assertions.Expect(Bubbles.Last).ToContainTextAsync(text, new() { Timeout = 45_000 });

    /// <summary>Every address that the page has asked so far: scripts, styles, and what scripts fetched.</summary>
    public async Task<IReadOnlyList<Uri>> AskedAsync() =>
        [.. (await Page.EvaluateAsync<string[]>("performance.getEntriesByType('resource').map(entry => entry.name)"))
            .Where(address => address.StartsWith("http", StringComparison.Ordinal)).Select(address => new Uri(address))];

    public async Task IsAccessibleAsync()
    {
        var result = await Page.RunAxe();
        Assert.True(result.Violations.Length == 0, string.Join('\n', result.Violations.Select(violation =>
            $"{violation.Id}: {violation.Help}\n  {string.Join("\n  ", violation.Nodes.Select(node => $"{node.Target} {node.Html}\n    {string.Join("; ", node.Any.Select(check => check.Message))}"))}")));
    }

    /// <summary>Where <c>LIVECHAT_SCREENSHOTS</c> names a folder, keeps a picture of what the visitor sees there.</summary>
    public async Task PictureAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("LIVECHAT_SCREENSHOTS") is { Length: > 0 } folder)
            await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png") });
    }

    public async ValueTask DisposeAsync() => await context.DisposeAsync();
}

/// <summary>What the tests of one class share: the platform, the browser, and the platform's last words on a failure.</summary>
public abstract class BrowserTest(DemoPlatform platform, Chromium chromium) : IDisposable
{
    private protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    private protected DemoPlatform Platform => platform;

    private protected Task<Visit> VisitAsync(string address, int width = 1280, int height = 800, ColorScheme scheme = ColorScheme.Light) =>
        Visit.StartAsync(chromium, new Uri(platform.Gateway, address).ToString(), width, height, scheme);

    public void Dispose()
    {
        if (TestContext.Current.TestState?.Result == TestResult.Failed)
            TestContext.Current.TestOutputHelper?.WriteLine($"The platform's last lines:\n{platform.LastLines}");
        GC.SuppressFinalize(this);
    }
}
