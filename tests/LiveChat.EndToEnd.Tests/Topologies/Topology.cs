using System.Globalization;
using LiveChat.AppHost.Platforms;
using LiveChat.EndToEnd.Tests.Telemetry;
using LiveChat.WidgetAuth.Tests.Mail;
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

    /// <summary>Takes every mail of the platform.</summary>
    internal MailServer Mail { get; } = new();

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
        await Mail.DisposeAsync();
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
            ["LiveChat__Smtp__Host"] = "127.0.0.1",
            ["LiveChat__Smtp__Port"] = Mail.Port.ToString(CultureInfo.InvariantCulture),
            ["LiveChat__Smtp__Security"] = "none",
            ["LiveChat__Smtp__From"] = "LiveChat <chat@platform.example>",
            ["LiveChat__Smtp__PublicUrl"] = "https://chat.platform.example",
            // 5 and 2 minutes for others: here 1.2 seconds, looked for four times a second.
            ["LiveChat__Chat__UnreadAnswerMinutes"] = "0.02",
            ["LiveChat__Chat__VisitorWaitsMinutes"] = "0.02",
            ["LiveChat__Chat__SweepSeconds"] = "0.25",
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
