using LiveChat.Chat.Conversations;
using LiveChat.Chat.Staff;
using LiveChat.Chat.Texts;
using LiveChat.Chat.Usage;
using LiveChat.Contracts;

namespace LiveChat.Chat.Turns;

/// <summary>Ends a turn and tells everybody who waits; the same deed for four events and the sweeper.</summary>
internal sealed partial class TurnRecorder(
    TurnStore turns, ConversationStore conversations, ConversationWaiters waiters, StaffPresence presence, UsageMeter usage,
    ChatTelemetry telemetry, ILogger<TurnRecorder> logger)
{
    /// <summary>Stores how the turn ended and wakes its waiters. Harmless for a turn that has ended already.</summary>
    /// <param name="trail">Kept with a reply that came too late; null where there is none.</param>
    public async Task EndAsync(TurnEnding ending, IReadOnlyList<TrailStep>? trail, CancellationToken cancellationToken)
    {
        var ended = await turns.EndAsync(ending, cancellationToken).ConfigureAwait(false);
        if (ended is null)
        {
            // A redelivery, an old attempt, or people took over meanwhile: for the last the trail says so.
            if (trail is not null) await turns.RecordWithheldAsync(ending.Turn, trail, cancellationToken).ConfigureAwait(false);
            LogIgnored(logger, ending.Turn.TurnId, ending.Turn.Attempt, ending.Status);
            return;
        }

        waiters.Changed(ending.Turn.ConversationId, ending.Turn.TurnId, new TurnOutcome(
            ending.Turn.TurnId, ending.Status, ending.Cause, ending.ShownText, ended.Line, ending.Reply?.AssistantId,
            ending.Reply?.Model, ending.Reply?.Tokens ?? 0, ended.Conversation.View.Visitor.Email is not null));
        telemetry.TurnEnded(ending.Status, ending.Cause);
        if (ending.Status == TurnStatus.Answered)
            await usage.CountReplyAsync(ending.Turn.TenantId, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The built-in texts in the visitor's language; read only where no text came with the verdict.</summary>
    public async Task<VisitorTexts> TextsAsync(TurnRef turn, CancellationToken cancellationToken)
    {
        var conversation = await conversations.FindAsync(turn.TenantId, turn.ConversationId, cancellationToken).ConfigureAwait(false);
        var texts = VisitorTexts.For(conversation?.View.Locale);
        return texts with { Handover = texts.HandoverWhen(await presence.AnybodyOnlineAsync(turn.TenantId).ConfigureAwait(false)) };
    }

    [LoggerMessage(3001, LogLevel.Debug, "Turn {TurnId} attempt {Attempt}: '{Status}' came for a turn that is not running")]
    private static partial void LogIgnored(ILogger logger, Guid turnId, int attempt, string status);
}
