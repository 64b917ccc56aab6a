using LiveChat.Dashboard.Tests.Platforms;
using LiveChat.EndToEnd.Tests.Clients;
using Microsoft.Playwright;
using Xunit;

namespace LiveChat.Dashboard.Tests.Pages;

/// <summary>What the tests of all classes share: the platform, the browser, and the platform's last words on a failure.</summary>
public abstract class DashboardTest(DashboardPlatform platform, Chromium chromium) : IDisposable
{
    private protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    private protected DashboardPlatform Platform => platform;

    private protected Uri Address(string path = "/dashboard/") => new(platform.Gateway, path);

    private protected Task<Desk> DeskAsync(string address, int width = 1440, int height = 900, ColorScheme scheme = ColorScheme.Light) =>
        Desk.SitDownAsync(chromium, address, width, height, scheme);

    /// <summary>The owner of the tenant, signed in by a one-time link and live.</summary>
    private protected async Task<Desk> OwnerAsync(TestTenant tenant, int width = 1440, int height = 900, ColorScheme scheme = ColorScheme.Light)
    {
        var desk = await DeskAsync(await platform.SignInLinkAsync(tenant, Ct), width, height, scheme);
        await desk.IsLiveAsync();
        return desk;
    }

    /// <summary>An agent of the tenant's team, somebody else than the owner, signed in and live.</summary>
    private protected async Task<Desk> ColleagueAsync(TestTenant tenant, string name = "Kim")
    {
        var desk = await DeskAsync(await platform.ColleagueAsync(tenant, name, Ct));
        await desk.IsLiveAsync();
        return desk;
    }

    /// <summary>Loads a page of the dashboard anew, such as <c>knowledge</c>, and returns when it is live.</summary>
    private protected async Task GoAsync(Desk desk, string page)
    {
        await desk.Page.GotoAsync(Address($"/dashboard/{page}").ToString(), new() { WaitUntil = WaitUntilState.Commit });
        await desk.IsLiveAsync();
    }

    /// <summary>Goes to another page within the visit, as a link does; returns when nothing of the page before is left.</summary>
    private protected static async Task VisitAsync(Desk desk, string page)
    {
        // Where the visit only begins the page is on its way to its first place, and nothing is there to tell the next one from.
        await Eventually.TrueAsync(() => desk.Page.EvaluateAsync<bool>("""
            path => {
              if (location.pathname === path) return true;
              const shown = document.querySelector('main')?.lastElementChild;
              if (!shown || /^[/]dashboard[/]?$/.test(location.pathname)) return false;
              shown.dataset.before = '';
              history.pushState({}, '', path);
              return true;
            }
            """, $"/dashboard/{page}"), Ct, "a page to leave");
        await Assertions.Expect(desk.Page.Locator("main > [data-before]")).ToHaveCountAsync(0);
        await desk.IsAtAsync($"/dashboard/{page}");
    }

    public void Dispose()
    {
        if (TestContext.Current.TestState?.Result == TestResult.Failed)
            TestContext.Current.TestOutputHelper?.WriteLine($"The platform's last lines:\n{platform.LastLines}");
        GC.SuppressFinalize(this);
    }
}
