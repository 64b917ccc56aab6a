using LiveChat.Chat.Conversations;
using LiveChat.Contracts;

namespace LiveChat.Chat.Messages;

/// <summary>
/// One visitor message on its way into the database. The ids are made by the caller, so that it can wait for the turn
/// before it exists, and tell afterwards whether its own rows won.
/// </summary>
/// <param name="KeyHash">Opens the conversation, or begins it. Null: <paramref name="ConversationId"/> and the session id find it.</param>
/// <param name="ConversationId">The existing conversation where there is no key; else the id of the one that may begin.</param>
/// <param name="VisitorId">The visitor of a conversation that begins.</param>
/// <param name="PreviousId">The closed conversation that this one follows.</param>
/// <param name="HandledBy">Who handles a conversation that begins.</param>
/// <param name="Counted">Whether a conversation that begins counts in the month's quota.</param>
/// <param name="Fallback">Set where the tenant's quota is used up and it chose a fallback text: the turn ends at once, unanswered.</param>
/// <param name="ReopenSince">A conversation closed before this is not reopened.</param>
internal sealed record AcceptCommand(
    string TenantId, VisitorPost Post, string? KeyHash, Guid ConversationId, Guid VisitorId, Guid MessageId, Guid TurnId,
    Guid? PreviousId, string HandledBy, bool Counted, string? Fallback, string? Device, string RequestId,
    DateTimeOffset Now, DateTimeOffset ReopenSince)
{
    /// <summary>The request shows the reply piece by piece. Not stored: a turn that begins later does without.</summary>
    public bool Streamed { get; init; }
}

/// <summary>What the database holds after the command: the message of this request, or the earlier one it repeats.</summary>
/// <param name="Inserted">The message was stored by this command; else it repeats <paramref name="Message"/>.</param>
/// <param name="Message">Null where nothing was stored: the visitor is banned, or the conversation closed for too long.</param>
/// <param name="TurnId">Null where people handle the conversation.</param>
internal sealed record Accepted(Conversation Conversation, bool Inserted, MessageView? Message, Guid? TurnId, long Attempt)
{
    /// <summary>The message is the conversation's first.</summary>
    public bool First => Message is { Seq: 1 };

    public bool TurnRuns => Message?.Turn?.Status == Turns.TurnStatus.Running;
}
