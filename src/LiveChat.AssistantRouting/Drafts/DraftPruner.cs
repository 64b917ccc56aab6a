using LiveChat.AssistantRouting.Costs;
using LiveChat.AssistantRouting.Knowledge;
using Microsoft.Extensions.Options;

namespace LiveChat.AssistantRouting.Drafts;

/// <summary>Every hour lets go of drafts that no redelivery will ask for, of the oldest unanswered questions and of costs that nobody compares with any more.</summary>
internal sealed partial class DraftPruner(
    DraftStore drafts, UnansweredStore unanswered, CostStore costs, IOptions<AssistantRoutingOptions> options, TimeProvider clock,
    ILogger<DraftPruner> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                var before = clock.GetUtcNow().AddDays(-options.Value.DraftDaysKept);
                while (await drafts.PruneAsync(before, stoppingToken) > 0)
                {
                }

                await unanswered.PruneAsync(options.Value.UnansweredKept, stoppingToken);
                var first = clock.GetUtcNow().UtcDateTime.AddDays(-options.Value.CostDaysKept);
                await costs.PruneAsync(first.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // Nothing is lost by pruning an hour later.
                LogFailed(logger, e.Message);
            }
        }
    }

    [LoggerMessage(3102, LogLevel.Warning, "Pruning drafts failed: {Reason}")]
    private static partial void LogFailed(ILogger logger, string reason);
}
