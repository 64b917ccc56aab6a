using System.Globalization;
using LiveChat.AssistantRouting;
using LiveChat.Chat;
using LiveChat.EndToEnd.Tests.Clients;
using LiveChat.Gateway;
using LiveChat.RealtimeFanout;
using LiveChat.SafetyModeration;
using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;
using LiveChat.WidgetAuth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace LiveChat.EndToEnd.Tests.Catalogue;

/// <summary>
/// The six modules in this process, put together as Standalone does, with two additions: a header that moves the date of one
/// request, and routes that fail as dependencies and our own faults do. So every refusal can be had over HTTP.
/// </summary>
public sealed class CatalogueHost : IAsyncLifetime
{
    /// <summary>Header that moves the date of one request, in seconds.</summary>
    public const string ShiftHeader = "X-Test-Shift";

    private const string OperatorKey = "operator-of-the-catalogue-test";

    private readonly string _folder = Directory.CreateTempSubdirectory("livechat-catalogue-").FullName;
    private readonly ShiftedClock _clock = new();
    private WebApplication _app = null!;

    public Uri Gateway { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["urls"] = "http://127.0.0.1:0",
            ["LiveChat:Standalone"] = "true",
            ["LiveChat:DataDirectory"] = _folder,
            ["LiveChat:OperatorKey"] = OperatorKey,
            // The provider of the test listens here.
            ["LiveChat:AllowPrivateAddresses"] = "true",
        });
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(_clock);
        builder.AddServiceDefaults([.. ProcessTopology.AllServices]);
        builder.AddGateway();
        builder.AddWidgetAuth();
        builder.AddChat();
        builder.AddAssistantRouting();
        builder.AddSafetyModeration();
        builder.AddRealtimeFanout();
        _app = builder.Build();
        _app.UseServiceDefaults(edge =>
        {
            edge.Use((context, next) =>
            {
                _clock.Shift = double.TryParse(context.Request.Headers[ShiftHeader], CultureInfo.InvariantCulture, out var seconds)
                    ? TimeSpan.FromSeconds(seconds) : TimeSpan.Zero;
                return next(context);
            });
            edge.UseGateway();
        });
        _app.MapGateway();
        _app.MapWidgetAuth();
        _app.MapChat();
        _app.MapAssistantRouting();
        _app.MapSafetyModeration();
        _app.MapRealtimeFanout();
        MapFailures();
        await _app.StartAsync();
        var management = _app.Services.GetRequiredService<ProcessTopology>().ManagementUrl.Port;
        Gateway = _app.Urls.Select(url => new Uri(url)).First(url => url.Port != management);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    internal Task<TestTenant> TenantAsync(CancellationToken ct, bool assistant = false) =>
        TestTenant.CreateAsync(Gateway, OperatorKey, ct, assistant);

    // What a lost service, a slow one and a fault of ours throw in any handler. The services' own ways into them are shown
    // where there are services to kill: DistributedJourneys and the gateway's ServiceProxyTests.
    private void MapFailures()
    {
        MapFailure("lost", () => new HttpRequestException("connection refused to an inner host"));
        MapFailure("slow", () => new TimeoutException("an inner host"));
        MapFailure("fault", () => new InvalidOperationException("the inside of the platform"));
        _app.MapPost("/failing-provider/{**path}", () => Results.Json(
            new { error = new { code = "server_error", message = "what the provider says is nobody's business" } }, statusCode: 500));
    }

    private void MapFailure(string name, Func<Exception> exception) => _app
        .MapGet($"/api/widgets/{{tenantId}}/{name}", IResult () => throw exception())
        .RequireAuthorization(Policies.Widget);

    /// <summary>The real clock, moved for one request: timers run as ever.</summary>
    private sealed class ShiftedClock : TimeProvider
    {
        private readonly AsyncLocal<TimeSpan> _shift = new();

        public TimeSpan Shift
        {
            set => _shift.Value = value;
        }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _shift.Value;
    }
}
