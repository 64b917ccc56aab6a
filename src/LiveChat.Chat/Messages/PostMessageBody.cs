using System.Text.Json;
using LiveChat.Contracts;

namespace LiveChat.Chat.Messages;

/// <summary>
/// Body of <c>POST /api/widgets/{tenantId}/chat</c>. Only <c>sessionId</c> and <c>message</c> are required. The two ids
/// are raw JSON because an unknown or malformed one is ignored, never refused.
/// </summary>
/// <param name="SessionId">1..128 of <c>[A-Za-z0-9._:-]</c>.</param>
/// <param name="Message">1..4000 code points after trimming.</param>
/// <param name="ClientMessageId">1..128 visible ASCII characters; the header <c>Idempotency-Key</c> is the same thing.</param>
internal sealed record PostMessageBody(
    string? SessionId, string? Message, JsonElement? ConversationId, JsonElement? AssistantId, string? ClientMessageId,
    VisitorBody? Visitor, PageBody? Page, string? Locale, ConsentBody? Consent);

/// <summary>What the pre-chat form or the site knows of the visitor; all optional.</summary>
/// <param name="Attributes">Flat, at most 32 strings, numbers or booleans.</param>
internal sealed record VisitorBody(
    string? Name, string? Email, string? Phone, string? ExternalId, string? IdentityToken,
    Dictionary<string, JsonElement>? Attributes);

/// <summary>The page the widget is on. Too long values are cut: a visitor can't mend an address.</summary>
internal sealed record PageBody(string? Url, string? Title, string? Referrer);

/// <summary>The visitor's consent, where the tenant asks for it.</summary>
internal sealed record ConsentBody(bool? Accepted, DateTimeOffset? At, string? TextVersion);

/// <summary>A visitor's message that passed <see cref="MessageRules"/>: every member trimmed, bounded and without NUL.</summary>
/// <param name="ConversationId">The body's where it is a UUID, else null.</param>
/// <param name="AssistantId">The body's where it is a UUID, else null.</param>
internal sealed record VisitorPost(
    string SessionId, string Text, string? ClientMessageId, Guid? ConversationId, Guid? AssistantId,
    VisitorFields Visitor, PageView? Page, string? Locale, ConsentGiven? Consent = null);

/// <summary>The visitor agreed. <paramref name="At"/> as the browser's clock says, null where it says nothing sensible.</summary>
internal sealed record ConsentGiven(DateTimeOffset? At, string? TextVersion);

/// <summary>Visitor data to store; null members leave what is stored as it is.</summary>
internal sealed record VisitorFields(
    string? Name, string? Email, string? Phone, string? ExternalId, IReadOnlyDictionary<string, string>? Attributes)
{
    public static VisitorFields None { get; } = new(null, null, null, null, null);

    public bool Any => Name is not null || Email is not null || Phone is not null || ExternalId is not null || Attributes is { Count: > 0 };
}
