using System.Collections.Concurrent;
using LiveChat.AppHost.Servers;

namespace LiveChat.AppHost.Platforms;

/// <summary>
/// A running platform: one process (Standalone) or six over Postgres, Redis and RabbitMQ. The AppHost's commands, the
/// end-to-end suite, the crash tests and the benchmarks all start it here.
/// </summary>
public sealed class Platform : IAsyncDisposable
{
    private readonly ConcurrentQueue<ServiceDeath> deaths = new();
    private readonly TaskCompletionSource<ServiceDeath> firstDeath = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Platform(Uri gatewayUrl, PlatformOptions options, IReadOnlyList<ServiceProcess> processes)
    {
        GatewayUrl = gatewayUrl;
        Options = options;
        Processes = processes;
        foreach (var process in processes)
        {
            process.Died += death =>
            {
                deaths.Enqueue(death);
                firstDeath.TrySetResult(death);
            };
        }
    }

    /// <summary>What the outside sees. With several replicas of the gateway this is the first one's.</summary>
    public Uri GatewayUrl { get; }

    public PlatformOptions Options { get; }

    public IReadOnlyList<ServiceProcess> Processes { get; }

    /// <summary>Ends when a process ends that nobody asked to.</summary>
    public Task<ServiceDeath> FirstDeath => firstDeath.Task;

    /// <summary>Every process that ended though nobody asked it to.</summary>
    public IReadOnlyCollection<ServiceDeath> Deaths => deaths;

    /// <summary>All six modules in one process. Returns when it is ready.</summary>
    /// <exception cref="AppHostException">It can't start; the message is its own sentence.</exception>
    public static async Task<Platform> StartStandaloneAsync(PlatformOptions options, CancellationToken ct = default)
    {
        var address = Addresses.Fix(options.Address);
        var managementUrl = Addresses.Loopback();
        var process = new ServiceProcess(
            "standalone", "standalone", Addresses.Reachable(address), managementUrl,
            ServiceEnvironment.Standalone(options, address, managementUrl), options.Line);
        var platform = new Platform(Addresses.Reachable(address), options, [process]);
        await platform.StartAllAsync(ct);
        return platform;
    }

    /// <summary>The six services as processes of their own. Returns when all are ready.</summary>
    /// <exception cref="AppHostException">One can't start; the message names it.</exception>
    public static async Task<Platform> StartDistributedAsync(
        PlatformOptions options, LocalServers servers, CancellationToken ct = default)
    {
        var connectionStrings = await ServiceEnvironment.ConnectionStringsAsync(servers, ct);
        var gateway = Addresses.Fix(options.Address);
        var places = ServiceEnvironment.Services
            .SelectMany(service => Enumerable.Range(0, options.Replicas.GetValueOrDefault(service, 1)).Select(replica =>
                new ServiceEnvironment.Place(
                    service, replica, service == "gateway" && replica == 0 ? gateway : Addresses.Loopback(), Addresses.Loopback())))
            .ToList();
        var processes = places.ConvertAll(place => new ServiceProcess(
            place.Service, place.Name, Addresses.Reachable(place.Address), place.ManagementUrl,
            ServiceEnvironment.Distributed(options, place, places, connectionStrings, servers.RabbitMq.CanBeKilled), options.Line));
        var platform = new Platform(Addresses.Reachable(gateway), options, processes);
        await platform.StartAllAsync(ct);
        return platform;
    }

    /// <summary>The process of a service's replica (0 is the first). In Standalone every service is in the one process.</summary>
    public ServiceProcess Process(string service, int replica = 0) =>
        Processes.Count == 1 ? Processes[0] : Processes.Where(p => p.Service == service).ElementAt(replica);

    public Uri ManagementUrl(string service) => Process(service).ManagementUrl;

    /// <summary>KILL, start again on the same addresses, wait until ready.</summary>
    public async Task CrashAndRestartAsync(ServiceProcess process, CancellationToken ct = default)
    {
        await process.KillAsync();
        process.Start();
        using var limit = Limit(ct);
        await process.WaitUntilReadyAsync(limit.Token);
    }

    /// <summary>Stops the gateway first, so that nothing new comes in, then all others at once.</summary>
    public async ValueTask DisposeAsync()
    {
        var grace = TimeSpan.FromSeconds(15);
        await Task.WhenAll(Processes.Where(p => p.Service == "gateway").Select(p => p.StopAsync(grace)));
        await Task.WhenAll(Processes.Select(p => p.StopAsync(grace)));
    }

    private CancellationTokenSource Limit(CancellationToken ct)
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Options.StartLimit);
        return limit;
    }

    private async Task StartAllAsync(CancellationToken ct)
    {
        using var limit = Limit(ct);
        var waiting = new Dictionary<string, Task>();
        try
        {
            foreach (var process in Processes)
                process.Start();
            foreach (var process in Processes)
                waiting[process.Name] = process.WaitUntilReadyAsync(limit.Token);
            // The first failure counts; waiting for the others would only hide it.
            await foreach (var done in Task.WhenEach(waiting.Values).WithCancellation(limit.Token))
                await done;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            var late = waiting.Where(w => !w.Value.IsCompletedSuccessfully).Select(w => w.Key);
            await DisposeAsync();
            throw new AppHostException($"Not ready within {Options.StartLimit.TotalSeconds:0} s: {string.Join(", ", late)}. Their lines above say why.");
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }
}
