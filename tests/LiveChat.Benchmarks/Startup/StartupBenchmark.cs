using System.Diagnostics;
using System.Globalization;
using LiveChat.AppHost.Platforms;

namespace LiveChat.Benchmarks.Startup;

/// <summary>From starting the built Standalone program to its readiness, with an empty data folder and with a used one.</summary>
internal static class StartupBenchmark
{
    public static async Task RunAsync(int runs)
    {
        var first = new List<double>();
        var later = new List<double>();
        for (var i = 0; i < runs; i++)
        {
            var folder = Directory.CreateTempSubdirectory("livechat-startup-").FullName;
            try
            {
                first.Add(await OnceAsync(folder));
                later.Add(await OnceAsync(folder));
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        first.Sort();
        later.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"start-up of Standalone to ready, {runs} runs: first start median {first[runs / 2]:0.00} s (worst {first[^1]:0.00}), later starts median {later[runs / 2]:0.00} s (worst {later[^1]:0.00})"));
    }

    private static async Task<double> OnceAsync(string folder)
    {
        var clock = Stopwatch.StartNew();
        await using var platform = await Platform.StartStandaloneAsync(
            new PlatformOptions { DataFolder = folder, OperatorKey = BenchTenant.OperatorKey });
        return clock.Elapsed.TotalSeconds;
    }
}
