using Microsoft.Extensions.Hosting;

namespace LiveChat.ServiceDefaults;

// Aspire's client integrations, on top of the registrations of every build: the same connections, opened through Aspire so
// that its own settings section applies ("Aspire:StackExchange:Redis", "Aspire:Npgsql:chat") and Redis commands get spans.
// Health checks stay ours: theirs would join no "ready" tag, and Redis alone is 'degraded' here, not down. Written against
// Aspire 13.1.3.
public static partial class ServiceHost
{
    // Registers IConnectionMultiplexer once more; the last registration is the one that is resolved.
    static partial void AddAspireRedis(IHostApplicationBuilder builder) =>
        builder.AddRedisClient("redis", settings => settings.DisableHealthChecks = true, TuneRedis);
}

public static partial class DatabaseRegistration
{
    // ServiceTelemetry listens to Npgsql already, so its tracing and metrics stay off here.
    static partial void AddAspireDataSource(IHostApplicationBuilder builder, string name) =>
        builder.AddKeyedNpgsqlDataSource(name, settings =>
        {
            settings.ConnectionString = PostgresDatabase.Tuned(settings.ConnectionString!);
            settings.DisableHealthChecks = true;
            settings.DisableTracing = true;
            settings.DisableMetrics = true;
        });
}
