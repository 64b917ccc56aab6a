namespace LiveChat.Chat.Samples;

/// <summary>Body of <c>POST /internal/chat/samples</c>.</summary>
internal sealed record SampleBody(string? TenantId, IReadOnlyList<SampleConversation>? Conversations);

/// <summary>A finished conversation to show.</summary>
/// <param name="SessionId">Unique within the tenant's samples: what makes the import idempotent.</param>
/// <param name="Status"><c>open</c> or <c>closed</c>.</param>
/// <param name="HandledBy"><c>assistant</c> or <c>people</c>.</param>
/// <param name="Page">Address or path of the page, or null.</param>
internal sealed record SampleConversation(
    string? SessionId, SampleVisitor? Visitor, DateTimeOffset StartedAt, string? Status, string? HandledBy,
    IReadOnlyList<string>? Tags, string? Locale, string? Page, IReadOnlyList<SampleMessage>? Messages);

internal sealed record SampleVisitor(string? Name, string? Email);

/// <summary>One line. <paramref name="Author"/>: <c>visitor</c>, <c>assistant</c> or <c>agent</c>.</summary>
internal sealed record SampleMessage(string? Author, string? Name, string? Text, DateTimeOffset At);

/// <summary>How many were new.</summary>
internal sealed record SampleAnswer(int Imported, int Known);
