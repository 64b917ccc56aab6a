using System.Security.Cryptography;
using LiveChat.AppHost.Platforms;
using LiveChat.AppHost.Servers;

namespace LiveChat.Dashboard.Tests.Platforms;

/// <summary>The six services as processes over real servers; two replicas of what a dashboard's socket runs through.</summary>
public sealed class DistributedDashboard : DashboardPlatform
{
    private LocalServers? servers;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (servers is not null)
            await servers.DisposeAsync();
    }

    private protected override async Task<Platform> StartAsync(PlatformOptions options)
    {
        servers = await LocalServers.StartAsync(ServerKinds.Postgres | ServerKinds.Redis | ServerKinds.RabbitMq, new ServersOptions());
        return await Platform.StartDistributedAsync(options with
        {
            MasterKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
            Replicas = new Dictionary<string, int> { ["realtimefanout"] = 2 },
        }, servers);
    }
}
