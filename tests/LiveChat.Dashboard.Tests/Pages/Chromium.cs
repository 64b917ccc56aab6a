using Microsoft.Playwright;
using Xunit;

namespace LiveChat.Dashboard.Tests.Pages;

/// <summary>The machine's own Chromium, started once; every member of staff has a context and so cookies of their own.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    private IPlaywright? playwright;

    public IBrowser Browser { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var program = Environment.GetEnvironmentVariable("LIVECHAT_CHROMIUM") ?? Places.FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException("Chromium was not found: install it (apt-get install chromium) or set LIVECHAT_CHROMIUM to its path.");
        // Two busy cores: 5 s, the default, are too short. What becomes true earlier is seen earlier.
        Assertions.SetDefaultExpectTimeout(20_000);
        playwright = await Playwright.CreateAsync();
        Browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = program,
            Args = ["--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (Browser is not null)
            await Browser.DisposeAsync();
        playwright?.Dispose();
    }
}
