using System.Diagnostics;
using System.Text;
using LiveChat.AppHost.Processes;

namespace LiveChat.AppHost.Tests.Commands;

/// <summary>The AppHost as a person starts it: a process with arguments and lines of output.</summary>
internal sealed class AppHostProcess : IDisposable
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "LiveChat.AppHost.dll");
    private readonly Process process;
    private readonly StringBuilder output = new();
    private readonly StringBuilder errors = new();
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private AppHostProcess(Process process) => this.process = process;

    public string Output
    {
        get
        {
            lock (output)
                return output.ToString();
        }
    }

    public string Errors
    {
        get
        {
            lock (errors)
                return errors.ToString().Trim();
        }
    }

    public static AppHostProcess Start(IReadOnlyDictionary<string, string>? environment, params string[] args)
    {
        var info = new ProcessStartInfo("dotnet", [Program, .. args]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(n => n.StartsWith("ConnectionStrings__", StringComparison.Ordinal)))
            info.Environment.Remove(name);
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            info.Environment[name] = value;
        var started = new AppHostProcess(new Process { StartInfo = info });
        started.process.OutputDataReceived += (_, e) => started.Add(started.output, e.Data);
        started.process.ErrorDataReceived += (_, e) => started.Add(started.errors, e.Data);
        started.process.Start();
        started.process.BeginOutputReadLine();
        started.process.BeginErrorReadLine();
        return started;
    }

    /// <summary>Ends with the line that says that everything answers; throws with all output when the program ends instead.</summary>
    public async Task ReadyAsync(CancellationToken ct)
    {
        var ended = process.WaitForExitAsync(ct);
        if (await Task.WhenAny(ready.Task, ended).WaitAsync(TimeSpan.FromSeconds(120), ct) == ended && !ready.Task.IsCompleted)
            throw new InvalidOperationException($"The AppHost ended with {process.ExitCode}.\n{Output}\n{Errors}");
    }

    public async Task<int> ExitedAsync(CancellationToken ct)
    {
        await process.WaitForExitAsync(ct).WaitAsync(TimeSpan.FromSeconds(60), ct);
        return process.ExitCode;
    }

    public void Signal(int signal) => Signals.To(process.Id, signal);

    public void Dispose()
    {
        if (!process.HasExited)
        {
            Signals.To(process.Id, Signals.Kill);
            process.WaitForExit(5000);
        }
        process.Dispose();
    }

    private void Add(StringBuilder lines, string? line)
    {
        if (line is null)
            return;
        lock (lines)
            lines.AppendLine(line);
        // The last line of what is printed when everything answers.
        if (line.StartsWith("-d '{", StringComparison.Ordinal) || line.Contains("LiveChat is ready on", StringComparison.Ordinal))
            ready.TrySetResult();
    }
}
