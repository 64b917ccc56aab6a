using LiveChat.AppHost.Platforms;
using LiveChat.AppHost.Seeding;

namespace LiveChat.AppHost.Commands;

/// <summary>From 'all processes are ready' to the end.</summary>
internal static class Running
{
    /// <returns>0 when it was asked to stop, 1 when a process died.</returns>
    public static async Task<int> UntilStoppedAsync(Platform platform, DemoFile? demo, bool keepGoing, CancellationToken ct)
    {
        if (keepGoing)
        {
            foreach (var process in platform.Processes)
                process.Died += Report;
        }
        if (demo is not null)
        {
            using var api = new DemoApi(platform);
            await new DemoSeed(api, demo).CompleteAsync(platform.GatewayUrl, ct);
            Console.WriteLine(ReadyLines.Demo(platform.GatewayUrl, demo, await api.SignInCodeAsync(demo.Values, ct)));
            await BreakAsync(api, demo, ct);
        }
        else
        {
            Console.WriteLine(ReadyLines.Plain(platform.GatewayUrl));
        }

        var stopped = Task.Delay(Timeout.Infinite, ct);
        if (keepGoing || await Task.WhenAny(stopped, platform.FirstDeath) == stopped)
        {
            await stopped.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            return 0;
        }
        Report(await platform.FirstDeath);
        return 1;
    }

    /// <summary>The pages under /demo/break are an extra: without them the demo is still whole.</summary>
    private static async Task BreakAsync(DemoApi api, DemoFile demo, CancellationToken ct)
    {
        try
        {
            await new BrokenDemo(api, demo).CompleteAsync(ct);
        }
        catch (Exception) when (ct.IsCancellationRequested)
        {
            // Stopped meanwhile: the next start makes them.
        }
        catch (Exception e) when (e is AppHostException or HttpRequestException or TaskCanceledException)
        {
            Console.Error.WriteLine($"The pages under /demo/break could not be set up: {e.Message}");
        }
    }

    private static void Report(ServiceDeath death) =>
        Console.Error.WriteLine($"{death.Name} ended unexpectedly with exit code {death.ExitCode}. Its last lines:\n{death.LastLines}");
}
