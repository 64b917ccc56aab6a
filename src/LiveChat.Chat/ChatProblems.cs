using LiveChat.Chat.Texts;
using LiveChat.ServiceDefaults;

namespace LiveChat.Chat;

/// <summary>Refusals that only chat gives.</summary>
internal static class ChatProblems
{
    public static readonly Problem MessageTooLong = new(400, "message_too_long", "Message too long");
    public static readonly Problem AssistantNotConfigured = new(400, "assistant_not_configured", "No assistant configured");
    public static readonly Problem IdentityInvalid = new(401, "identity_invalid", "Identity token refused");
    public static readonly Problem VisitorBanned = new(403, "visitor_banned", "Visitor banned");
    public static readonly Problem ConsentRequired = new(403, "consent_required", "Consent required");
    public static readonly Problem ConversationNotFound = new(404, "conversation_not_found", "Conversation not found");
    public static readonly Problem AlreadyTaken = new(409, "conflict", "Conversation already taken");
    public static readonly Problem IdempotencyKeyReused = new(422, "idempotency_key_reused", "Idempotency key reused");
    public static readonly Problem UsageLimitReached = new(429, "usage_limit_reached", "Usage limit reached");

    /// <param name="locale">Of the page, for the sentence that the visitor reads.</param>
    public static ProblemException Banned(string? locale) => VisitorBanned.Exception(
        "The site's staff banned this visitor: they can lift it in the dashboard.", ("visitorMessage", VisitorTexts.For(locale).Banned));

    public static ProblemException NoConversation() => new(ConversationNotFound,
        "Send the X-Session-Key that the conversation was opened with, and its session id.");

    public static ProblemException NoStaffConversation() => new(ConversationNotFound,
        "There is no such conversation in this tenant; read the list again.");

    public static ProblemException NotFound(string what) => new(Problems.NotFound,
        $"There is no such {what} in this tenant; read the list again.");
}
