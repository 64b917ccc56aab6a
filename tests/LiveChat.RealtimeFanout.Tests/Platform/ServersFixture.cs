using LiveChat.AppHost.Servers;
using LiveChat.RealtimeFanout.Tests.Platform;

[assembly: AssemblyFixture(typeof(ServersFixture))]

namespace LiveChat.RealtimeFanout.Tests.Platform;

/// <summary>The real servers, once for all tests of this program.</summary>
public sealed class ServersFixture : IAsyncLifetime
{
    public LocalServers Servers { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Servers = await LocalServers.StartAsync(ServerKinds.Redis | ServerKinds.RabbitMq);

    public ValueTask DisposeAsync() => Servers.DisposeAsync();
}
