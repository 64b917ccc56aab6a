namespace LiveChat.Contracts;

/// <summary>A message as the API and the dashboards' feed show it (contract.md, Shapes: <c>Message</c>).</summary>
/// <param name="Seq">Number within what the visitor may see, ascending without gaps; null for notes and held replies.</param>
/// <param name="Kind"><c>message</c>, <c>note</c> or <c>event</c>.</param>
/// <param name="Status"><c>sent</c>, <c>held</c> or <c>withdrawn</c>.</param>
/// <param name="Turn">Set on visitor messages that an assistant is to answer.</param>
public sealed record MessageView(
    Guid Id, Guid ConversationId, long? Seq, string? ClientMessageId, string Kind, string Text, MessageAuthor Author,
    MessageEvent? Event, DateTimeOffset CreatedAt, string Status, string? Locale, string RequestId, Guid? ReviewId,
    IReadOnlyList<MessageSource> Sources, IReadOnlyList<string> QuickReplies, TurnView? Turn)
{
    /// <summary>Id of the waiting line whose place this one takes; a client drops that one. Else null.</summary>
    public Guid? Replaces { get; init; }
}

/// <summary>Who wrote a message. <paramref name="Type"/>: <c>visitor</c>, <c>assistant</c>, <c>agent</c>, <c>system</c>.</summary>
public sealed record MessageAuthor(string Type, Guid? Id, string? Name);

/// <summary>What a system line tells, such as <c>taken_over</c>, <c>handed_off</c>, <c>closed</c>.</summary>
public sealed record MessageEvent(string Name, string? By);

/// <summary>An article an answer stands on; <paramref name="Url"/> is null where the article has no public address.</summary>
public sealed record MessageSource(string Title, string? Url);

/// <summary>Where the turn of a visitor's message stands: <c>queued</c>, <c>running</c>, <c>answered</c>, <c>held</c>,
/// <c>handed_off</c>, <c>blocked</c> or <c>failed</c>, with the cause where it was not answered.</summary>
public sealed record TurnView(string Status, string? Cause);

/// <summary>A conversation as the API and the feed show it (contract.md, Shapes: <c>Conversation</c>).</summary>
/// <param name="Version">Ascends with every change; a client ignores an older one.</param>
/// <param name="Status"><c>open</c> or <c>closed</c>.</param>
/// <param name="HandledBy"><c>assistant</c> or <c>people</c>.</param>
/// <param name="Unread">Visitor messages that staff have not seen.</param>
/// <param name="WaitingSince">Since when the visitor waits for a person; null when nobody waits.</param>
public sealed record ConversationView(
    Guid Id, long Version, string SessionId, string Status, string HandledBy, Guid? AssigneeId, string? AssigneeName,
    Guid? AssistantId, VisitorView Visitor, IReadOnlyList<string> Tags, int Unread, DateTimeOffset? WaitingSince,
    int HeldReviews, bool SeriousMode, PageView? Page, string? Device, string? Locale, int? Rating,
    DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, DateTimeOffset? ClosedAt, LastMessageView? LastMessage,
    Guid? PreviousConversationId)
{
    /// <summary>What the visitor agreed to before writing; null where nobody asked.</summary>
    public GivenConsent? Consent { get; init; }
}

/// <summary>A visitor's consent. <paramref name="TextVersion"/> names the wording, as in the widget's settings.</summary>
public sealed record GivenConsent(DateTimeOffset At, string? TextVersion);

/// <summary>The visitor of a conversation (contract.md, Shapes: <c>Visitor</c>).</summary>
public sealed record VisitorView(
    Guid Id, string? Name, string? Email, string? Phone, string? ExternalId, bool Verified, bool Banned,
    IReadOnlyDictionary<string, string> Attributes, string? Locale, DateTimeOffset FirstSeenAt);

/// <summary>The page the visitor was on when writing last.</summary>
public sealed record PageView(string? Url, string? Title, string? Referrer);

/// <summary>The newest line of a conversation, cut to 160 code points.</summary>
public sealed record LastMessageView(string Text, string AuthorType, DateTimeOffset CreatedAt);

/// <summary>Why a reply is held (contract.md, Shapes: <c>Review</c>).</summary>
/// <param name="List">A list's name, a check's, or <c>reviewMode</c>.</param>
/// <param name="Rule">The phrase or the kind of finding; null where nothing was found.</param>
/// <param name="Confidence"><c>high</c> or <c>medium</c>, or null.</param>
/// <param name="Matched">The part of the reply that was found, as it stands there; or null.</param>
public sealed record ReviewReason(string List, string? Rule, string? Confidence, string? Matched);

/// <summary>A held reply as chat keeps it; chat decides which decision was first.</summary>
/// <param name="Status">One of <see cref="ReviewStatuses"/>.</param>
/// <param name="Outcome">What followed: <c>sent</c>, <c>handover</c>, <c>fallback</c>, <c>again</c>, <c>none</c>; null while pending.</param>
public sealed record HeldReply(
    Guid ReviewId, Guid ConversationId, Guid MessageId, string Text, string VisitorText, IReadOnlyList<ReviewReason> Reasons,
    string Status, string? Outcome, Guid? DecidedById, string? DecidedBy, string? Reason, DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt, string OnExpiry, DateTimeOffset? DecidedAt, string? AssistantName, string? Locale);

/// <summary>A held reply as the API and the feed show it (contract.md, Shapes: <c>Review</c>).</summary>
public sealed record ReviewView(
    Guid Id, Guid ConversationId, Guid MessageId, string Text, string VisitorText, IReadOnlyList<ReviewReason> Reasons,
    string Status, string? DecidedBy, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, string OnExpiry, Guid? DecidedById,
    DateTimeOffset? DecidedAt, string? Outcome, string? Reason, string? AssistantName, string? Locale);

/// <summary>Where a review stands; all but <c>pending</c> are final.</summary>
public static class ReviewStatuses
{
    public const string Pending = "pending";
    public const string Approved = "approved";
    public const string Edited = "edited";
    public const string Rejected = "rejected";
    public const string Expired = "expired";
    public const string Withdrawn = "withdrawn";
}
