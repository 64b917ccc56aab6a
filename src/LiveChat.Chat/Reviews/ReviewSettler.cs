using LiveChat.Chat.Conversations;
using LiveChat.Chat.Staff;
using LiveChat.Chat.Usage;
using LiveChat.Contracts;

namespace LiveChat.Chat.Reviews;

/// <summary>Decides held replies and wakes who waits; the same deed for staff, for both time limits and for 'nobody is online'.</summary>
internal sealed class ReviewSettler(
    SettleStore store, ConversationWaiters waiters, HandoverOutlook people, UsageMeter usage, ChatTelemetry telemetry, TimeProvider clock)
{
    /// <summary>Null where the tenant has no such held reply.</summary>
    public async Task<Settled?> SettleAsync(string tenantId, Guid reviewId, Decision decision, CancellationToken cancellationToken)
    {
        var state = await store.FindAsync(tenantId, reviewId, cancellationToken).ConfigureAwait(false);
        if (state is null) return null;
        var outlook = await people.FindAsync(tenantId, state.Held.Locale, cancellationToken).ConfigureAwait(false);
        var settlement = SettleRules.Settle(state, decision, outlook.Texts, clock.GetUtcNow()) with { Online = outlook.Online };
        var settled = await store.SettleAsync(state, settlement, cancellationToken).ConfigureAwait(false);
        if (settled is not { Won: true }) return settled;
        // The visitor's open long-poll or stream reads again and finds the reply.
        waiters.Changed(state.Held.ConversationId, state.TurnId);
        telemetry.Reviewed(decision.Status, settlement.Outcome);
        if (settlement.Sends) await usage.CountReplyAsync(tenantId, cancellationToken).ConfigureAwait(false);
        return settled;
    }

    /// <summary>The time limit's decision.</summary>
    /// <param name="reason">Null, or <c>nobody_to_review</c>.</param>
    public static Decision Expired(string requestId, string? reason) =>
        new(Guid.CreateVersion7(), ReviewStatuses.Expired, null, null, null, reason, null, null, requestId);
}
