using System.Diagnostics;
using System.Text.RegularExpressions;
using LiveChat.AppHost.Processes;
using Xunit;

namespace LiveChat.AppHost.Tests.Commands;

/// <summary>Six processes over real servers, as the command starts, shows and stops them.</summary>
public sealed partial class DistributedCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("livechat-distributed-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Start_ThenCtrlC_ShowsEveryServiceAndStopsThemAll()
    {
        using var host = AppHostProcess.Start(null, "distributed", "--urls", "http://127.0.0.1:0", "--data", folder);
        await host.ReadyAsync(Ct);
        foreach (var service in new[] { "gateway", "widgetauth", "chat", "assistantrouting", "safetymoderation", "realtimefanout", "servers" })
            Assert.Matches($"(?m)^{service} +\\| ", host.Output);
        Assert.Contains("LiveChat is ready", host.Output, StringComparison.Ordinal);
        var services = ServiceProcesses();
        Assert.Equal(6, services.Count);

        host.Signal(2);

        Assert.Equal(0, await host.ExitedAsync(Ct));
        Assert.Empty(ServiceProcesses());
        Assert.DoesNotContain("unexpectedly", host.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Service_Dies_IsReportedAndEndsTheRun()
    {
        using var host = AppHostProcess.Start(null, "distributed", "--urls", "http://127.0.0.1:0", "--data", folder);
        await host.ReadyAsync(Ct);
        var victim = ServiceProcesses().Single(p => p.Program.EndsWith("LiveChat.SafetyModeration.dll", StringComparison.Ordinal));

        Signals.To(victim.Id, Signals.Kill);

        Assert.Equal(1, await host.ExitedAsync(Ct));
        Assert.Contains("safetymoderation ended unexpectedly with exit code 137", host.Errors, StringComparison.Ordinal);
        Assert.Empty(ServiceProcesses());
    }

    // Our own services' processes: those that were given this test's folder.
    private List<(int Id, string Program)> ServiceProcesses()
    {
        var found = new List<(int, string)>();
        foreach (var process in Process.GetProcesses())
        {
            try
            {
                var environment = File.ReadAllText($"/proc/{process.Id}/environ");
                var command = File.ReadAllText($"/proc/{process.Id}/cmdline").Split('\0', StringSplitOptions.RemoveEmptyEntries);
                if (environment.Contains($"LiveChat__DataDirectory={folder}\0", StringComparison.Ordinal) && command is [_, var program] && Service().IsMatch(program))
                    found.Add((process.Id, program));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // It ended meanwhile, or is somebody else's.
            }
        }
        return found;
    }

    [GeneratedRegex(@"LiveChat\.[A-Za-z]+\.dll$")]
    private static partial Regex Service();
}
