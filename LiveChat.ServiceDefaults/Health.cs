using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using StackExchange.Redis;

namespace LiveChat.ServiceDefaults;

/// <summary>
/// <c>/health/live</c>: the process answers. <c>/health/ready</c>: every dependency is reachable, and which is not.
/// Redis alone is 'degraded', not down: the platform serves on without it, with local limits and polling.
/// </summary>
internal static class Health
{
    public static void AddHealth(this IHostApplicationBuilder builder, ProcessTopology topology)
    {
        var checks = builder.Services.AddHealthChecks();
        checks.Add(new HealthCheckRegistration("bus", services => new BusHealth(services.GetRequiredService<IEventBus>()), null, ["ready"]));
        if (topology.Distributed && topology.Services.Any(s => s != "gateway"))
        {
            checks.Add(new HealthCheckRegistration("redis", services => new RedisHealth(services.GetRequiredService<IConnectionMultiplexer>()),
                HealthStatus.Degraded, ["ready"]));
        }
    }

    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapInternalEndpoint(endpoints.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }))
            .WithDisplayName("health/live");
        endpoints.MapInternalEndpoint(endpoints.MapHealthChecks("/health/ready", new HealthCheckOptions
        {
            Predicate = check => check.Tags.Contains("ready"),
            ResponseWriter = static (context, report) => context.Response.WriteAsJsonAsync(new
            {
                status = report.Status.ToString(),
                checks = report.Entries.Select(e => new { name = e.Key, status = e.Value.Status.ToString(), e.Value.Description }),
            }, JsonDefaults.Options),
        })).WithDisplayName("health/ready");
    }

    private sealed class BusHealth(IEventBus bus) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(bus.IsUp ? HealthCheckResult.Healthy()
                : new HealthCheckResult(context.Registration.FailureStatus, "The message broker is not reachable."));
    }

    private sealed class RedisHealth(IConnectionMultiplexer redis) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(redis.IsConnected ? HealthCheckResult.Healthy()
                : new HealthCheckResult(context.Registration.FailureStatus, "Redis is not reachable; limits are local for now."));
    }
}

/// <summary>Asks the database for one row.</summary>
internal sealed class DatabaseHealth(ServiceDatabase database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await database.PingAsync(cancellationToken).ConfigureAwait(false);
            return HealthCheckResult.Healthy();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, $"The database does not answer ({e.GetType().Name}).");
        }
    }
}
