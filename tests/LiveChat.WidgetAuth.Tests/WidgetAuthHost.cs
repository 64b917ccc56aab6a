using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LiveChat.WidgetAuth.Tests;

/// <summary>Widget-auth as it runs embedded, on SQLite in a folder of its own, on a free port; shared by all tests.</summary>
public class WidgetAuthHost : IAsyncLifetime
{
    public const string OperatorKey = "the-operators-key-of-these-tests";

    /// <summary>Header that moves the date of one request, in seconds: the host runs in this process.</summary>
    public const string ShiftHeader = "X-Test-Shift";

    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"livechat-widgetauth-{Guid.NewGuid():N}");
    private readonly ShiftedClock _clock = new();
    private WebApplication? _app;

    public IServiceProvider Services => _app!.Services;

    public HttpClient Client { get; private set; } = null!;

    public Uri ManagementUrl => Services.GetRequiredService<ProcessTopology>().ManagementUrl;

    /// <summary>Settings beside those of every host.</summary>
    protected virtual IEnumerable<KeyValuePair<string, string?>> Settings => [];

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["urls"] = "http://127.0.0.1:0",
            ["LiveChat:Standalone"] = "true",
            ["LiveChat:DataDirectory"] = _folder,
            ["LiveChat:OperatorKey"] = OperatorKey,
            ["LiveChat:Demo"] = "true",
            ["LiveChat:AllowPrivateAddresses"] = "true",
            ["LiveChat:WidgetAuth:WebhookRetrySeconds"] = "0.1",
        });
        builder.Configuration.AddInMemoryCollection(Settings);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton<TimeProvider>(_clock);
        builder.AddServiceDefaults("widgetauth");
        builder.AddWidgetAuth();
        _app = builder.Build();
        _app.UseServiceDefaults(edge => edge.Use((context, next) =>
        {
            _clock.Shift = double.TryParse(context.Request.Headers[ShiftHeader], out var seconds) ? TimeSpan.FromSeconds(seconds) : TimeSpan.Zero;
            return next(context);
        }));
        _app.MapWidgetAuth();
        _app.MapGet("/api/widgets/{tenantId}/probe", () => "in").RequireAuthorization(Policies.Widget);
        _app.MapGet("/api/tenants/{tenantId}/probe/viewer", () => "in").RequireAuthorization(Policies.Viewer);
        _app.MapGet("/api/tenants/{tenantId}/probe/owner", () => "in").RequireAuthorization(Policies.Owner);
        _app.MapGet("/api/tenants/{tenantId}/probe/fault", string () => throw new InvalidOperationException("the inside of the platform"))
            .RequireAuthorization(Policies.Viewer);
        await _app.StartAsync();
        var port = ManagementUrl.Port;
        Client = new HttpClient(new SocketsHttpHandler { UseCookies = false })
        {
            BaseAddress = _app.Urls.Select(url => new Uri(url)).First(url => url.Port != port),
        };
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Client.Dispose();
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }
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
