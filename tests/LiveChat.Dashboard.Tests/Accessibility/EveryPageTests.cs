using System.Text.Json.Nodes;
using LiveChat.Dashboard.Tests.Pages;
using LiveChat.Dashboard.Tests.Platforms;
using LiveChat.EndToEnd.Tests.Clients;
using Microsoft.Playwright;
using Xunit;

namespace LiveChat.Dashboard.Tests.Accessibility;

/// <summary>WCAG 2.2 AA as far as a machine sees it, on every page, in both themes and on the smallest screen.</summary>
public sealed class EveryPageTests(StandaloneDashboard platform, Chromium chromium) : DashboardTest(platform, chromium)
{
    internal static readonly string[] Pages =
    [
        "inbox", "reviews", "canned", "analytics", "assistants", "routing", "knowledge", "safety", "provider", "costs", "site", "team", "hours",
        "integrations", "usage", "audit", "doctor", "requests", "start", "account", "nowhere",
    ];

    private static readonly string[] Scopes = ["conversations:read"];
    private static readonly string[] AllEvents = ["*"];

    // The light theme is walked on the smallest screen.
    [Fact]
    public async Task Pages_OfABusyTenant_InTheDark_HaveNoFindings()
    {
        var tenant = await Platform.TenantAsync(Ct);
        var said = await tenant.NewVisitor().SayAsync("Do you ship to Switzerland?", Ct);
        await tenant.NewVisitor().SayAsync("I want a human", Ct, "handed_off");
        await using var desk = await OwnerAsync(tenant, scheme: ColorScheme.Dark);

        // Each by its own address, as from a bookmark.
        await WalkAsync(desk, ColorScheme.Dark, [.. Pages, $"inbox/{said["conversationId"]}", $"requests/{await RequestOfAsync(tenant, said)}"], anew: true);
    }

    [Fact]
    public async Task Pages_OfAFreshTenant_HaveNoFindings()
    {
        var tenant = await Platform.TenantAsync(Ct, assistant: false);
        await using var desk = await OwnerAsync(tenant);

        await WalkAsync(desk, ColorScheme.Light, ["inbox", "knowledge", "assistants", "start"]);
    }

    [Fact]
    public async Task Pages_At320Pixels_ReadWithoutScrollingSideways()
    {
        var tenant = await Platform.TenantAsync(Ct);
        var said = await tenant.NewVisitor().SayAsync("Do you ship to Switzerland?", Ct);
        await using var desk = await OwnerAsync(tenant, width: 320, height: 640);
        // The language with the longer words.
        await desk.Page.EvaluateAsync("localStorage.setItem('livechat.locale', 'de')");
        await GoAsync(desk, "start");

        await WalkAsync(desk, ColorScheme.Light, [.. Pages, $"inbox/{said["conversationId"]}", $"requests/{await RequestOfAsync(tenant, said)}"]);
    }

    [Fact]
    public async Task Pages_WithLongNamesEverywhere_At320Pixels_CutNothingOff()
    {
        var tenant = await Platform.TenantAsync(Ct, assistant: false);
        var name = string.Concat(Enumerable.Repeat("Donaudampfschifffahrt", 3)) + "<b>👩‍👩‍👧‍👦";
        var (staff, route) = (tenant.Staff, tenant.Route);
        (await staff.PostAsync($"{route}/assistants", new { name }, Ct)).Ok(201);
        (await staff.PostAsync($"{route}/knowledge", new { title = name, text = name + " " + name, url = $"https://shop.example/{name}", locale = "en" }, Ct)).Ok(201);
        (await staff.PostAsync($"{route}/canned", new { shortcut = name[..40], title = name, text = name }, Ct)).Ok(201);
        (await staff.PostAsync($"{route}/users", new { email = $"{name[..60]}@{tenant.Id}.example", role = "agent" }, Ct)).Ok(201);
        (await staff.PostAsync($"{route}/widget/tokens", new { label = name }, Ct)).Ok(201);
        (await staff.PostAsync($"{route}/widget/allowed-domains", new { domain = $"{name[..60]}.example" }, Ct)).Ok();
        (await staff.PostAsync($"{route}/api-keys", new { name, scopes = Scopes }, Ct)).Ok(201);
        (await staff.PostAsync($"{route}/webhooks", new { url = $"https://{name[..60]}.example/hook", events = AllEvents, description = name }, Ct)).Ok(201);
        var widget = (await staff.GetAsync($"{route}/widget", Ct)).Ok();
        (widget["name"], widget["companyName"]) = (name, name);
        (await staff.PutAsync($"{route}/widget", widget, Ct)).Done();
        await using var desk = await OwnerAsync(tenant, width: 320, height: 640);

        var cut = new List<string>();
        foreach (var page in new[] { "canned", "assistants", "knowledge", "site", "team", "integrations", "audit", "start" })
        {
            await GoAndLoadAsync(desk, page);
            await desk.PictureAsync($"{page}-long-names-320");
            await desk.IsSoundAsync();
            cut.AddRange(await desk.CutOffAsync());
        }
        Assert.Empty(cut);
    }

    [Fact]
    public async Task Pages_WithWideTextSpacing_CutNothingOff()
    {
        var tenant = await Platform.TenantAsync(Ct);
        var said = await tenant.NewVisitor().SayAsync("I want a human", Ct, "handed_off");
        await using var desk = await OwnerAsync(tenant);

        var cut = new List<string>();
        foreach (var page in (string[])[.. Pages, $"inbox/{said["conversationId"]}", $"requests/{await RequestOfAsync(tenant, said)}"])
        {
            await GoAndLoadAsync(desk, page);
            // WCAG 1.4.12; by a constructed sheet, since the page's policy lets no style element in.
            await desk.Page.EvaluateAsync("""
                const sheet = new CSSStyleSheet();
                sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }');
                document.adoptedStyleSheets = [sheet];
                """);
            await desk.IsSoundAsync();
            cut.AddRange(await desk.CutOffAsync());
            await desk.PictureAsync($"{page.Split('/')[0]}-spaced");
            // What hides its own end, and what is as high as it was made while its text goes on; an ellipsis says that there is more.
            cut.AddRange((await desk.Page.EvaluateAsync<string[]>("""
                () => {
                  const shortened = e => e && e !== document.body && (getComputedStyle(e).textOverflow === 'ellipsis' || getComputedStyle(e).webkitLineClamp !== 'none' || shortened(e.parentElement));
                  const controls = '.button, .icon-button, .tab, .chip, .tag, .segmented button, .nav-item, label, h1, h2, h3';
                  // A name that is only heard has no room of its own.
                  const heard = e => getComputedStyle(e).clipPath !== 'none' || [...e.querySelectorAll('*')].some(c => getComputedStyle(c).clipPath !== 'none');
                  const hides = e => /hidden|clip/.test(getComputedStyle(e).overflowY + getComputedStyle(e).overflowX);
                  return [...document.querySelectorAll('.sidebar *, main *')]
                    .filter(e => e instanceof HTMLElement && e.checkVisibility() && !e.closest('.visually-hidden') && e.textContent.trim() !== '' && (e.matches(controls) || hides(e)))
                    .filter(e => e.scrollHeight > e.clientHeight + 2 && e.clientHeight > 0 || e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0)
                    .filter(e => !heard(e) && !shortened(e) && ![...e.querySelectorAll('*')].some(shortened))
                    .map(e => `${e.className} ${e.scrollWidth}x${e.scrollHeight} in ${e.clientWidth}x${e.clientHeight}: ${e.textContent.slice(0, 60)}`);
                }
                """)).Select(element => $"{page}: {element}"));
        }
        Assert.Empty(cut);
    }

    private static async Task<string> RequestOfAsync(TestTenant tenant, JsonNode said)
    {
        var lines = (await tenant.Staff.GetAsync($"{tenant.Route}/conversations/{said["conversationId"]}/messages", Ct)).Ok()["items"]!.AsArray();
        return lines.Select(line => (string?)line!["requestId"]).First(id => id is not null)!;
    }

    private async Task GoAndLoadAsync(Desk desk, string page, bool anew = false)
    {
        // One thing of the same page as the page itself is shown by the same part of it.
        if (anew || page.Contains('/', StringComparison.Ordinal))
            await GoAsync(desk, page);
        else
            await VisitAsync(desk, page);
        await Desk.SeesAsync(desk.Page.Locator("main h1, main h2").First, attached: true);
        await Assertions.Expect(desk.Page.Locator(".skeleton")).ToHaveCountAsync(0);
    }

    private async Task WalkAsync(Desk desk, ColorScheme scheme, IEnumerable<string> pages, bool anew = false)
    {
        foreach (var page in pages)
        {
            await GoAndLoadAsync(desk, page, anew);
            await desk.IsSoundAsync();
            await desk.IsAccessibleAsync();
            await desk.CutsNothingOffAsync();
            var width = desk.Page.ViewportSize!.Width;
            await desk.PictureAsync($"{page.Split('/')[0]}{(page.StartsWith("inbox/", StringComparison.Ordinal) ? "-conversation" : page.Contains('/', StringComparison.Ordinal) ? "-report" : "")}-{scheme}-{width}".ToLowerInvariant());
        }
    }
}
