using LiveChat.AppHost.Platforms;
using LiveChat.EndToEnd.Tests.Telemetry;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

[assembly: Parallelization(Mode = ParallelMode.None)]
[assembly: AssemblyFixture(typeof(LiveChat.EndToEnd.Tests.Topologies.StandaloneTopology))]
[assembly: AssemblyFixture(typeof(LiveChat.EndToEnd.Tests.Topologies.DistributedTopology))]

namespace LiveChat.EndToEnd.Tests.Topologies;

/// <summary>One way to run the platform, started with the first test that asks for it and kept for the whole run. Tests
/// don't disturb each other because each makes its own tenant.</summary>
public abstract class Topology : IAsyncDisposable
{
    private readonly Lazy<Task<Platform>> platform;
    private readonly Queue<string> lastLines = new();
    private readonly string dataFolder = Directory.CreateTempSubdirectory("livechat-endtoend-").FullName;

    protected Topology() => platform = new Lazy<Task<Platform>>(StartAsync);

    /// <summary>Every span that the platform's processes reported.</summary>
    internal SpanReceiver Spans { get; } = new();

    /// <summary>What the platform's processes said last: shown when a test of it fails.</summary>
    public string LastLines
    {
        get
        {
            lock (lastLines)
                return string.Join('\n', lastLines);
        }
    }

    public Task<Platform> PlatformAsync() => platform.Value;

    public async ValueTask DisposeAsync()
    {
        if (platform.IsValueCreated && platform.Value.IsCompletedSuccessfully)
            await (await platform.Value).DisposeAsync();
        await StopServersAsync();
        Spans.Dispose();
        Directory.Delete(dataFolder, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected abstract Task<Platform> StartAsync(PlatformOptions options);

    protected virtual ValueTask StopServersAsync() => ValueTask.CompletedTask;

    private Task<Platform> StartAsync() => StartAsync(new PlatformOptions
    {
        DataFolder = dataFolder,
        OperatorKey = "operator-of-the-end-to-end-tests",
        MasterKey = Convert.ToBase64String(new byte[32]),
        Line = Keep,
        Environment = new Dictionary<string, string?>
        {
            // Providers of the tests listen on loopback.
            ["LiveChat__AllowPrivateAddresses"] = "true",
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = Spans.Address.ToString(),
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
            ["Logging__LogLevel__Default"] = "Warning",
        },
    });

    private void Keep(string process, string text)
    {
        lock (lastLines)
        {
            lastLines.Enqueue($"{process}: {text}");
            if (lastLines.Count > 80)
                lastLines.Dequeue();
        }
    }
}
