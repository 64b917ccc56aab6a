using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using LiveChat.AppHost.Servers;
using LiveChat.AssistantRouting.Tests.Hosting;
using LiveChat.Contracts;
using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

[assembly: AssemblyFixture(typeof(StandaloneRoutingHost))]
[assembly: AssemblyFixture(typeof(DistributedRoutingHost))]

namespace LiveChat.AssistantRouting.Tests.Hosting;

/// <summary>The module in a process of its own, as its Program does it; this file stands in for widget-auth, which signs
/// the tokens and serves the tenants, for chat, which knows the lines before, and for safety, which hears the drafts.</summary>
public abstract class RoutingHost : IAsyncLifetime
{
    private readonly StaffKeys _keys = new();
    private WebApplication _app = null!;

    public HttpClient Http { get; } = new(new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromSeconds(20) });

    public Uri Management { get; private set; } = null!;

    internal CollectedDrafts Drafts => _app.Services.GetRequiredService<CollectedDrafts>();

    /// <summary>What chat says was written before, by conversation; null where it can't say.</summary>
    internal ConcurrentDictionary<Guid, IReadOnlyList<Prompts.Line>> Context { get; } = new();

    internal IServiceProvider Services => _app.Services;

    /// <summary>Every line of the host's log, from information on.</summary>
    internal ConcurrentQueue<string> Logs { get; } = new();

    /// <summary>The opening hours that chat serves.</summary>
    internal ConcurrentDictionary<string, OpeningHours> Hours { get; } = new();

    /// <summary>What safety says of a sentence and the one before it, by tenant; without one every sentence passes.</summary>
    internal ConcurrentDictionary<string, Func<string, bool>> Screens { get; } = new();

    /// <summary>Tenants for which safety does not say what is to be masked.</summary>
    internal ConcurrentDictionary<string, bool> Unmasked { get; } = new();

    public virtual async ValueTask InitializeAsync()
    {
        var settings = await SettingsAsync();
        Management = new Uri($"http://127.0.0.1:{FreePort()}");
        Http.BaseAddress = new Uri($"http://127.0.0.1:{FreePort()}");
        settings["urls"] = Http.BaseAddress.ToString();
        settings["LiveChat:ManagementUrl"] = Management.ToString();
        settings["services:widgetauth:management:0"] = Management.ToString();
        settings["services:chat:management:0"] = Management.ToString();
        settings["services:safetymoderation:management:0"] = Management.ToString();
        settings["LiveChat:AssistantRouting:MostAssistants"] = "5";
        // Providers of the tests listen on loopback, and none of them is given long.
        settings["LiveChat:AllowPrivateAddresses"] = "true";
        settings["LiveChat:AssistantRouting:ProviderTrySeconds"] = "3";
        settings["LiveChat:AssistantRouting:ProviderIdleSeconds"] = "2";
        settings["LiveChat:AssistantRouting:ProviderTotalSeconds"] = "8";
        settings["LiveChat:AssistantRouting:ProviderTurnSeconds"] = "10";
        settings["LiveChat:AssistantRouting:ProviderIntentSeconds"] = "1";
        settings["LiveChat:AssistantRouting:ProviderRetryMilliseconds"] = "20";
        settings["LiveChat:AssistantRouting:ProviderBreakSeconds"] = "5";
        _app = Build(settings);
        await _app.StartAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!_app.Services.GetRequiredService<IEventBus>().IsUp) await Task.Delay(50, limit.Token);
    }

    public virtual async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Http.Dispose();
        GC.SuppressFinalize(this);
    }

    public static string NewTenant() => "t" + Guid.NewGuid().ToString("N")[..12];

    /// <summary>Sends JSON as a member of the tenant's staff; <paramref name="path"/> is relative to the tenant.</summary>
    internal async Task<Answer> SendAsync(HttpMethod method, string tenantId, string path, object? body = null, string role = "admin", string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(method, $"/api/tenants/{tenantId}/{path}");
        if (ifMatch is not null) request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        if (body is not null) request.Content = body is string raw ? new StringContent(raw, null, "application/json") : JsonContent.Create(body);
        return await SendAsync(request, tenantId, role);
    }

    /// <summary>Posts content of any kind as an admin of the tenant.</summary>
    internal async Task<Answer> PostAsync(string tenantId, string path, HttpContent content)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/tenants/{tenantId}/{path}") { Content = content };
        return await SendAsync(request, tenantId, "admin");
    }

    private async Task<Answer> SendAsync(HttpRequestMessage request, string tenantId, string role)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _keys.Token(tenantId, role));
        // What may be refused for its length is asked about first: a refusal is not heard while megabytes are being written.
        request.Headers.ExpectContinue = request.Content?.Headers.ContentLength > 1_000_000;
        using var response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new Answer(response.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text), response.Headers.ETag?.ToString());
    }

    internal Task PublishAsync<TEvent>(TEvent e)
        where TEvent : class =>
        _app.Services.GetRequiredService<IEventBus>().PublishAsync(e, "request-1", TestContext.Current.CancellationToken);

    /// <summary>A tenant with the demo shop's assistant and articles.</summary>
    internal async Task<(string TenantId, Guid AssistantId)> NewShopAsync()
    {
        var tenant = NewTenant();
        var folder = Path.Combine(AppContext.BaseDirectory, "Demo");
        var assistant = await SendAsync(HttpMethod.Post, tenant, "assistants", File.ReadAllText(Path.Combine(folder, "assistant.json")));
        Assert.Equal(HttpStatusCode.Created, assistant.Status);
        foreach (var article in Retrieval.DemoKnowledge.Read(Path.Combine(folder, "knowledge")))
        {
            var added = await SendAsync(HttpMethod.Post, tenant, "knowledge", new { title = article.Title, text = article.Body, url = article.Url, locale = article.Locale });
            Assert.Equal(HttpStatusCode.Created, added.Status);
        }

        return (tenant, assistant.Json!["id"]!.GetValue<Guid>());
    }

    /// <summary>The same with a provider's answers.</summary>
    internal async Task<(string TenantId, Guid AssistantId)> NewShopAsync(string providerUrl, string kind = "openai", string? key = "sk-test-0123456789-wxyz")
    {
        var (tenant, assistant) = await NewShopAsync();
        var put = await SendAsync(HttpMethod.Put, tenant, "provider", new { kind, baseUrl = providerUrl, model = "m", apiKey = key });
        Assert.True(put.Status == HttpStatusCode.OK, put.Json?.ToJsonString());
        return (tenant, assistant);
    }

    /// <summary>Asks in a conversation of its own.</summary>
    /// <returns>What became of it, and of which turn.</returns>
    internal async Task<(T Event, TurnRef Turn)> AskAsync<T>(string tenantId, string text, bool streamed = false)
    {
        var screened = Turns.Screened(tenantId, text, streamed: streamed);
        await PublishAsync(screened);
        return (await Drafts.NextAsync<T>(screened.Turn.TurnId), screened.Turn);
    }

    protected abstract Task<Dictionary<string, string?>> SettingsAsync();

    private WebApplication Build(Dictionary<string, string?> settings)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Logging.ClearProviders().AddProvider(new KeptLogs(Logs)).SetMinimumLevel(LogLevel.Information);
        builder.AddServiceDefaults("assistantrouting");
        builder.AddAssistantRouting();
        builder.Services.AddSingleton<ISigningKeys>(_keys);
        builder.Services.AddSingleton<CollectedDrafts>();
        builder.Services.AddWorkConsumer<CollectDraftsConsumer>();
        var app = builder.Build();
        app.UseServiceDefaults();
        app.MapAssistantRouting();
        app.MapInternal("/internal/widgetauth/tenants", () => new SnapshotPage<TenantAccess>([.. _keys.Tenants.Values], _keys.Tenants.Count, false));
        app.MapInternal("/internal/chat/context/{tenantId}/{conversationId:guid}", (Guid conversationId) =>
            Context.TryGetValue(conversationId, out var lines) && lines is null ? throw new InvalidOperationException("It can't be read.") : new { lines = lines ?? [] });
        app.MapInternal("/internal/chat/opening-hours", () => new SnapshotPage<OpeningHours>([.. Hours.Values], 0, false));
        app.MapInternal(HttpMethods.Post, "/internal/safetymoderation/screen", (JsonObject asked) =>
            new { pass = Screens.GetValueOrDefault((string)asked["tenantId"]!)?.Invoke($"{asked["previous"]}{asked["sentence"]}") ?? true });
        app.MapInternal(HttpMethods.Post, "/internal/safetymoderation/mask", (JsonObject asked) =>
        {
            if (Unmasked.ContainsKey((string)asked["tenantId"]!)) throw new InvalidOperationException("Safety is ill.");
            asked["text"] = ((string)asked["text"]!).Replace("niamh@shop.example", "[e-mail]", StringComparison.Ordinal);
            return asked;
        });
        return app;
    }

    private static int FreePort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }
}

/// <summary>An HTTP answer, read.</summary>
internal sealed record Answer(HttpStatusCode Status, JsonNode? Json, string? ETag)
{
    public string? Code => Json?["code"]?.GetValue<string>();

    public T Read<T>() => Json.Deserialize<T>(JsonDefaults.Options)!;
}

/// <summary>SQLite and the in-memory bus.</summary>
public class StandaloneRoutingHost : RoutingHost
{
    private readonly string _folder = Directory.CreateTempSubdirectory("livechat-routing-").FullName;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected override Task<Dictionary<string, string?>> SettingsAsync() => Task.FromResult(new Dictionary<string, string?>
    {
        ["LiveChat:Standalone"] = "true",
        ["LiveChat:DataDirectory"] = _folder,
    });
}

/// <summary>Postgres, Redis and RabbitMQ: of the environment's connection strings, or found or started here.</summary>
public sealed class DistributedRoutingHost : RoutingHost
{
    private LocalServers _servers = null!;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _servers.DisposeAsync();
    }

    protected override async Task<Dictionary<string, string?>> SettingsAsync()
    {
        _servers = await LocalServers.StartAsync(ServerKinds.Postgres | ServerKinds.Redis | ServerKinds.RabbitMq);
        return new Dictionary<string, string?>
        {
            ["ConnectionStrings:assistantrouting"] = await _servers.CreateDatabaseAsync("assistantrouting"),
            ["ConnectionStrings:redis"] = _servers.Redis.ConnectionString,
            ["ConnectionStrings:rabbitmq"] = _servers.RabbitMq.ConnectionString,
            ["LiveChat:MasterKey"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
        };
    }
}
