namespace LiveChat.Contracts;

/// <summary>
/// Somebody types, or stopped. Not an event: it goes over the lossy hints on channel <see cref="Channel"/> as JSON, from
/// fan-out (an agent's frame) to chat, which shows it to the visitor, and from chat (the visitor's POST) to fan-out,
/// which shows it to staff. Each side ignores what it sent itself, by <paramref name="AuthorType"/>.
/// </summary>
/// <param name="AuthorType"><c>visitor</c> (said by chat) or <c>agent</c> (said by fan-out).</param>
/// <param name="AuthorId">The agent's user id; null for a visitor.</param>
/// <param name="Until">When the sign ends by itself, UTC; at most 10 s ahead. Past when <paramref name="Typing"/> is false.</param>
public sealed record TypingHint(
    string TenantId, Guid ConversationId, string AuthorType, Guid? AuthorId, string? AuthorName, bool Typing, DateTimeOffset Until)
{
    /// <summary>Name of the hints' channel.</summary>
    public const string Channel = "typing";
}
