using System.Collections.Concurrent;
using System.Security.Cryptography;
using LiveChat.AppHost.Platforms;
using LiveChat.AppHost.Servers;
using LiveChat.Benchmarks;
using Xunit.Sdk;
using Xunit.v3;

[assembly: Parallelization(Mode = ParallelMode.None)]
[assembly: AssemblyFixture(typeof(LiveChat.Crash.Tests.SharedPlatform))]

namespace LiveChat.Crash.Tests;

/// <summary>A platform whose parts are killed, with its servers and its last lines.</summary>
/// <param name="Servers">Null in Standalone.</param>
internal sealed record CrashPlatform(Platform Platform, LocalServers? Servers, ConcurrentQueue<string> Lines, string Folder) : IAsyncDisposable
{
    public static async Task<CrashPlatform> StartAsync(bool distributed)
    {
        var folder = Directory.CreateTempSubdirectory("livechat-crash-").FullName;
        var lines = new ConcurrentQueue<string>();
        var options = new PlatformOptions
        {
            DataFolder = folder,
            OperatorKey = BenchTenant.OperatorKey,
            MasterKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
            // As where brokers are replicated; the journeys run with the classic queues of a broker of one node.
            Environment = new Dictionary<string, string?> { ["LiveChat__Bus__QuorumQueues"] = "true" },
            Line = (name, line) =>
            {
                lines.Enqueue($"{name} {line}");
                while (lines.Count > 400) lines.TryDequeue(out _);
            },
        };
        LocalServers? servers = null;
        try
        {
            if (!distributed) return new CrashPlatform(await Platform.StartStandaloneAsync(options), null, lines, folder);
            servers = await LocalServers.StartAsync(
                ServerKinds.Postgres | ServerKinds.Redis | ServerKinds.RabbitMq, new ServersOptions { Durable = true, MustBeKillable = true });
            return new CrashPlatform(await Platform.StartDistributedAsync(options, servers), servers, lines, folder);
        }
        catch
        {
            if (servers is not null) await servers.DisposeAsync();
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    public void Deconstruct(out Platform platform, out LocalServers? servers, out ConcurrentQueue<string> lines) =>
        (platform, servers, lines) = (Platform, Servers, Lines);

    public async ValueTask DisposeAsync()
    {
        await Platform.DisposeAsync();
        if (Servers is not null) await Servers.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}

/// <summary>
/// One platform of six processes for all tests that kill a part of it, each with a tenant of its own: what one test's kill
/// left broken the next one would meet, and fail.
/// </summary>
public sealed class SharedPlatform : IAsyncDisposable
{
    private readonly Lazy<Task<CrashPlatform>> _started = new(() => CrashPlatform.StartAsync(distributed: true));

    internal Task<CrashPlatform> Started => _started.Value;

    public async ValueTask DisposeAsync()
    {
        if (_started.IsValueCreated) await (await Started).DisposeAsync();
    }
}
