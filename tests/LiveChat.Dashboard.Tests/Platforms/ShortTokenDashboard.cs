using LiveChat.AppHost.Platforms;

namespace LiveChat.Dashboard.Tests.Platforms;

/// <summary>Standalone with access tokens that are over in twelve seconds; the feed asks for the next one six seconds before.</summary>
public sealed class ShortTokenDashboard : DashboardPlatform
{
    private protected override Task<Platform> StartAsync(PlatformOptions options) => Platform.StartStandaloneAsync(options with
    {
        Environment = new Dictionary<string, string?>(options.Environment)
        {
            ["LiveChat__WidgetAuth__AccessTokenMinutes"] = "0.2",
            ["LiveChat__RealtimeFanout__ExpiryWarning"] = "00:00:06",
        },
    });
}
