using LiveChat.AppHost.Platforms;
using LiveChat.AppHost.Servers;

namespace LiveChat.EndToEnd.Tests.Topologies;

/// <summary>The six services as processes of their own over real Postgres, Redis and RabbitMQ, two replicas of each, so
/// that every journey is also one over replicas.</summary>
public sealed class DistributedTopology : Topology
{
    private LocalServers? servers;

    /// <summary>Where the broker listens, for a test that speaks to it past the platform.</summary>
    public Uri Broker => new(servers!.RabbitMq.ConnectionString);

    protected override async Task<Platform> StartAsync(PlatformOptions options)
    {
        servers = await LocalServers.StartAsync(ServerKinds.All);
        return await Platform.StartDistributedAsync(options with
        {
            Replicas = new Dictionary<string, int>
            {
                ["gateway"] = 2,
                ["widgetauth"] = 2,
                ["chat"] = 2,
                ["assistantrouting"] = 2,
                ["safetymoderation"] = 2,
                ["realtimefanout"] = 2,
            },
        }, servers);
    }

    protected override async ValueTask StopServersAsync()
    {
        if (servers is not null)
            await servers.DisposeAsync();
    }
}
