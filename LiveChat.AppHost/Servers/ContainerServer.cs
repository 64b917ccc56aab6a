using DotNet.Testcontainers.Containers;
using LiveChat.AppHost.Processes;

namespace LiveChat.AppHost.Servers;

/// <summary>A server in a container that Testcontainers made. Its port on this machine is fixed beforehand, because the
/// engine gives a random one a new number at every start.</summary>
internal sealed class ContainerServer(
    string name, string image, IContainer container, DockerEngine engine, Func<string> connectionString,
    Func<CancellationToken, Task<bool>> answers, TimeSpan startLimit) : IServer
{
    private bool made;

    public string Name => name;
    public string ConnectionString => connectionString();
    public string Origin => $"container {image}";
    public bool CanBeKilled => true;

    public Task KillAsync(CancellationToken ct = default) => engine.KillAsync(container.Id, ct);

    public async Task StartAsync(CancellationToken ct = default)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(startLimit);
        if (made)
            await engine.StartAsync(container.Id, limit.Token);
        else
        {
            await container.StartAsync(limit.Token);
            made = true;
            Watchdog.Container(container.Id);
        }
        while (!await answers(limit.Token))
            await Task.Delay(100, limit.Token);
    }

    public async ValueTask DisposeAsync()
    {
        var id = made ? container.Id : null;
        await container.DisposeAsync();
        if (id is not null)
            Watchdog.ContainerRemoved(id);
    }
}
