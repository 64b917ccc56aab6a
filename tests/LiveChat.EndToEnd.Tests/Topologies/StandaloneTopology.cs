using LiveChat.AppHost.Platforms;

namespace LiveChat.EndToEnd.Tests.Topologies;

/// <summary>All six modules in one process, with SQLite and the in-memory bus.</summary>
public sealed class StandaloneTopology : Topology
{
    protected override Task<Platform> StartAsync(PlatformOptions options)
    {
        // Connection strings of the environment are for the other topology.
        var given = Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(n => n.StartsWith("ConnectionStrings__", StringComparison.Ordinal));
        var environment = new Dictionary<string, string?>(options.Environment);
        foreach (var name in given)
            environment[name] = null;
        return Platform.StartStandaloneAsync(options with { Environment = environment });
    }
}
