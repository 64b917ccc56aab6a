using LiveChat.Browser.Tests.Pages;
using LiveChat.Browser.Tests.Platforms;
using Microsoft.Playwright;
using Xunit;

namespace LiveChat.Browser.Tests.Widget;

/// <summary>WCAG 2.2 AA as far as a machine sees it, keyboard, small screens.</summary>
public sealed class AccessibilityTests(DemoPlatform platform, Chromium chromium) : BrowserTest(platform, chromium)
{
    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Panel_EmptyAndInConversation_HasNoFindings(ColorScheme scheme)
    {
        await using var visit = await VisitAsync("/demo", scheme: scheme);
        await visit.OpenAsync();
        await visit.IsAccessibleAsync();
        await visit.SayAsync("My chest is 101 cm, which size?");
        await visit.HearsAsync("L");
        await visit.PictureAsync($"widget-conversation-{scheme}".ToLowerInvariant());
        await visit.IsAccessibleAsync();
    }

    [Theory]
    [InlineData("/", ColorScheme.Light)]
    [InlineData("/", ColorScheme.Dark)]
    [InlineData("/demo", ColorScheme.Light)]
    [InlineData("/demo/products/fisher-jumper", ColorScheme.Light)]
    [InlineData("/demo/help", ColorScheme.Light)]
    [InlineData("/demo/help/sizes", ColorScheme.Light)]
    public async Task Page_HasNoFindings(string address, ColorScheme scheme)
    {
        await using var visit = await VisitAsync(address, scheme: scheme);
        await visit.IsAccessibleAsync();
        Assert.DoesNotContain(visit.Console, line => line.Contains("Content Security Policy", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Keyboard_OpensWritesAndReturnsTheFocus()
    {
        await using var visit = await VisitAsync("/demo/help/store");
        await visit.Launcher.FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(visit.Box).ToBeFocusedAsync();
        // A visitor who wants no motion gets none.
        Assert.Equal("0s", await visit.Panel.EvaluateAsync<string>("e => getComputedStyle(e).transitionDuration"));
        await visit.Page.Keyboard.TypeAsync("Hello!");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(visit.Bubbles.Last).ToBeVisibleAsync();
        // Beside the page, not over it: the keyboard gets out and back, and the panel stays.
        Assert.Null(await visit.Panel.GetAttributeAsync("aria-modal"));
        await WalkAsync(visit, "Tab", inside: false);
        await Assertions.Expect(visit.Panel).ToBeVisibleAsync();
        await WalkAsync(visit, "Shift+Tab", inside: true);
        await visit.Box.FocusAsync();
        await visit.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(visit.Panel).ToBeHiddenAsync();
        await Assertions.Expect(visit.Launcher).ToBeFocusedAsync();
    }

    private static async Task WalkAsync(Visit visit, string key, bool inside)
    {
        for (var steps = 0; steps < 12; steps++)
        {
            await visit.Page.Keyboard.PressAsync(key);
            if (await visit.Page.EvaluateAsync<bool>("document.activeElement?.localName === 'livechat-widget'") == inside)
                return;
        }

        Assert.Fail($"{key} does not get {(inside ? "in" : "out")}.");
    }

    [Fact]
    public async Task Enter_WhileComposing_DoesNotSend()
    {
        await using var visit = await VisitAsync("/demo");
        await visit.OpenAsync();
        await visit.Box.FillAsync("にほん");
        await visit.Box.DispatchEventAsync("keydown", new { key = "Enter", isComposing = true, bubbles = true });
        await visit.Box.DispatchEventAsync("keydown", new { key = "Enter", keyCode = 229, bubbles = true });
        await Assertions.Expect(visit.Box).ToHaveValueAsync("にほん");
    }

    [Fact]
    public async Task Targets_AreAFingerWide()
    {
        await using var visit = await VisitAsync("/demo", 360, 640);
        await Assertions.Expect(visit.Launcher).ToBeVisibleAsync();
        await TargetsAsync(visit);
        await visit.OpenAsync();
        await TargetsAsync(visit);
        await visit.SayAsync("My chest is 101 cm, which size?");
        await visit.HearsAsync("L");
        await visit.SayAsync("Where is order 10482?");
        await Assertions.Expect(visit.Panel.Locator(".quick button").First).ToBeVisibleAsync();
        await visit.Page.RouteAsync("**/api/widgets/*/chat", route => route.FulfillAsync(new() { Status = 500, ContentType = "application/problem+json", Body = """{"code":"internal_error","retryable":false}""" }));
        await visit.SayAsync("This one fails");
        await Assertions.Expect(visit.Panel.Locator(".again")).ToBeVisibleAsync();
        await visit.Panel.GetByRole(AriaRole.Button, new() { Name = "More options" }).ClickAsync();
        await TargetsAsync(visit);
    }

    [Theory]
    [InlineData("de")]
    [InlineData("fr")]
    [InlineData("ar")]
    [InlineData("ja")]
    public async Task At320Pixels_NoLanguageRunsOut(string language)
    {
        await using var site = new CustomerSite(
            CustomerSite.HandleSnippet(Platform.Gateway, Platform.Demo.TenantId, Platform.Demo.WidgetToken!), html: $"lang=\"{language}\"");
        await using var visit = await VisitAsync(site.Address.ToString(), 320, 568);
        await visit.OpenAsync();
        await NothingRunsOutAsync(visit);
        await visit.Page.RouteAsync("**/api/widgets/*/chat", route => route.FulfillAsync(new() { Status = 500, ContentType = "application/problem+json", Body = """{"code":"internal_error","retryable":false}""" }));
        await visit.SayAsync("Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft");
        await Assertions.Expect(visit.Panel.Locator(".again")).ToBeVisibleAsync();
        await visit.PictureAsync($"widget-320-{language}");
        await NothingRunsOutAsync(visit);
        await visit.Panel.Locator(".menu button").ClickAsync();
        await Assertions.Expect(visit.Panel.GetByRole(AriaRole.Menu)).ToBeVisibleAsync();
        await NothingRunsOutAsync(visit);
        // Nor with the spacing that a reader may set (WCAG 1.4.12).
        await visit.Page.EvaluateAsync(
            """
            () => {
              const spaced = new CSSStyleSheet(), root = document.querySelector("livechat-widget").shadowRoot;
              spaced.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }");
              root.adoptedStyleSheets = [...root.adoptedStyleSheets, spaced];
            }
            """);
        await NothingRunsOutAsync(visit);
    }

    // Text that is cut with an ellipsis on purpose has more than it shows, but stays in its place.
    private static async Task NothingRunsOutAsync(Visit visit) => Assert.Equal("", await visit.Page.EvaluateAsync<string>(
        """
        () => [...document.querySelector("livechat-widget").shadowRoot.querySelectorAll(".panel *:not(.only-read)")]
          .filter((e) => e.checkVisibility({ visibilityProperty: true }))
          .map((e) => [`${e.tagName}.${e.className}`, e.getBoundingClientRect()])
          .filter(([, r]) => r.left < -0.5 || r.right > 320.5)
          .map(([name, r]) => `${name}: ${r.left} to ${r.right}`).join("; ")
        """));

    // Links within a sentence are as high as it is.
    private static async Task TargetsAsync(Visit visit) => Assert.Equal("", await visit.Page.EvaluateAsync<string>(
        """
        () => [...document.querySelector("livechat-widget").shadowRoot.querySelectorAll("button, a.source, input, textarea")]
          .filter((e) => e.checkVisibility({ visibilityProperty: true }))
          .map((e) => [e.getAttribute("aria-label") ?? e.textContent, e.getBoundingClientRect()])
          .filter(([, r]) => r.width < 43.9 || r.height < 43.9)
          .map(([name, r]) => `${name}: ${r.width} x ${r.height}`).join("; ")
        """));

    [Fact]
    public async Task SmallScreen_IsCoveredAndReflows()
    {
        await using var visit = await VisitAsync("/demo", 320, 568);
        await visit.OpenAsync();
        await visit.SayAsync("Do you ship to Switzerland?");
        await visit.HearsAsync("12.90");
        var box = await visit.Panel.BoundingBoxAsync();
        Assert.NotNull(box);
        Assert.Equal((0, 0, 320, 568), ((int)box.X, (int)box.Y, (int)box.Width, (int)box.Height));
        Assert.True(await visit.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= 320"));
        // The page behind takes no focus while it is covered, and does again afterwards.
        Assert.True(await visit.Page.EvaluateAsync<bool>("document.querySelector('main').inert"));
        await visit.Panel.GetByRole(AriaRole.Button, new() { Name = "Close chat" }).ClickAsync();
        Assert.False(await visit.Page.EvaluateAsync<bool>("document.querySelector('main').inert"));
    }
}
