using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using LiveChat.AppHost.Servers;
using LiveChat.AssistantRouting.Tests.Hosting;
using LiveChat.Contracts;
using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace LiveChat.SafetyModeration.Tests.Hosting;

/// <summary>
/// The module in a process of its own, as its Program does it, with this file in the place of widget-auth: it signs the
/// tokens and serves the tenants' snapshot over HTTP.
/// </summary>
public abstract class SafetyHost : IAsyncLifetime
{
    private readonly StaffKeys keys = new();
    private WebApplication app = null!;

    public HttpClient Http { get; } = new();

    public IServiceProvider Services => app.Services;

    public Uri Management { get; private set; } = null!;

    internal PlayedChat Chat { get; } = new();

    internal PlayedRouting Routing { get; } = new();

    public Verdicts Verdicts => app.Services.GetRequiredService<Verdicts>();

    protected abstract Task<Dictionary<string, string?>> SettingsAsync();

    public virtual async ValueTask InitializeAsync()
    {
        var settings = await SettingsAsync();
        Management = new Uri($"http://127.0.0.1:{FreePort()}");
        Http.BaseAddress = new Uri($"http://127.0.0.1:{FreePort()}");
        settings["urls"] = Http.BaseAddress.ToString();
        settings["LiveChat:ManagementUrl"] = Management.ToString();
        settings["services:widgetauth:management:0"] = Management.ToString();
        settings["services:chat:management:0"] = Management.ToString();
        settings["services:assistantrouting:management:0"] = Management.ToString();
        settings["LiveChat:SafetyModeration:SecondOpinionSeconds"] = "1";
        settings["LiveChat:SafetyModeration:SweepSeconds"] = "0.1";
        settings["LiveChat:SafetyModeration:OverdueSeconds"] = "0";
        app = Build(settings);
        await app.StartAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!app.Services.GetRequiredService<IEventBus>().IsUp)
            await Task.Delay(50, limit.Token);
    }

    public virtual async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        Http.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>A tenant that nobody used before, known to the directory.</summary>
    public static string NewTenant() => "t" + Guid.NewGuid().ToString("N")[..12];

    public HttpRequestMessage Request(HttpMethod method, string path, string tenantId, string role = "admin")
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", keys.Token(tenantId, role));
        return request;
    }

    public Task PublishAsync<TEvent>(TEvent e)
        where TEvent : class =>
        app.Services.GetRequiredService<IEventBus>().PublishAsync(e, "request-1", TestContext.Current.CancellationToken);

    private WebApplication Build(Dictionary<string, string?> settings)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Logging.ClearProviders();
        builder.AddServiceDefaults("safetymoderation");
        builder.AddSafetyModeration();
        builder.Services.AddSingleton<ISigningKeys>(keys);
        builder.Services.AddSingleton<Verdicts>();
        builder.Services.AddWorkConsumer<CollectVerdictsConsumer>();
        var built = builder.Build();
        built.UseServiceDefaults();
        built.MapSafetyModeration();
        // Every tenant that a token names exists: a miss asks again, so the page is made on the spot.
        built.MapInternal("/internal/widgetauth/tenants", () =>
            new SnapshotPage<TenantAccess>([.. keys.Tenants.Select(pair => pair.Value)], keys.Tenants.Count, false));
        Chat.Map(built);
        Routing.Map(built);
        return built;
    }

    private static int FreePort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }
}

/// <summary>SQLite and the in-memory bus.</summary>
public sealed class StandaloneSafetyHost : SafetyHost
{
    private readonly string folder = Directory.CreateTempSubdirectory("livechat-safety-").FullName;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    protected override Task<Dictionary<string, string?>> SettingsAsync() => Task.FromResult(new Dictionary<string, string?>
    {
        ["LiveChat:Standalone"] = "true",
        ["LiveChat:DataDirectory"] = folder,
    });
}

/// <summary>Postgres, Redis and RabbitMQ, found or started for this test class.</summary>
public sealed class DistributedSafetyHost : SafetyHost
{
    private LocalServers servers = null!;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await servers.DisposeAsync();
    }

    protected override async Task<Dictionary<string, string?>> SettingsAsync()
    {
        servers = await LocalServers.StartAsync(ServerKinds.Postgres | ServerKinds.Redis | ServerKinds.RabbitMq);
        return new Dictionary<string, string?>
        {
            ["ConnectionStrings:safetymoderation"] = await servers.CreateDatabaseAsync("safetymoderation"),
            ["ConnectionStrings:redis"] = servers.Redis.ConnectionString,
            ["ConnectionStrings:rabbitmq"] = servers.RabbitMq.ConnectionString,
            ["LiveChat:MasterKey"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
        };
    }
}
