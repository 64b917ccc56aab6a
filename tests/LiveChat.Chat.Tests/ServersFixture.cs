using LiveChat.AppHost.Servers;
using LiveChat.Chat.Tests;

[assembly: AssemblyFixture(typeof(ServersFixture))]

namespace LiveChat.Chat.Tests;

/// <summary>The real servers, once for all tests of this program.</summary>
public sealed class ServersFixture : IAsyncLifetime
{
    public LocalServers Servers { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Servers = await LocalServers.StartAsync(ServerKinds.Postgres | ServerKinds.Redis | ServerKinds.RabbitMq);

    public ValueTask DisposeAsync() => Servers.DisposeAsync();
}
