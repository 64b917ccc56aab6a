using LiveChat.Contracts;
using LiveChat.ServiceDefaults;
using Microsoft.Extensions.Options;

namespace LiveChat.SafetyModeration.Reviews;

/// <summary>
/// Safety's half of the time limit: a review that is overdue here though chat keeps the limit too was settled there and the
/// news was lost, or chat was away. Either way chat is asked and its answer kept. Also lets old decided reviews go.
/// </summary>
internal sealed partial class ReviewSweeper(
    ReviewStore store, ReviewDesk desk, TimeProvider clock, IOptions<SafetyModerationOptions> options, ILogger<ReviewSweeper> logger)
    : BackgroundService
{
    private static readonly StaffDecision s_expired = new(ReviewStatuses.Expired, null, null, null, null);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.SweepSeconds), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await SweepAsync(stoppingToken);
                await store.PruneAsync(clock.GetUtcNow().AddDays(-options.Value.ReviewDaysKept), stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(logger, e.GetType().Name);
            }
        }
    }

    /// <summary>One round; returns how many were overdue.</summary>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        var overdue = await store.OverdueAsync(clock.GetUtcNow() - options.Value.OverdueAfter, cancellationToken);
        foreach (var (tenantId, id) in overdue)
            await desk.DecideAsync(tenantId, id, s_expired, null, null, RequestIds.New(), cancellationToken);
        return overdue.Count;
    }

    [LoggerMessage(1601, LogLevel.Warning, "Overdue reviews could not be settled ({Reason}); the next round tries again")]
    private static partial void LogFailed(ILogger logger, string reason);
}
