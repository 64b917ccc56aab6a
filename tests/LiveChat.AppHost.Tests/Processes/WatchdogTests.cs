using System.Diagnostics;
using System.Text.RegularExpressions;
using LiveChat.AppHost.Processes;
using Xunit;

namespace LiveChat.AppHost.Tests.Processes;

/// <summary>The command 'servers' of the real program, ended in the ways in which programs end.</summary>
public sealed partial class WatchdogTests
{
    [Theory]
    [InlineData(Signals.Kill, "a crash")]
    [InlineData(Signals.Terminate, "TERM")]
    [InlineData(2, "Ctrl+C")]
    public async Task Servers_ParentEndedBySignal_ServersEndToo(int signal, string how)
    {
        var ct = TestContext.Current.CancellationToken;
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "LiveChat.AppHost.dll"), "servers", "redis", "postgres"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(n => n.StartsWith("ConnectionStrings__", StringComparison.Ordinal)))
            start.Environment.Remove(name);
        using var parent = Process.Start(start)!;
        var stderr = parent.StandardError.ReadToEndAsync(ct);
        string? redis = null;
        while (await parent.StandardOutput.ReadLineAsync(ct) is { } line && !line.StartsWith("# ready", StringComparison.Ordinal))
        {
            if (line.StartsWith("export ConnectionStrings__redis='", StringComparison.Ordinal))
                redis = line.Split('\'')[1];
        }
        Assert.True(redis is not null, parent.HasExited ? await stderr : how);
        var port = int.Parse(Port().Match(redis).Value, System.Globalization.CultureInfo.InvariantCulture);
        Assert.False(Ports.IsFree(port));
        Assert.False(PortClaims.TryTake(port));

        Signals.To(parent.Id, signal);
        await parent.WaitForExitAsync(ct);

        for (var tries = 0; !Ports.IsFree(port); tries++)
        {
            Assert.True(tries < 300, $"Redis still runs 30 s after {how}.");
            await Task.Delay(100, ct);
        }
        Assert.True(PortClaims.TryTake(port));
    }

    [GeneratedRegex(@"(?<=:)\d+")]
    private static partial Regex Port();
}
