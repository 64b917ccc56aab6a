using LiveChat.ServiceDefaults;
using LiveChat.WidgetAuth;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LiveChat.Gateway.Tests;

/// <summary>
/// Gateway and widget-auth in one process, embedded, with the edge in front of both: paths of widget-auth are answered here,
/// those of chat go through the proxy to <see cref="ChatStub"/>, and those of safety to an address where nobody listens.
/// </summary>
public class GatewayHost : IAsyncLifetime
{
    public const string OperatorKey = "the-operators-key-of-these-tests";

    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"livechat-gateway-{Guid.NewGuid():N}");
    private WebApplication? _app;
    private int _number;

    public IServiceProvider Services => _app!.Services;

    public HttpClient Client { get; private set; } = null!;

    public ChatStub Chat { get; } = new();

    public string Folder => _folder;

    public Uri ManagementUrl => Services.GetRequiredService<ProcessTopology>().ManagementUrl;

    public async ValueTask InitializeAsync()
    {
        await Chat.StartAsync();
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["urls"] = "http://127.0.0.1:0",
            ["LiveChat:Standalone"] = "true",
            ["LiveChat:DataDirectory"] = _folder,
            ["LiveChat:OperatorKey"] = OperatorKey,
            ["LiveChat:Demo"] = "true",
            // The first replica is dead: its requests must reach the second.
            ["services:chat:http:0"] = "http://127.0.0.1:9",
            ["services:chat:http:1"] = Chat.Address.ToString(),
            ["services:safetymoderation:http:0"] = "http://127.0.0.1:9",
            ["services:realtimefanout:http:0"] = Chat.Address.ToString(),
        });
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.AddServiceDefaults("gateway", "widgetauth");
        builder.AddGateway();
        builder.AddWidgetAuth();
        Prepare(builder);
        _app = builder.Build();
        _app.UseServiceDefaults(edge => edge.UseGateway());
        _app.MapGateway();
        _app.MapWidgetAuth();
        await _app.StartAsync();
        var management = ManagementUrl.Port;
        Client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false })
        {
            BaseAddress = _app.Urls.Select(url => new Uri(url)).First(url => url.Port != management),
        };
    }

    /// <summary>A tenant of its own: id, owner's token, widget token.</summary>
    public async Task<(string Id, string Staff, string Widget)> TenantAsync(params string[] domains)
    {
        var id = $"t{Interlocked.Increment(ref _number)}-{Guid.NewGuid():N}"[..20];
        var made = await SendAsync(HttpMethod.Post, "/api/operator/tenants", OperatorKey, new { id, name = "Shop", ownerEmail = $"{id}@shop.example" });
        var invitation = (await JsonAsync(made))["invitation"]!["url"]!.GetValue<string>().Split("#invitation=")[1];
        var staff = (await JsonAsync(await SendAsync(HttpMethod.Post, "/api/auth/accept", null, new { token = invitation, password = "correct horse battery" })))
            ["accessToken"]!.GetValue<string>();
        var widget = (await JsonAsync(await SendAsync(HttpMethod.Post, $"/api/tenants/{id}/widget/tokens", staff, new { })))["token"]!.GetValue<string>();
        foreach (var domain in domains)
            (await SendAsync(HttpMethod.Post, $"/api/tenants/{id}/widget/allowed-domains", staff, new { domain })).EnsureSuccessStatusCode();
        return (id, staff, widget);
    }

    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, string? bearer = null, object? body = null, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path);
        if (bearer is not null)
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {bearer}");
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        if (body is not null)
            request.Content = body as HttpContent ?? JsonContent.Create(body);
        return await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }

    public static async Task<JsonNode> JsonAsync(HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;

    /// <summary>Status and code of a refusal.</summary>
    public static async Task<(HttpStatusCode Status, string? Code)> RefusalAsync(HttpResponseMessage response)
    {
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        return (response.StatusCode, (await JsonAsync(response))["code"]?.GetValue<string>());
    }

    public static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) || response.Content.Headers.TryGetValues(name, out values) ? string.Join(", ", values) : null;

    /// <summary>What differs from every host's services.</summary>
    protected virtual void Prepare(WebApplicationBuilder builder)
    {
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Client.Dispose();
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }
        await Chat.DisposeAsync();
        try
        {
            Directory.Delete(_folder, recursive: true);
        }
        catch (IOException)
        {
            // SQLite may still hold a file; the folder is temporary anyway.
        }
    }
}
