using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace LiveChat.Chat.Usage;

/// <summary>Says when usage is counted by this replica alone; the platform serves on, so 'degraded', not down.</summary>
internal sealed class UsageHealth(UsageMeter meter) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(meter.CountsLocally
            ? HealthCheckResult.Degraded("Redis is away: this replica counts for itself, against half of every window's limit, until it is back.")
            : HealthCheckResult.Healthy());
}
