using LiveChat.AssistantRouting.Knowledge;
using Microsoft.Extensions.Options;

namespace LiveChat.AssistantRouting.Drafts;

/// <summary>Every hour lets go of drafts that no redelivery will ask for, and of the oldest unanswered questions.</summary>
internal sealed partial class DraftPruner(
    DraftStore drafts, UnansweredStore unanswered, IOptions<AssistantRoutingOptions> options, TimeProvider clock,
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
