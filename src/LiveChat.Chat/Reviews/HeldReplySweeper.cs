using LiveChat.ServiceDefaults;
using Microsoft.Extensions.Options;

namespace LiveChat.Chat.Reviews;

/// <summary>
/// Chat's half of the time limit: a held reply gets its outcome even if safety is away or never heard of it. Runs on every
/// replica; the decision is conditional, so one of them wins.
/// </summary>
internal sealed partial class HeldReplySweeper(
    SettleStore store, ReviewSettler settler, TimeProvider clock, IOptions<ChatOptions> options, ILogger<HeldReplySweeper> logger)
    : PeriodicWork(TimeSpan.FromSeconds(options.Value.SweepSeconds), clock, logger)
{
    protected override string Work => "Looking for held replies whose time is up";

    protected override async Task RoundAsync(CancellationToken cancellationToken)
    {
        while (await SweepAsync(cancellationToken).ConfigureAwait(false) == 64)
        {
        }
    }

    /// <summary>One round; returns how many were due.</summary>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        var due = await store.DueAsync(Clock.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        foreach (var (tenantId, reviewId, requestId) in due)
        {
            var settled = await settler.SettleAsync(tenantId, reviewId, ReviewSettler.Expired(requestId, null), cancellationToken).ConfigureAwait(false);
            if (settled is { Won: true }) LogExpired(logger, reviewId, settled.Held.Outcome ?? "", requestId);
        }

        return due.Count;
    }

    [LoggerMessage(3401, LogLevel.Information, "Held reply {ReviewId} was not decided in time: {Outcome} (request {RequestId})")]
    private static partial void LogExpired(ILogger logger, Guid reviewId, string outcome, string requestId);
}
