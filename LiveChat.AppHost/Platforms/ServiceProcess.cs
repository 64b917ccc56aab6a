using System.Net;
using System.Net.Sockets;
using LiveChat.AppHost.Processes;

namespace LiveChat.AppHost.Platforms;

/// <summary>A service's process that ended though nobody asked it to.</summary>
public sealed record ServiceDeath(string Name, int ExitCode, string LastLines);

/// <summary>One process of the platform: started, watched, killed and started again on the same addresses.</summary>
public sealed class ServiceProcess
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(5) };
    private readonly IReadOnlyDictionary<string, string?> environment;
    private readonly Action<string, string> line;
    private ChildProcess? child;
    private volatile bool endingIsWanted;

    internal ServiceProcess(
        string service, string name, Uri? address, Uri managementUrl,
        IReadOnlyDictionary<string, string?> environment, Action<string, string> line)
    {
        Service = service;
        Name = name;
        Address = address;
        ManagementUrl = managementUrl;
        this.environment = environment;
        this.line = line;
    }

    /// <summary>Such as <c>chat</c>, or <c>standalone</c>.</summary>
    public string Service { get; }

    /// <summary>The service's name; from the second replica on with its number: <c>chat-2</c>.</summary>
    public string Name { get; }

    /// <summary>Where it serves its public routes.</summary>
    public Uri? Address { get; }

    /// <summary>Health, metrics and internal routes.</summary>
    public Uri ManagementUrl { get; }

    /// <summary>Raised once per death, on another thread.</summary>
    public event Action<ServiceDeath>? Died;

    /// <summary>The process id, or null when it does not run.</summary>
    public int? ProcessId => child is { HasExited: false } running ? running.Id : null;

    /// <summary>Starts the process without waiting for it to be ready.</summary>
    public void Start()
    {
        endingIsWanted = false;
        var started = ChildProcess.Start(
            new ChildStart(DotnetHost, [BuildOutput.Program(Service)], environment, WorkingFolder: Path.GetDirectoryName(BuildOutput.Program(Service))),
            (text, _) => line(Name, text));
        child = started;
        _ = WatchAsync(started);
    }

    /// <summary>Returns when <c>/health/ready</c> says so.</summary>
    /// <exception cref="AppHostException">It ended instead; the message is what it said on stderr.</exception>
    public async Task WaitUntilReadyAsync(CancellationToken ct = default)
    {
        var started = child ?? throw new InvalidOperationException($"{Name} was not started.");
        while (!started.HasExited)
        {
            if (await IsReadyAsync(ct))
                return;
            await Task.WhenAny(started.Exited, Task.Delay(25, ct));
            ct.ThrowIfCancellationRequested();
        }
        throw new AppHostException(started.LastErrorLines.Length > 0
            ? started.LastErrorLines
            : $"{Name} ended at its start with exit code {await started.Exited}.\n{started.LastLines}");
    }

    /// <summary>Ends it as a crash would. It can be started again.</summary>
    public async Task KillAsync()
    {
        endingIsWanted = true;
        if (child is not null)
            await child.KillAsync();
    }

    /// <summary>Asks it to end, lets it finish what it is at, and kills it after <paramref name="grace"/>.</summary>
    public async Task StopAsync(TimeSpan grace)
    {
        endingIsWanted = true;
        if (child is not null)
            await child.StopAsync(grace);
    }

    private static string DotnetHost => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } path && File.Exists(path)
        ? path
        : ProgramFile.Find("dotnet") ?? "dotnet";

    private async Task<bool> IsReadyAsync(CancellationToken ct)
    {
        try
        {
            using var answer = await Http.GetAsync(new Uri(ManagementUrl, "/health/ready"), ct);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception e) when (e is HttpRequestException or SocketException or TaskCanceledException && !ct.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task WatchAsync(ChildProcess started)
    {
        var exitCode = await started.Exited;
        if (!endingIsWanted)
            Died?.Invoke(new ServiceDeath(Name, exitCode, started.LastLines));
    }
}
