using LiveChat.Chat.Texts;
using LiveChat.Chat.Turns;
using LiveChat.Contracts;

namespace LiveChat.Chat.Reviews;

/// <summary>What somebody, or the time limit, decided on a held reply.</summary>
/// <param name="Mark">Names the decision: the same one repeated is still the first.</param>
/// <param name="Status">The review's new status, one of <see cref="ReviewStatuses"/>.</param>
/// <param name="Text">The edited text; null for the draft's own.</param>
/// <param name="Then">After a rejection: <c>handover</c>, <c>again</c> or <c>fallback</c>.</param>
/// <param name="Guidance">What the next draft should heed.</param>
internal sealed record Decision(
    Guid Mark, string Status, Guid? UserId, string? UserName, string? Text, string? Reason, string? Then, string? Guidance, string RequestId);

/// <summary>A held reply as it is before the decision.</summary>
internal sealed record HeldState(
    HeldReply Held, string TenantId, Guid TurnId, Guid WaitingId, string? FallbackText, string? HandoverText, string RequestId,
    bool WithPeople, bool ConversationOpen, IReadOnlyList<TrailStep> Trail);

/// <summary>What the decision does: decided here, done by <see cref="SettleStore"/>.</summary>
/// <param name="Outcome"><c>sent</c>, <c>handover</c>, <c>fallback</c>, <c>again</c> or <c>none</c>.</param>
/// <param name="SystemText">A line for the visitor in the reply's place, or null.</param>
internal sealed record Settlement(
    Decision Decision, string Outcome, string Text, string? SystemText, string? Event, string TurnStatus, string? Cause,
    IReadOnlyList<TrailStep> Trail)
{
    /// <summary>An agent is online, so that after a hand-over the time to their answer is measured.</summary>
    public bool Online { get; init; }

    public bool Sends => Outcome == Outcomes.Sent;
    public bool HandsOver => Outcome == Outcomes.Handover;
    public bool AsksAgain => Outcome == Outcomes.Again;
}

internal static class Outcomes
{
    public const string Sent = "sent";
    public const string Handover = "handover";
    public const string Fallback = "fallback";
    public const string Again = "again";
    public const string None = "none";
}

/// <summary>From a decision to what follows. Pure.</summary>
internal static class SettleRules
{
    /// <param name="texts">The built-in texts in the visitor's language, hand-over by whether somebody is online.</param>
    public static Settlement Settle(HeldState state, Decision decision, VisitorTexts texts, DateTimeOffset now)
    {
        var outcome = OutcomeOf(state, decision);
        var (status, cause, system, name) = outcome switch
        {
            Outcomes.Sent => (TurnStatus.Answered, (string?)null, (string?)null, (string?)null),
            // People have it already: the visitor was told, and gets no second word.
            Outcomes.Handover when state.WithPeople || !state.ConversationOpen => (TurnStatus.HandedOff, CauseOf(decision), null, null),
            Outcomes.Handover => (TurnStatus.HandedOff, CauseOf(decision), state.HandoverText ?? texts.Handover, "handed_off"),
            Outcomes.Fallback => (TurnStatus.Blocked, CauseOf(decision), state.FallbackText ?? texts.Fallback, null),
            Outcomes.Again => (TurnStatus.Running, null, null, null),
            _ => (TurnStatus.HandedOff, CauseOf(decision), null, null),
        };
        var who = decision.UserName is { Length: > 0 } user ? $"by {user}" : "by its time limit";
        // Staff's own words may quote the visitor: the trail says that there is a reason, the review keeps it.
        var step = new TrailStep("chat", "review", decision.Status, cause, $"{outcome}, {who}", now,
            Math.Round(Math.Max(0, (now - state.Held.CreatedAt).TotalMilliseconds)));
        return new Settlement(decision, outcome, decision.Text ?? state.Held.Text, system, name, status, cause, [.. state.Trail.Take(64), step]);
    }

    private static string OutcomeOf(HeldState state, Decision decision) => decision.Status switch
    {
        ReviewStatuses.Approved or ReviewStatuses.Edited => Outcomes.Sent,
        ReviewStatuses.Expired => state.Held.OnExpiry switch
        {
            HoldTerms.Send => Outcomes.Sent,
            HoldTerms.Fallback => Outcomes.Fallback,
            _ => Outcomes.Handover,
        },
        ReviewStatuses.Rejected => decision.Then switch
        {
            Outcomes.Fallback => Outcomes.Fallback,
            // With people no assistant is asked, and a closed conversation gets no new reply.
            Outcomes.Again when !state.WithPeople && state.ConversationOpen => Outcomes.Again,
            _ => Outcomes.Handover,
        },
        _ => Outcomes.None,
    };

    private static string CauseOf(Decision decision) => decision switch
    {
        { Reason: TurnCauses.NobodyToReview } => TurnCauses.NobodyToReview,
        { Status: ReviewStatuses.Expired } => TurnCauses.ReviewExpired,
        { Status: ReviewStatuses.Rejected } => TurnCauses.ReviewRejected,
        _ => TurnCauses.TakenOver,
    };
}
