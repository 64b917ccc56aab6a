using System.Net.Sockets;
using LiveChat.ServiceDefaults.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace LiveChat.ServiceDefaults;

/// <summary>What every process does the same way, in three calls: add, use, run.</summary>
public static partial class ServiceHost
{
    /// <summary>Largest request body, bytes (contract.md, Conventions).</summary>
    public const int MaxBodyBytes = 64 * 1024;

    /// <summary>Largest request body of routes that take whole articles and files, bytes: their texts have limits of their own, in
    /// characters, and 40,000 of them are up to 480 KB as JSON.</summary>
    public const int MaxFileBytes = 4 * 1024 * 1024;

    /// <summary>Configuration, listeners, telemetry, health, problems, bus, hints and internal clients.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="services">Names of the services in this process, of <see cref="ProcessTopology.AllServices"/>.</param>
    public static WebApplicationBuilder AddServiceDefaults(this WebApplicationBuilder builder, params string[] services)
    {
        TellStartFailures();
        var topology = ProcessTopology.Decide(builder.Configuration, services);
        builder.Services.AddSingleton(topology);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel", LogLevel.Error);
        builder.Logging.AddFilter("System.Net.Http", LogLevel.Warning);
        // Retries are told by whoever called, with what follows from them.
        builder.Logging.AddFilter("Polly", LogLevel.None);
        builder.Logging.AddFilter("Microsoft.Extensions.Http", LogLevel.Warning);
        builder.Logging.AddFilter("MassTransit", LogLevel.Warning);
        builder.Logging.AddFilter("Yarp", LogLevel.Warning);
        builder.WebHost.UseUrls(PublicUrls(builder.Configuration) + ";" + topology.ManagementUrl.GetLeftPart(UriPartial.Authority));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
            kestrel.Limits.MaxRequestHeadersTotalSize = 32 * 1024;
        });
        builder.Services.Configure<JsonOptions>(options => JsonDefaults.Apply(options.SerializerOptions));
        builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(25));
        if (topology.Distributed && services.Any(s => s != "gateway")) builder.AddRedis();
        if (topology.Distributed && services.Any(s => s != "gateway")) builder.Services.AddSingleton<IHints, RedisHints>();
        else builder.Services.AddSingleton<IHints, MemoryHints>();
        builder.AddTelemetry(topology);
        builder.AddHealth(topology);
        InternalClients.Add(builder, topology);
        builder.AddOutbound();
        builder.AddBus(topology);
        builder.AddServiceAuthentication(topology);
        builder.AddApiDocument();
        return builder;
    }

    /// <summary>The topology that <see cref="AddServiceDefaults"/> decided.</summary>
    public static ProcessTopology Topology(this IHostApplicationBuilder builder) =>
        builder.Services.Select(s => s.ImplementationInstance).OfType<ProcessTopology>().Single();

    /// <summary>
    /// The pipeline up to the endpoints: request id, problem documents, the edge's own middleware where there is one,
    /// routing, the listener's border, authentication and authorization.
    /// </summary>
    public static WebApplication UseServiceDefaults(this WebApplication app, Action<IApplicationBuilder>? edge = null)
    {
        var topology = app.Services.GetRequiredService<ProcessTopology>();
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("LiveChat.Requests");
        app.UseRequestIds(logger);
        app.UseMiddleware<ProblemMiddleware>();
        edge?.Invoke(app);
        app.UseRouting();
        app.UseManagementListener(topology);
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapHealth();
        app.MapApiDocument();
        app.MapInternalEndpoint(app.MapPrometheusScrapingEndpoint("/metrics"));
        return app;
    }

    /// <summary>Runs until stopped. A reason to fail at start that the operator can mend is one sentence and exit code 1.</summary>
    public static async Task<int> RunServiceAsync(this WebApplication app)
    {
        try
        {
            var topology = app.Services.GetRequiredService<ProcessTopology>();
            LogTopology(app.Logger, string.Join(", ", topology.Services), topology.Distributed
                ? "Postgres, Redis and RabbitMQ" : $"embedded, data in {topology.DataDirectory}", topology.ManagementUrl);
            await app.RunAsync().ConfigureAwait(false);
            return 0;
        }
        catch (Exception e) when (Sentence(e) is { } sentence)
        {
            await Console.Error.WriteLineAsync(sentence).ConfigureAwait(false);
            return 1;
        }
    }

    /// <summary>The one sentence of a start-up failure that the operator can mend, or null for a fault of ours.</summary>
    public static string? Sentence(Exception exception) => exception switch
    {
        StartupException e => e.Message,
        IOException { InnerException: AddressInUseException } e => $"{e.Message.TrimEnd('.')}: choose another port with --urls http://127.0.0.1:PORT.",
        SocketException { SocketErrorCode: SocketError.AccessDenied or SocketError.AddressNotAvailable } e =>
            $"The address can't be listened on ({e.SocketErrorCode}): choose another with --urls http://127.0.0.1:PORT.",
        Microsoft.Extensions.Options.OptionsValidationException e => $"The configuration is not valid: {string.Join(" ", e.Failures)}",
        AggregateException { InnerExceptions.Count: 1 } e => Sentence(e.InnerException!),
        _ => null,
    };

    // What fails before RunServiceAsync ends as one sentence too, in every Program.
    private static void TellStartFailures()
    {
        if (Interlocked.Exchange(ref s_telling, 1) == 1) return;
        AppDomain.CurrentDomain.UnhandledException += (_, e) =>
        {
            if (e.ExceptionObject is not Exception exception || Sentence(exception) is not { } sentence) return;
            Console.Error.WriteLine(sentence);
            Environment.Exit(1);
        };
    }

    private static int s_telling;

    private static string PublicUrls(IConfiguration configuration)
    {
        if (configuration["urls"] is { Length: > 0 } urls) return urls;
        return configuration["http_ports"] is { Length: > 0 } ports
            ? string.Join(';', ports.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(p => $"http://*:{p}"))
            : "http://localhost:8080";
    }

    private static void AddRedis(this WebApplicationBuilder builder)
    {
        var options = ConfigurationOptions.Parse(builder.Configuration.GetConnectionString("redis")!);
        TuneRedis(options);
        builder.Services.AddSingleton<IConnectionMultiplexer>(_ => ConnectionMultiplexer.Connect(options));
        AddAspireRedis(builder);
    }

    private static void TuneRedis(ConfigurationOptions options)
    {
        options.AbortOnConnectFail = false;
        options.ConnectTimeout = 2000;
        options.AsyncTimeout = 2000;
        options.ReconnectRetryPolicy = new LinearRetry(500);
        options.BacklogPolicy = BacklogPolicy.FailFast; // a caller decides at once what to do without Redis
        options.ClientName = "livechat";
        // Its own threads only add a hand-over between cores; nothing here blocks the pool.
        options.SocketManager = SocketManager.ThreadPool;
    }

    // Body in Aspire.cs, compiled with UseAspire=true only; without it the call is not even there.
    static partial void AddAspireRedis(IHostApplicationBuilder builder);

    [LoggerMessage(1001, LogLevel.Information, "Serving {Services} ({Stores}); health and metrics at {Management}")]
    private static partial void LogTopology(ILogger logger, string services, string stores, Uri management);
}
