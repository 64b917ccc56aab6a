namespace LiveChat.Contracts;

/// <summary>
/// Some sentences of a reply that is still being written, already screened, as a hint from assistant routing to the request that
/// waits in chat. Never stored: lost pieces cost nothing, because the stored reply replaces them all.
/// </summary>
/// <param name="Attempt">The turn's attempt that writes; pieces of another one do not go together with it.</param>
/// <param name="Number">From 0, without gaps: after a gap nothing more is shown.</param>
/// <param name="Text">To be added as it is, white space included.</param>
public sealed record ReplyPiece(Guid TurnId, int Attempt, int Number, string Text)
{
    /// <summary>Name of the hints' channel.</summary>
    public const string Channel = "reply-pieces";
}
