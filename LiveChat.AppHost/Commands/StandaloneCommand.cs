using LiveChat.AppHost.Platforms;
using LiveChat.AppHost.Seeding;

namespace LiveChat.AppHost.Commands;

/// <summary>Everything in one process with nothing else installed: what a newcomer starts first.</summary>
internal static class StandaloneCommand
{
    public static async Task<int> RunAsync(CommandLine line, CancellationToken ct)
    {
        Addresses.MustBeFree(line.Urls);
        using var home = HomeFolder.Open(line.Data ?? HomeFolder.Default);
        var demo = line.Demo ? DemoFile.Open(home.Path) : null;
        // What the process says while it starts is also its reason when it does not: said once, then.
        var output = new HeldOutput(hold: !line.Verbose);
        var options = new PlatformOptions
        {
            Address = line.Urls,
            DataFolder = home.Path,
            OperatorKey = OperatorKeys.Choose(demo),
            Demo = line.Demo,
            Line = (_, text) => output.Write(text),
            Environment = line.Verbose || Environment.GetEnvironmentVariable("Logging__LogLevel__Default") is not null
                ? new Dictionary<string, string?>()
                : new Dictionary<string, string?> { ["Logging__LogLevel__Default"] = "Warning" },
        };
        await using var platform = await StartAsync(options, output, ct);
        return await Running.UntilStoppedAsync(platform, demo, keepGoing: false, ct);
    }

    private static async Task<Platform> StartAsync(PlatformOptions options, HeldOutput output, CancellationToken ct)
    {
        try
        {
            var platform = await Platform.StartStandaloneAsync(options, ct);
            output.Release();
            return platform;
        }
        catch (Exception e)
        {
            output.Release(besides: e is AppHostException ? e.Message : "");
            throw;
        }
    }
}
