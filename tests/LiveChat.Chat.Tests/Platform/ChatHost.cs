using System.Collections.Concurrent;
using LiveChat.AppHost.Servers;
using LiveChat.Chat.Hours;
using LiveChat.Chat.Identity;
using LiveChat.ServiceDefaults.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LiveChat.Chat.Tests.Platform;

/// <summary>
/// The whole service in this process on free ports, in either topology. What widget-auth, assistant routing and fan-out
/// would serve it serves itself on its management listener.
/// </summary>
internal sealed class ChatHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _folder;
    private readonly ConcurrentDictionary<string, TenantAccess> _tenants;
    private readonly ConcurrentDictionary<string, AssistantFacts> _facts;
    private readonly ConcurrentDictionary<string, IdentitySecrets> _secrets = new();
    private long _version;

    private ChatHost(WebApplication app, string folder, ChatHost? before) =>
        (_app, _folder, _tenants, _facts, _version) = (app, folder, before?._tenants ?? new(), before?._facts ?? new(), before?._version ?? 0);

    public IServiceProvider Services => _app.Services;

    public Uri Address { get; private set; } = null!;

    public Uri Management { get; private set; } = null!;

    public Neighbours Neighbours => Services.GetRequiredService<Neighbours>();

    public Feed Feed => Services.GetRequiredService<Feed>();

    public ServiceDatabase Database => Services.GetRequiredService<ChatDatabase>().Database;

    /// <summary>Tenants with an agent set to online.</summary>
    public ConcurrentDictionary<string, string[]> Online { get; } = new();

    /// <summary>What safety says of tenants that saved settings.</summary>
    public ConcurrentDictionary<string, TenantSafety> Safety { get; } = new();

    public void SetSafety(TenantSafety facts) => Safety[facts.TenantId] = facts with { Version = Interlocked.Increment(ref _version) };

    public static TenantSafety NoFacts(string tenantId) => new(tenantId, 1, [], [], 24, 7, null, null);

    /// <param name="servers">Null for the one-process topology.</param>
    /// <param name="ct">Ends the wait for the start.</param>
    /// <param name="options">Of <see cref="ChatOptions"/>.</param>
    public static Task<ChatHost> StartAsync(LocalServers? servers, CancellationToken ct, params (string Name, string Value)[] options) =>
        StartAsync(servers, Directory.CreateTempSubdirectory("livechat-chat-").FullName, null, ct, options);

    /// <summary>Stops this one, of the one-process topology, and starts another with its data: what was in memory is gone.</summary>
    public async Task<ChatHost> RestartAsync(CancellationToken ct)
    {
        await StopAsync();
        return await StartAsync(null, _folder, this, ct);
    }

    private static async Task<ChatHost> StartAsync(
        LocalServers? servers, string folder, ChatHost? before, CancellationToken ct, params (string Name, string Value)[] options)
    {
        var management = $"http://127.0.0.1:{FreePort()}";
        var settings = new Dictionary<string, string?>
        {
            ["urls"] = "http://127.0.0.1:0",
            ["LiveChat:ManagementUrl"] = management,
            ["LiveChat:DataDirectory"] = folder,
            ["LiveChat:MasterKey"] = Convert.ToBase64String(new byte[32]),
        };
        foreach (var service in (string[])["widgetauth", "assistantrouting", "realtimefanout", "safetymoderation"])
            settings[$"services:{service}:management:0"] = management;
        if (servers is null)
        {
            settings["LiveChat:Standalone"] = "true";
        }
        else
        {
            settings["ConnectionStrings:chat"] = await servers.CreateDatabaseAsync("chat");
            settings["ConnectionStrings:redis"] = servers.Redis.ConnectionString;
            settings["ConnectionStrings:rabbitmq"] = servers.RabbitMq.ConnectionString;
            settings["LiveChat:Bus:QuorumQueues"] = "false";
            // Every host has a database of its own: another's events must not be taken from its queues.
            settings["LiveChat:Bus:QueuePrefix"] = $"{Guid.NewGuid():N}-";
        }

        foreach (var (name, value) in options) settings[$"{ChatOptions.Section}:{name}"] = value;
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Logging.ClearProviders();
        if (Environment.GetEnvironmentVariable("LIVECHAT_TEST_LOGS") is not null) builder.Logging.AddSimpleConsole();
        builder.AddServiceDefaults("chat");
        builder.AddChat();
        builder.Services.AddSingleton<Neighbours>().AddSingleton<Feed>();
        builder.Services.AddWorkConsumer<AnswerForNeighboursConsumer>().AddWorkConsumer<HearForFeedConsumer>();
        var app = builder.Build();
        var host = new ChatHost(app, folder, before);
        app.UseServiceDefaults();
        app.MapChat();
        app.MapInternal("/internal/widgetauth/jwks.json", () => Tokens.Jwks);
        app.MapInternal("/internal/widgetauth/tenants", () => new SnapshotPage<TenantAccess>([.. host._tenants.Values], host._version, false));
        app.MapInternal("/internal/widgetauth/identity-secrets", () => new SnapshotPage<IdentitySecrets>([.. host._secrets.Values], host._version, false));
        app.MapInternal("/internal/assistantrouting/facts", () => new SnapshotPage<AssistantFacts>([.. host._facts.Values], host._version, false));
        app.MapInternal("/internal/safetymoderation/facts", () => new SnapshotPage<TenantSafety>([NoFacts(TenantSafety.AnyTenant), .. host.Safety.Values], host._version, false));
        app.MapInternal("/internal/realtimefanout/presence/{tenantId}", (string tenantId) => new
        {
            items = host.Online.TryGetValue(tenantId, out var names)
                ? names.Select((name, i) => new { userId = new Guid(i + 1, 0, 0, new byte[8]), name, mayAnswer = true, state = "online" }).ToArray() : [],
        });
        await app.StartAsync(ct);
        host.Management = new Uri(management);
        host.Address = app.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>().Features.Get<IServerAddressesFeature>()!.Addresses
            .Select(a => new Uri(a)).First(a => a.Port != host.Management.Port);
        while (!app.Services.GetRequiredService<IEventBus>().IsUp) await Task.Delay(50, ct);
        await app.Services.GetRequiredService<HoursDirectory>().Loaded.WaitAsync(ct);
        return host;
    }

    /// <summary>A new tenant with an assistant and, unless given, no limits.</summary>
    public string Admit(TenantLimits? limits = null, bool assistant = true, bool peopleOnly = false, string status = "active", bool requireKey = false,
        Func<WidgetSettingsView, WidgetSettingsView>? widget = null, string assignment = "none", int? capacity = null)
    {
        var id = "t-" + Guid.NewGuid().ToString("N")[..12];
        var version = Interlocked.Increment(ref _version);
        _tenants[id] = new TenantAccess(id, version, "Loom & Larch", status, [], true, requireKey, [],
            limits ?? new TenantLimits(null, null, null, null, null, null, "refuse"),
            (widget ?? (view => view))(new WidgetSettingsView("Shop", null, "#123456", "bottom-right", "auto",
                new Dictionary<string, string> { ["en"] = "Hello", ["de"] = "Hallo" }, null, null, null, ["Do you ship?"], null, "en")));
        if (assistant || peopleOnly)
            _facts[id] = new AssistantFacts(id, version, assistant ? Guid.CreateVersion7() : null, "Ada", "Hi, I'm Ada", false, peopleOnly, assignment, capacity);
        return id;
    }

    /// <summary>Sets the tenant's live identity secrets, as widget-auth would.</summary>
    public async Task SetSecretsAsync(string tenantId, params string[] secrets)
    {
        var box = Services.GetRequiredService<SecretBox>();
        _secrets[tenantId] = new IdentitySecrets(tenantId, Interlocked.Increment(ref _version),
            [.. secrets.Select((secret, i) => new SealedSecret(box.Seal(secret, $"test/{i}"), $"test/{i}"))]);
        await Services.GetRequiredService<IdentitySecretDirectory>().RefreshAsync(CancellationToken.None);
    }

    public Visitor Visitor(string tenantId, string session = "s-1", string? key = null) => new(this, tenantId, session, key);

    public StaffClient Staff(string tenantId, string role = "agent", string name = "Ann") => new(this, tenantId, role, name);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task StopAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}
