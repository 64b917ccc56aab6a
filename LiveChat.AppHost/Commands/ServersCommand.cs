using LiveChat.AppHost.Servers;

namespace LiveChat.AppHost.Commands;

/// <summary>Only the three servers, for working on one service in an editor: prints the connection strings as lines for a
/// shell and keeps the servers until it is stopped.</summary>
internal static class ServersCommand
{
    public static async Task<int> RunAsync(CommandLine line, CancellationToken ct)
    {
        await using var servers = await LocalServers.StartAsync(
            line.Kinds, new ServersOptions { Durable = true, Say = text => Console.Error.WriteLine(text) }, ct);
        foreach (var name in line.Kinds.HasFlag(ServerKinds.Postgres) ? ConnectionStrings.Databases : [])
            Console.WriteLine($"export ConnectionStrings__{name}='{await servers.EnsureDatabaseAsync($"livechat_{name}", ct)}'");
        foreach (var server in servers.All)
            Console.WriteLine($"export ConnectionStrings__{server.Name}='{server.ConnectionString}'");
        Console.WriteLine("# ready; Ctrl+C stops the servers and removes their data");
        await Task.Delay(Timeout.Infinite, ct);
        return 0;
    }
}
