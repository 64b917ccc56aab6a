using System.Text.Json.Nodes;
using LiveChat.AppHost.Platforms;
using LiveChat.AppHost.Seeding;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

[assembly: Parallelization(Mode = ParallelMode.None)]
[assembly: AssemblyFixture(typeof(LiveChat.Browser.Tests.Platforms.DemoPlatform))]
[assembly: AssemblyFixture(typeof(LiveChat.Browser.Tests.Pages.Chromium))]

namespace LiveChat.Browser.Tests.Platforms;

/// <summary>What a newcomer has after <c>dotnet run --project LiveChat.AppHost</c>: Standalone with the demo tenant.</summary>
public sealed class DemoPlatform : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("livechat-browser-").FullName;
    private readonly Queue<string> lastLines = new();
    private Platform? platform;
    private DemoValues? values;

    public Uri Gateway => Platform.GatewayUrl;

    public Platform Platform => platform!;

    internal DemoValues Demo => values!;

    /// <summary>What the platform said last: shown when a test fails.</summary>
    public string LastLines
    {
        get
        {
            lock (lastLines)
                return string.Join('\n', lastLines);
        }
    }

    public async ValueTask InitializeAsync()
    {
        var file = DemoFile.Open(folder);
        platform = await Platform.StartStandaloneAsync(new PlatformOptions
        {
            DataFolder = folder,
            OperatorKey = file.Values.OperatorKey,
            Demo = true,
            Line = Keep,
            Environment = new Dictionary<string, string?>
            {
                ["Logging__LogLevel__Default"] = "Warning",
                // The tests' own model server is on loopback.
                ["LiveChat__AllowPrivateAddresses"] = "true",
                // No test waits for a turn that lasts longer, and one waits for its second try.
                ["LiveChat__Chat__TurnStuckSeconds"] = "15",
            },
        });
        using var api = new DemoApi(platform);
        await new DemoSeed(api, file).CompleteAsync(platform.GatewayUrl, CancellationToken.None);
        await new BrokenDemo(api, file).CompleteAsync(CancellationToken.None);
        values = file.Values;
        // All visitors of all tests have one address, and 20 new conversations an hour are soon begun.
        await api.SendAsync(HttpMethod.Patch, $"/api/operator/tenants/{values.TenantId}", values.OperatorKey,
            new JsonObject { ["limits"] = new JsonObject { ["messagesPerMinutePerSession"] = 1000 } }, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (platform is not null)
            await platform.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private void Keep(string process, string text)
    {
        lock (lastLines)
        {
            lastLines.Enqueue(text);
            if (lastLines.Count > 60)
                lastLines.Dequeue();
        }
    }
}
