using LiveChat.Chat.Conversations;
using LiveChat.Chat.Reviews;
using LiveChat.Chat.Staff;
using LiveChat.Chat.Texts;
using LiveChat.Chat.Usage;
using LiveChat.Contracts;

namespace LiveChat.Chat.Turns;

/// <summary>Ends a turn and tells everybody who waits; the same deed for four events and the sweeper.</summary>
internal sealed partial class TurnRecorder(
    TurnStore turns, HoldStore holds, ReviewSettler settler, ConversationStore conversations, ConversationWaiters waiters,
    StaffPresence presence, UsageMeter usage, ChatTelemetry telemetry, ILogger<TurnRecorder> logger)
{
    /// <summary>Stores how the turn ended and wakes its waiters. Harmless for a turn that has ended already.</summary>
    /// <param name="trail">Kept with a reply that came too late; null where there is none.</param>
    public async Task EndAsync(TurnEnding ending, IReadOnlyList<TrailStep>? trail, CancellationToken cancellationToken)
    {
        var ended = ending.Hold is { } terms
            ? await HoldAsync(ending, terms, cancellationToken).ConfigureAwait(false)
            : await turns.EndAsync(ending, cancellationToken).ConfigureAwait(false);
        if (ended is null)
        {
            // A redelivery, an old attempt, or people took over meanwhile: for the last the trail says so.
            if (trail is not null) await turns.RecordWithheldAsync(ending.Turn, trail, cancellationToken).ConfigureAwait(false);
            LogIgnored(logger, ending.Turn.TurnId, ending.Turn.Attempt, ending.Status);
            return;
        }

        telemetry.TurnEnded(ending.Status, ending.Cause);
        // Nobody was there to review it: the outcome was told by the decision.
        if (ending.Hold is not null && ended.Conversation.View.HeldReviews == 0) return;
        waiters.Changed(ending.Turn.ConversationId, ending.Turn.TurnId, new TurnOutcome(
            ending.Turn.TurnId, ending.Status, ending.Cause, ending.ShownText, ended.Line, ending.Reply?.AssistantId,
            ending.Reply?.Model, ending.Reply?.Tokens ?? 0, ended.Conversation.View.Visitor.Email is not null));
        if (ending.Status == TurnStatus.Answered)
            await usage.CountReplyAsync(ending.Turn.TenantId, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Holds the reply; with nobody online to look at it the outcome of the time limit applies at once.</summary>
    private async Task<EndedTurn?> HoldAsync(TurnEnding ending, HoldTerms terms, CancellationToken cancellationToken)
    {
        var tenant = ending.Turn.TenantId;
        var now = !terms.WaitWhenNobodyOnline && !await presence.AnybodyOnlineAsync(tenant).ConfigureAwait(false);
        // A process that dies between the two leaves a limit that has passed: the sweeper applies it.
        var held = await holds.HoldAsync(now ? ending with { Hold = terms with { Seconds = 0 } } : ending, cancellationToken).ConfigureAwait(false);
        if (held is null) return null;
        if (!now) return new EndedTurn(held.Conversation, held.Waiting);
        await settler.SettleAsync(tenant, held.ReviewId, ReviewSettler.Expired(ending.Turn.RequestId, TurnCauses.NobodyToReview), cancellationToken)
            .ConfigureAwait(false);
        return new EndedTurn(held.Conversation with { View = held.Conversation.View with { HeldReviews = 0 } }, held.Waiting);
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
