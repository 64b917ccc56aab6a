using LiveChat.ServiceDefaults;
using Microsoft.Extensions.Options;

namespace LiveChat.Chat.Waiting;

/// <summary>
/// Looks for visitors who wait: for a person, so that staff are told, or unknowingly, an answer lying unread, so that they
/// are mailed. Both are written in the database, so a restart forgets none; every replica looks, and each deed is conditional.
/// </summary>
internal sealed partial class WaitingSweeper(
    WaitingVisitorStore waiting, UnreadAnswerStore unread, TimeProvider clock, IOptions<ChatOptions> options, ILogger<WaitingSweeper> logger)
    : PeriodicWork(TimeSpan.FromSeconds(options.Value.SweepSeconds), clock, logger)
{
    protected override string Work => "Looking for waiting visitors";

    protected override async Task RoundAsync(CancellationToken cancellationToken)
    {
        var (told, asked) = await SweepAsync(cancellationToken).ConfigureAwait(false);
        if (told + asked > 0) LogFound(logger, told, asked);
    }

    /// <summary>One round; how many waits were told, and how many mails were asked for.</summary>
    public async Task<(int Told, int Asked)> SweepAsync(CancellationToken cancellationToken)
    {
        var (told, asked, now) = (0, 0, Clock.GetUtcNow());
        var waitsSince = now - TimeSpan.FromMinutes(options.Value.VisitorWaitsMinutes);
        foreach (var id in await waiting.DueAsync(waitsSince, cancellationToken).ConfigureAwait(false))
            if (await waiting.TellAsync(id, waitsSince, cancellationToken).ConfigureAwait(false)) told++;

        var unreadSince = now - TimeSpan.FromMinutes(options.Value.UnreadAnswerMinutes);
        var pauseOver = now - TimeSpan.FromMinutes(options.Value.UnreadMailPauseMinutes);
        foreach (var id in await unread.DueAsync(unreadSince, pauseOver, cancellationToken).ConfigureAwait(false))
            if (await unread.AskAsync(id, unreadSince, pauseOver, cancellationToken).ConfigureAwait(false)) asked++;
        return (told, asked);
    }

    [LoggerMessage(3601, LogLevel.Information, "Staff were told of {Waiting} waiting visitors; {Unread} unread answers are to be mailed")]
    private static partial void LogFound(ILogger logger, int waiting, int unread);
}
