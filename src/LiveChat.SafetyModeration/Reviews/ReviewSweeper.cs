using LiveChat.Contracts;
using LiveChat.ServiceDefaults;
using Microsoft.Extensions.Options;

namespace LiveChat.SafetyModeration.Reviews;

/// <summary>
/// Safety's half of the time limit: a review that is overdue here though chat keeps the limit too was settled there and the
/// news was lost, or chat was away. Either way chat is asked and its answer kept. Also lets old decided reviews go.
/// </summary>
internal sealed class ReviewSweeper(
    ReviewStore store, ReviewDesk desk, TimeProvider clock, IOptions<SafetyModerationOptions> options, ILogger<ReviewSweeper> logger)
    : PeriodicWork(TimeSpan.FromSeconds(options.Value.SweepSeconds), clock, logger)
{
    private static readonly StaffDecision s_expired = new(ReviewStatuses.Expired, null, null, null, null);

    protected override string Work => "Settling overdue reviews";

    protected override async Task RoundAsync(CancellationToken cancellationToken)
    {
        await SweepAsync(cancellationToken);
        await store.PruneAsync(Clock.GetUtcNow().AddDays(-options.Value.ReviewDaysKept), cancellationToken);
    }

    /// <summary>One round; returns how many were overdue.</summary>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        var overdue = await store.OverdueAsync(Clock.GetUtcNow() - options.Value.OverdueAfter, cancellationToken);
        foreach (var (tenantId, id) in overdue)
            await desk.DecideAsync(tenantId, id, s_expired, null, null, RequestIds.New(), cancellationToken);
        return overdue.Count;
    }
}
