using LiveChat.AppHost.Servers;
using LiveChat.WidgetAuth.Tests;

[assembly: AssemblyFixture(typeof(ServersFixture))]

namespace LiveChat.WidgetAuth.Tests;

/// <summary>A real Postgres, once for all tests of this program.</summary>
public sealed class ServersFixture : IAsyncLifetime
{
    public LocalServers Servers { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Servers = await LocalServers.StartAsync(ServerKinds.Postgres);

    public ValueTask DisposeAsync() => Servers.DisposeAsync();
}
