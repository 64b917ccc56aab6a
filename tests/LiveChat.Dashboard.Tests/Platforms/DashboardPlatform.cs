using LiveChat.AppHost.Platforms;
using LiveChat.EndToEnd.Tests.Clients;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

// Two classes at a time: half of a journey is waiting, for a browser or for a network that stays away. Tests of one class take turns.
[assembly: Parallelization(Mode = ParallelMode.Collections, MaxThreads = 2)]
[assembly: AssemblyFixture(typeof(LiveChat.Dashboard.Tests.Platforms.StandaloneDashboard))]
[assembly: AssemblyFixture(typeof(LiveChat.Dashboard.Tests.Pages.Chromium))]

namespace LiveChat.Dashboard.Tests.Platforms;

/// <summary>A running platform that staff sign in to; each test makes its own tenant.</summary>
public abstract class DashboardPlatform : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("livechat-dashboard-").FullName;
    private readonly Queue<string> lastLines = new();
    private Platform? platform;

    public Uri Gateway => platform!.GatewayUrl;

    /// <summary>What the platform said last: shown when a test fails.</summary>
    public string LastLines
    {
        get
        {
            lock (lastLines)
                return string.Join('\n', lastLines);
        }
    }

    public Platform Platform => platform!;

    public async ValueTask InitializeAsync() => platform = await StartAsync(new PlatformOptions
    {
        DataFolder = folder,
        OperatorKey = "operator-of-the-dashboard-tests",
        Demo = true,
        Line = Keep,
        Environment = new Dictionary<string, string?>
        {
            ["Logging__LogLevel__Default"] = "Warning",
            // The model and the receiver of webhooks that tests set up are on this machine.
            ["LiveChat__AllowPrivateAddresses"] = "true",
            ["LiveChat__WidgetAuth__WebhookRetrySeconds"] = "0.1",
        },
    });

    public virtual async ValueTask DisposeAsync()
    {
        if (platform is not null)
            await platform.DisposeAsync();
        Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    private protected abstract Task<Platform> StartAsync(PlatformOptions options);

    internal Task<TestTenant> TenantAsync(CancellationToken ct, bool assistant = true) =>
        TestTenant.CreateAsync(Gateway, platform!.Options.OperatorKey, ct, assistant);

    /// <summary>Address of the dashboard with a one-time code in it, as the AppHost prints it.</summary>
    internal Task<string> SignInLinkAsync(TestTenant tenant, CancellationToken ct) => SignInLinkAsync(tenant, tenant.Email, ct);

    /// <summary>The same for an agent who joined the tenant's team.</summary>
    internal async Task<string> ColleagueAsync(TestTenant tenant, string name, CancellationToken ct)
    {
        var email = $"{name}@{tenant.Id}.example".ToLowerInvariant();
        var invited = (await tenant.Staff.PostAsync($"{tenant.Route}/users", new { email, role = "agent" }, ct)).Ok(201);
        var token = ((string)invited["invitation"]!["url"]!).Split('=')[^1];
        (await new Caller(Gateway).PostAsync("/api/auth/accept", new { token, name, password = TestTenant.Password, client = "script" }, ct)).Ok();
        return await SignInLinkAsync(tenant, email, ct);
    }

    private async Task<string> SignInLinkAsync(TestTenant tenant, string email, CancellationToken ct)
    {
        var management = new Caller(platform!.ManagementUrl("widgetauth"));
        var made = (await management.PostAsync("/internal/widgetauth/sign-in-codes", new { tenantId = tenant.Id, email }, ct)).Body!;
        return new Uri(Gateway, $"/dashboard#code={made["code"]}").ToString();
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
