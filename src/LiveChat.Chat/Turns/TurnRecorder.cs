using LiveChat.Chat.Assistants;
using LiveChat.Chat.Conversations;
using LiveChat.Chat.Reviews;
using LiveChat.Chat.Staff;
using LiveChat.Chat.Texts;
using LiveChat.Chat.Usage;
using LiveChat.Contracts;
using LiveChat.ServiceDefaults;

namespace LiveChat.Chat.Turns;

/// <summary>Ends a turn and tells everybody who waits; the same deed for four events and the sweeper.</summary>
internal sealed partial class TurnRecorder(
    TurnStore turns, HoldStore holds, ReviewSettler settler, ConversationStore conversations, ConversationWaiters waiters,
    StaffPresence presence, HandoverOutlook people, AssistantDirectory assistants, AssignmentStore assignments, UsageMeter usage,
    ChatTelemetry telemetry, TimeProvider clock, ILogger<TurnRecorder> logger)
{
    /// <summary>Stores how the turn ended and wakes its waiters. Harmless for a turn that has ended already.</summary>
    /// <param name="trail">Kept with a reply that came too late; null where there is none.</param>
    public async Task EndAsync(TurnEnding ending, IReadOnlyList<TrailStep>? trail, CancellationToken cancellationToken)
    {
        if (ending.HandOver)
        {
            ending = await AssignAsync(ending, cancellationToken).ConfigureAwait(false);
            ending = ending with { Online = await presence.AnybodyOnlineAsync(ending.Turn.TenantId).ConfigureAwait(false) };
        }

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

    /// <summary>
    /// Records how a turn ended, or, where that can only fail and would until the turn's time is up, hands it to people now with
    /// the cause in its trail. Whatever may yet succeed fails as before, and the event is given out again.
    /// </summary>
    public async Task OrHandOverAsync(TurnRef turn, IReadOnlyList<TrailStep> trail, Func<Task> record, CancellationToken cancellationToken)
    {
        try
        {
            await record().ConfigureAwait(false);
        }
        catch (Exception e) when (LastingFaults.Is(e))
        {
            LogFault(logger, e, turn.TurnId, turn.RequestId);
            var now = clock.GetUtcNow();
            List<TrailStep> steps = [.. trail, new TrailStep("chat", "record", "failed", TurnCauses.InternalError, null, now, 0)];
            var texts = await TextsAsync(turn, cancellationToken).ConfigureAwait(false);
            // A turn that has ended, and failed after that, is left as it is.
            await EndAsync(TurnRules.ForHandover(turn, TurnCauses.InternalError, null, steps, texts, now), null, cancellationToken).ConfigureAwait(false);
        }
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
        return (await people.FindAsync(turn.TenantId, conversation?.View.Locale, cancellationToken).ConfigureAwait(false)).Texts;
    }

    // Two that are handed over at once may go to the same person: capacity is a rule of thumb, not a lock.
    private async Task<TurnEnding> AssignAsync(TurnEnding ending, CancellationToken cancellationToken)
    {
        var tenantId = ending.Turn.TenantId;
        if (ending.Target is { } target)
        {
            var there = (await presence.OnlineAsync(tenantId).ConfigureAwait(false)).Where(p => target.UserIds.Contains(p.UserId)).ToList();
            var named = there.Count == 0 ? null : AssignmentRules.Pick(AssignmentRules.LeastBusy, null, there,
                await assignments.LoadsAsync(tenantId, cancellationToken).ConfigureAwait(false));
            var of = target.Name is null ? "whom the rule names" : $"'{target.Name}'";
            ending = WithStep(ending, new TrailStep("chat", "assign", named is null ? "queue" : "escalation_rule", null,
                named is null ? $"nobody of {of} is online" : $"given to {named.Name} of {of}", clock.GetUtcNow(), 0)) with
            { Assignee = named };
            if (named is not null) return ending;
        }

        var facts = await assistants.FindAsync(tenantId, cancellationToken).ConfigureAwait(false);
        if (facts is null or { Assignment: AssignmentRules.None }) return ending;
        var online = await presence.OnlineAsync(tenantId).ConfigureAwait(false);
        var person = online.Count == 0 ? null : AssignmentRules.Pick(facts.Assignment, facts.Capacity, online,
            await assignments.LoadsAsync(tenantId, cancellationToken).ConfigureAwait(false));
        var detail = person is not null ? $"given to {person.Name}" : online.Count == 0 ? "nobody is online" : "everybody online has as many as they may";
        var step = new TrailStep("chat", "assign", person is null ? "queue" : facts.Assignment, null, detail, clock.GetUtcNow(), 0);
        return WithStep(ending, step) with { Assignee = person };
    }

    private static TurnEnding WithStep(TurnEnding ending, TrailStep step) =>
        ending with { Trail = [.. ending.Trail.SkipLast(1), step, .. ending.Trail.TakeLast(1)] };

    [LoggerMessage(3002, LogLevel.Error, "Turn {TurnId} can't be recorded as it came; people are asked to answer it (request {RequestId})")]
    private static partial void LogFault(ILogger logger, Exception exception, Guid turnId, string requestId);

    [LoggerMessage(3001, LogLevel.Debug, "Turn {TurnId} attempt {Attempt}: '{Status}' came for a turn that is not running")]
    private static partial void LogIgnored(ILogger logger, Guid turnId, int attempt, string status);
}
