using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace LiveChat.ServiceDefaults;

/// <summary>Registers a module's database and outbox under the module's name, as keyed services.</summary>
public static partial class DatabaseRegistration
{
    /// <param name="builder">The host.</param>
    /// <param name="name">Service name; also the connection string's and, in Standalone, the SQLite file's name.</param>
    /// <param name="module">Assembly with the embedded <c>Schema/*.sql</c>.</param>
    public static void AddServiceDatabase(this IHostApplicationBuilder builder, string name, Assembly module)
    {
        var topology = builder.Topology();
        var connectionString = builder.Configuration.GetConnectionString(name);
        if (topology.Distributed)
            AddAspireDataSource(builder, name);
        builder.Services.AddKeyedSingleton<ServiceDatabase>(name, (services, _) => topology.Distributed
            ? new PostgresDatabase(connectionString!, services.GetKeyedService<NpgsqlDataSource>(name))
            : new SqliteDatabase(Path.Combine(topology.DataDirectory, $"{name}.db")));
        builder.Services.AddSingleton<IHostedService>(services =>
            new MigrationRunner(name, services.GetRequiredKeyedService<ServiceDatabase>(name), module,
                services.GetRequiredService<ILogger<MigrationRunner>>()));
        if (topology.Distributed)
        {
            builder.Services.AddSingleton<IHostedService>(services =>
                new FirstStatistics(name, services.GetRequiredKeyedService<ServiceDatabase>(name),
                    services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<FirstStatistics>>()));
        }

        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration($"database:{name}",
            services => new DatabaseHealth(services.GetRequiredKeyedService<ServiceDatabase>(name)), null, ["ready"]));
        builder.AddOutbox(name);
    }

    // Body in Aspire.cs, compiled with UseAspire=true only.
    static partial void AddAspireDataSource(IHostApplicationBuilder builder, string name);
}

/// <summary>Migrates before any hosted service starts; waits a minute for a database that is still starting itself.</summary>
internal sealed partial class MigrationRunner(
    string name, ServiceDatabase database, Assembly module, ILogger<MigrationRunner> logger) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await Task.Run(() => Migrations.Apply(database, module), cancellationToken).ConfigureAwait(false);
                LogReady(logger, name, database.Dialect.IsPostgres ? "Postgres" : "SQLite");
                return;
            }
            catch (Exception e) when (attempt < 60 && DatabaseErrors.IsTransient(e))
            {
                LogWaiting(logger, name, e.Message);
                await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(1101, LogLevel.Information, "Database {Name} is up to date ({Engine})")]
    private static partial void LogReady(ILogger logger, string name, string engine);

    [LoggerMessage(1102, LogLevel.Warning, "Database {Name} is not reachable yet: {Reason}")]
    private static partial void LogWaiting(ILogger logger, string name, string reason);
}
