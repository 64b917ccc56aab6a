using LiveChat.ServiceDefaults;
using Microsoft.Extensions.Options;

namespace LiveChat.Chat.Turns;

/// <summary>
/// Keeps the promise that every turn ends: one without progress gets its next attempt, and after the last it goes to
/// people with cause <c>timeout</c>. Runs on every replica; the updates are conditional, so one of them wins.
/// </summary>
internal sealed partial class TurnSweeper(
    TurnSweepStore store, TurnRecorder recorder, IEventBus bus, ChatTelemetry telemetry, TimeProvider clock,
    IOptions<ChatOptions> options, ILogger<TurnSweeper> logger)
    : PeriodicWork(TimeSpan.FromSeconds(options.Value.SweepSeconds), clock, logger)
{
    protected override string Work => "Looking for stuck turns";

    protected override Task RoundAsync(CancellationToken cancellationToken) => SweepAsync(cancellationToken);

    /// <summary>One round; returns how many turns it retried or ended.</summary>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        // Without a bus no turn can get on, and another attempt would not either: its event waits in the outbox.
        if (!bus.IsUp) return 0;
        var now = Clock.GetUtcNow();
        var stuck = await store.FindAsync(now - options.Value.TurnStuckAfter, cancellationToken).ConfigureAwait(false);
        foreach (var turn in stuck)
        {
            if (TurnRules.MayRetry(turn.Turn.Attempt, turn.StartedAt, now, options.Value))
            {
                if (!await store.RetryAsync(turn, now, cancellationToken).ConfigureAwait(false)) continue;
                telemetry.Retried();
                LogRetried(logger, turn.Turn.TurnId, turn.Turn.Attempt + 1, turn.Turn.RequestId);
                continue;
            }

            var texts = await recorder.TextsAsync(turn.Turn, cancellationToken).ConfigureAwait(false);
            await recorder.EndAsync(TurnRules.ForHandover(turn.Turn, TurnCauses.Timeout, null, turn.Trail, texts, now), null, cancellationToken)
                .ConfigureAwait(false);
            LogGaveUp(logger, turn.Turn.TurnId, turn.Turn.Attempt, turn.Turn.RequestId);
        }

        return stuck.Count;
    }

    [LoggerMessage(3101, LogLevel.Warning, "Turn {TurnId} made no progress: attempt {Attempt} begins (request {RequestId})")]
    private static partial void LogRetried(ILogger logger, Guid turnId, int attempt, string requestId);

    [LoggerMessage(3102, LogLevel.Warning, "Turn {TurnId} handed to people after attempt {Attempt} (request {RequestId})")]
    private static partial void LogGaveUp(ILogger logger, Guid turnId, int attempt, string requestId);
}
