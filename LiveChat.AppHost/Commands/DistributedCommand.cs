using LiveChat.AppHost.Platforms;
using LiveChat.AppHost.Seeding;
using LiveChat.AppHost.Servers;

namespace LiveChat.AppHost.Commands;

/// <summary>The six services as processes of their own, as in production.</summary>
internal static class DistributedCommand
{
    public static async Task<int> RunAsync(CommandLine line, CancellationToken ct)
    {
        Addresses.MustBeFree(line.Urls);
        // Not Standalone's folder: its demo tenant has another password.
        using var home = HomeFolder.Open(line.Data ?? Path.Combine(HomeFolder.Default, "distributed"));
        var demo = line.Demo ? DemoFile.Open(home.Path) : null;
        var output = new PrefixedOutput();
        await using var servers = await LocalServers.StartAsync(
            ServerKinds.All, new ServersOptions { Durable = true, Say = text => output.Write("servers", text) }, ct);
        var options = new PlatformOptions
        {
            Address = line.Urls,
            DataFolder = home.Path,
            OperatorKey = OperatorKeys.Choose(demo),
            MasterKey = OperatorKeys.MasterKey(home.Path),
            Demo = line.Demo,
            Replicas = line.Replicas,
            Line = output.Write,
        };
        await using var platform = await Platform.StartDistributedAsync(options, servers, ct);
        return await Running.UntilStoppedAsync(platform, demo, line.KeepGoing, ct);
    }
}
