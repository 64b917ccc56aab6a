using LiveChat.AssistantRouting.Costs;
using LiveChat.AssistantRouting.Knowledge;
using LiveChat.ServiceDefaults;
using Microsoft.Extensions.Options;

namespace LiveChat.AssistantRouting.Drafts;

/// <summary>Every hour lets go of drafts that no redelivery will ask for, of the oldest unanswered questions and of costs that nobody compares with any more.</summary>
internal sealed class DraftPruner(
    DraftStore drafts, DraftClaimStore claims, UnansweredStore unanswered, CostStore costs, IOptions<AssistantRoutingOptions> options, TimeProvider clock,
    ILogger<DraftPruner> logger) : PeriodicWork(TimeSpan.FromHours(1), clock, logger)
{
    protected override string Work => "Pruning drafts, unanswered questions and costs";

    protected override async Task RoundAsync(CancellationToken cancellationToken)
    {
        var now = Clock.GetUtcNow();
        while (await drafts.PruneAsync(now.AddDays(-options.Value.DraftDaysKept), cancellationToken) > 0)
        {
        }

        await claims.PruneAsync(now.AddHours(-1), cancellationToken);
        await unanswered.PruneAsync(options.Value.UnansweredKept, cancellationToken);
        var first = now.UtcDateTime.AddDays(-options.Value.CostDaysKept);
        await costs.PruneAsync(first.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), cancellationToken);
    }
}
