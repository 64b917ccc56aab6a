using System.ComponentModel;
using System.Diagnostics;

namespace LiveChat.AppHost.Processes;

/// <summary>What to start: a program with its arguments and environment, as another user where that is needed.</summary>
/// <param name="User">Started as this user by <c>setpriv</c>; null keeps the present one.</param>
internal sealed record ChildStart(
    string Program, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string?>? Environment = null,
    string? User = null, string? WorkingFolder = null);

/// <summary>A process in a session of its own (a Ctrl+C at the terminal reaches only this program, which then stops its
/// children in order), known to the <see cref="Watchdog"/> for as long as it runs.</summary>
internal sealed class ChildProcess
{
    private const int KeptLines = 60;

    /// <summary>Becomes the program when it is told to. Whoever started it and died before the watchdog knew of it never
    /// says so, and it ends with the pipe.</summary>
    private const string WhenTold = "read -r go && exec \"$@\"";

    private readonly Process process;
    private readonly Queue<(string Text, bool Error)> lastLines = new();
    private readonly TaskCompletionSource<int> exited = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ChildProcess(Process process) => this.process = process;

    public int Id { get; private set; }

    /// <summary>Ends with the exit code (128 + signal where a signal ended it), after the last line was read.</summary>
    public Task<int> Exited => exited.Task;

    public bool HasExited => exited.Task.IsCompleted;

    /// <summary>The newest lines of its output: the evidence when it ends unexpectedly.</summary>
    public string LastLines => Lines(_ => true);

    /// <summary>Those of stderr alone.</summary>
    public string LastErrorLines => Lines(line => line.Error);

    /// <param name="line">Called for every line of stdout (false) and stderr (true), one at a time.</param>
    /// <exception cref="AppHostException">The program can't be started.</exception>
    public static ChildProcess Start(ChildStart start, Action<string, bool>? line = null)
    {
        var command = CommandLine(start);
        var info = new ProcessStartInfo(command[0])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = start.WorkingFolder ?? "",
        };
        foreach (var argument in command.Skip(1))
            info.ArgumentList.Add(argument);
        foreach (var (name, value) in start.Environment ?? new Dictionary<string, string?>())
            info.Environment[name] = value;

        var child = new ChildProcess(new Process { StartInfo = info });
        child.Begin(start.Program, line);
        return child;
    }

    /// <summary>TERM to the group, then KILL after <paramref name="grace"/>. Returns when it has ended.</summary>
    public async Task StopAsync(TimeSpan grace)
    {
        if (!HasExited)
        {
            if (Signals.Supported)
                Signals.ToGroup(Id, Signals.Terminate);
            await Task.WhenAny(Exited, Task.Delay(grace));
        }
        await KillAsync();
    }

    /// <summary>KILL to the group: what a crash looks like. Bounded, for systems whose PID 1 reaps late.</summary>
    public async Task KillAsync()
    {
        if (HasExited)
            return;
        if (Signals.Supported)
            Signals.ToGroup(Id, Signals.Kill);
        else
            process.Kill(entireProcessTree: true);
        await Task.WhenAny(Exited, Task.Delay(TimeSpan.FromSeconds(10)));
    }

    private string Lines(Func<(string Text, bool Error), bool> which)
    {
        lock (lastLines)
            return string.Join('\n', lastLines.Where(which).Select(line => line.Text));
    }

    private static List<string> CommandLine(ChildStart start)
    {
        List<string> command = [];
        if (Signals.Supported && ProgramFile.Find("setsid") is { } setsid)
            command.Add(setsid);
        if (start.User is not null)
        {
            var setpriv = ProgramFile.Find("setpriv")
                ?? throw new AppHostException($"'{Path.GetFileName(start.Program)}' must not run as root and 'setpriv' is missing; run this as a normal user.");
            command.AddRange([setpriv, $"--reuid={start.User}", $"--regid={start.User}", "--init-groups", "--"]);
        }
        if (Signals.Supported)
            command.AddRange(["/bin/sh", "-c", WhenTold, "sh"]);
        command.Add(start.Program);
        command.AddRange(start.Arguments);
        return command;
    }

    private void Begin(string program, Action<string, bool>? line)
    {
        try
        {
            process.Start();
        }
        catch (Win32Exception e)
        {
            throw new AppHostException($"'{program}' could not be started: {e.Message}.", e);
        }
        Id = process.Id;
        Watchdog.Group(Id);
        _ = WatchAsync(line);
    }

    private async Task WatchAsync(Action<string, bool>? line)
    {
        try
        {
            if (Signals.Supported)
                await process.StandardInput.WriteLineAsync("go");
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended already; its lines and exit code say why.
        }
        var reading = Task.WhenAll(ReadAsync(process.StandardOutput, false, line), ReadAsync(process.StandardError, true, line));
        await process.WaitForExitAsync();
        // What it started and left behind in its group goes with it.
        if (Signals.Supported)
            Signals.ToGroup(Id, Signals.Kill);
        // A grandchild may keep the pipes open after its parent died; its lines are not worth waiting for.
        await Task.WhenAny(reading, Task.Delay(TimeSpan.FromSeconds(1)));
        Watchdog.GroupEnded(Id);
        exited.TrySetResult(process.ExitCode);
    }

    private async Task ReadAsync(StreamReader reader, bool error, Action<string, bool>? line)
    {
        while (await reader.ReadLineAsync() is { } text)
        {
            lock (lastLines)
            {
                lastLines.Enqueue((text, error));
                if (lastLines.Count > KeptLines)
                    lastLines.Dequeue();
                line?.Invoke(text, error);
            }
        }
    }
}
