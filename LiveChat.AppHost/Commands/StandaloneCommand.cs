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
        var options = new PlatformOptions
        {
            Address = line.Urls,
            DataFolder = home.Path,
            OperatorKey = OperatorKeys.Choose(demo),
            Demo = line.Demo,
            Line = (_, text) => Console.WriteLine(text),
            Environment = line.Verbose || Environment.GetEnvironmentVariable("Logging__LogLevel__Default") is not null
                ? new Dictionary<string, string?>()
                : new Dictionary<string, string?> { ["Logging__LogLevel__Default"] = "Warning" },
        };
        await using var platform = await Platform.StartStandaloneAsync(options, ct);
        return await Running.UntilStoppedAsync(platform, demo, keepGoing: false, ct);
    }
}
