using System.Collections.Concurrent;
using LiveChat.AppHost.Servers;
using LiveChat.Contracts;
using LiveChat.RealtimeFanout.Events;
using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LiveChat.RealtimeFanout.Tests.Platform;

/// <summary>
/// The whole service in this process on free ports, in either topology. What widget-auth would serve (keys, tenants) it
/// serves itself on its management listener.
/// </summary>
internal sealed class FeedHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _folder;
    private readonly ConcurrentDictionary<string, TenantAccess> _tenants;

    private FeedHost(WebApplication app, string folder, ConcurrentDictionary<string, TenantAccess> tenants) =>
        (_app, _folder, _tenants) = (app, folder, tenants);

    public IServiceProvider Services => _app.Services;

    public Uri Address { get; private set; } = null!;

    public Uri Management { get; private set; } = null!;

    public IEventBus Bus => Services.GetRequiredService<IEventBus>();

    public FeedWriter Writer => Services.GetRequiredService<FeedWriter>();

    /// <param name="servers">Null for the one-process topology.</param>
    /// <param name="ct">Ends the wait for the start.</param>
    /// <param name="options">The service's options; <c>http2</c> makes its public listener speak HTTP/2 alone.</param>
    public static async Task<FeedHost> StartAsync(
        LocalServers? servers, CancellationToken ct, params (string Name, string Value)[] options)
    {
        var folder = Directory.CreateTempSubdirectory("livechat-fanout-").FullName;
        var management = FreePort();
        var builder = WebApplication.CreateBuilder();
        var settings = new Dictionary<string, string?>
        {
            ["urls"] = "http://127.0.0.1:0",
            ["LiveChat:ManagementUrl"] = $"http://127.0.0.1:{management}",
            ["LiveChat:DataDirectory"] = folder,
            ["LiveChat:MasterKey"] = Convert.ToBase64String(new byte[32]),
            ["services:widgetauth:management:0"] = $"http://127.0.0.1:{management}",
        };
        if (servers is null)
        {
            settings["LiveChat:Standalone"] = "true";
        }
        else
        {
            settings["ConnectionStrings:redis"] = servers.Redis.ConnectionString;
            settings["ConnectionStrings:rabbitmq"] = servers.RabbitMq.ConnectionString;
        }
        foreach (var (name, value) in options.Where(o => o.Name != "http2")) settings[$"{RealtimeFanoutOptions.Section}:{name}"] = value;
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Logging.ClearProviders();
        builder.AddServiceDefaults("realtimefanout");
        builder.AddRealtimeFanout();
        builder.Services.AddSingleton<HeardPresence>();
        builder.Services.AddBroadcastConsumer<HearPresenceChangedConsumer>();
        if (options.Any(o => o.Name == "http2"))
        {
            builder.WebHost.ConfigureKestrel(kestrel =>
            {
                kestrel.Listen(System.Net.IPAddress.Loopback, management);
                kestrel.Listen(System.Net.IPAddress.Loopback, 0, o => o.Protocols = Microsoft.AspNetCore.Server.Kestrel.Core.HttpProtocols.Http2);
            });
        }
        var app = builder.Build();
        var tenants = new ConcurrentDictionary<string, TenantAccess>();
        app.UseFeedDoor();
        app.UseServiceDefaults();
        app.MapRealtimeFanout();
        app.MapInternal("/internal/widgetauth/jwks.json", () => StaffTokens.Jwks);
        app.MapInternal("/internal/widgetauth/tenants", () => new SnapshotPage<TenantAccess>([.. tenants.Values], 0, false));
        await app.StartAsync(ct);
        var address = app.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>().Features.Get<IServerAddressesFeature>()!.Addresses
            .Select(a => new Uri(a)).First(a => a.Port != management);
        var host = new FeedHost(app, folder, tenants) { Address = address, Management = new Uri($"http://127.0.0.1:{management}") };
        while (!host.Bus.IsUp) await Task.Delay(50, ct);
        return host;
    }

    /// <summary>Makes a tenant known; a higher version replaces it.</summary>
    public string Admit(string tenantId, string status = "active", long version = 1)
    {
        _tenants[tenantId] = Sample.Access(tenantId, status, version);
        return tenantId;
    }

    /// <summary>As the event of widget-auth would.</summary>
    public void Apply(TenantAccess access)
    {
        _tenants[access.TenantId] = access;
        Services.GetRequiredService<TenantDirectory>().Apply(access);
    }

    public Task<DashboardClient> ConnectAsync(CancellationToken ct) => DashboardClient.ConnectAsync(Address, ct);

    /// <summary>Opens a socket, signs in and reads the greeting.</summary>
    public async Task<DashboardClient> SignInAsync(
        string tenantId, CancellationToken ct, Guid? userId = null, string? lastEventId = null, string role = "agent")
    {
        var client = await ConnectAsync(ct);
        await client.AuthAsync(StaffTokens.Mint(tenantId, userId ?? Guid.CreateVersion7(), role), lastEventId);
        client.Greeting = await client.ExpectAsync("auth:ok");
        return client;
    }

    /// <summary>Sets somebody's own state over HTTP; the answer's status and problem code.</summary>
    public async Task<(System.Net.HttpStatusCode Status, string? Code)> PutPresenceAsync(
        string tenantId, Guid userId, string body, CancellationToken ct, string role = "agent", string? route = null)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri(Address, $"/api/tenants/{route ?? tenantId}/me/presence"))
        {
            Content = new StringContent(body, null, "application/json"),
        };
        request.Headers.Authorization = new("Bearer", StaffTokens.Mint(tenantId, userId, role));
        using var answer = await http.SendAsync(request, ct);
        var text = await answer.Content.ReadAsStringAsync(ct);
        return (answer.StatusCode, text.Length == 0 ? null : System.Text.Json.JsonDocument.Parse(text).RootElement.GetProperty("code").GetString());
    }

    public Task StopAsync() => _app.StopAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}
