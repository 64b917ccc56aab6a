using LiveChat.AppHost.Platforms;

namespace LiveChat.Dashboard.Tests.Platforms;

/// <summary>Standalone, started once for all tests.</summary>
public sealed class StandaloneDashboard : DashboardPlatform
{
    private protected override Task<Platform> StartAsync(PlatformOptions options) => Platform.StartStandaloneAsync(options);
}
