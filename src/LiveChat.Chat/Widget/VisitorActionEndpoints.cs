using System.Text.Json;
using LiveChat.Chat.Conversations;
using LiveChat.Chat.Messages;
using LiveChat.Chat.Safety;
using LiveChat.Chat.Visitors;
using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;
using LiveChat.ServiceDefaults.PersonalData;

namespace LiveChat.Chat.Widget;

/// <summary>The small things a visitor's widget says: typing, read, rating, and what happened on the page.</summary>
internal static class VisitorActionEndpoints
{
    public static void Map(IEndpointRouteBuilder widget)
    {
        widget.MapPost("/chat/{sessionId}/typing", TypingAsync).WithName("Chat_Widget_Typing").RequireAuthorization(Policies.Widget);
        widget.MapPost("/chat/{sessionId}/read", ReadAsync).WithName("Chat_Widget_Read").RequireAuthorization(Policies.Widget);
        widget.MapPost("/chat/{sessionId}/rating", RateAsync).WithName("Chat_Widget_Rating").RequireAuthorization(Policies.Widget);
        widget.MapPost("/track", Track).WithName("Chat_Widget_Track").RequireAuthorization(Policies.Widget);
    }

    /// <summary>204; staff see the sign for 6 seconds unless it is renewed.</summary>
    private static async Task<IResult> TypingAsync(
        string tenantId, string sessionId, TypingBody body, HttpContext http, ConversationStore conversations, TypingSigns signs,
        CancellationToken cancellationToken)
    {
        if (body.Typing is not { } typing) throw Problems.Invalid("typing", "is required: true or false.");
        var conversation = await FindAsync(tenantId, sessionId, http, conversations, cancellationToken).ConfigureAwait(false);
        signs.Visitor(conversation, typing);
        return Results.NoContent();
    }

    /// <summary>204; the visitor has seen everything up to <c>seq</c>.</summary>
    private static async Task<IResult> ReadAsync(
        string tenantId, string sessionId, ReadBody body, HttpContext http, ConversationStore conversations, VisitorStore visitors,
        CancellationToken cancellationToken)
    {
        if (body.Seq is not >= 0) throw Problems.Invalid("seq", "is required: a whole number.");
        var conversation = await FindAsync(tenantId, sessionId, http, conversations, cancellationToken).ConfigureAwait(false);
        await visitors.MarkReadAsync(conversation.Id, body.Seq.Value, cancellationToken).ConfigureAwait(false);
        return Results.NoContent();
    }

    /// <summary>204; <c>score</c> 1..5, <c>comment</c> at most 1000 characters. A later rating replaces it.</summary>
    private static async Task<IResult> RateAsync(
        string tenantId, string sessionId, RatingBody body, HttpContext http, ConversationStore conversations,
        ConversationActionStore actions, ConversationWaiters waiters, SafetyDirectory safety, CancellationToken cancellationToken)
    {
        if (body.Score is not (>= 1 and <= 5)) throw Problems.Invalid("score", "is required: a whole number from 1 to 5.");
        var comment = body.Comment?.Trim();
        if (comment is not null && (comment.Contains('\0') || MessageRules.CodePoints(comment) > 1000))
            throw Problems.Invalid("comment", "must be at most 1000 characters without NUL.");
        var conversation = await FindAsync(tenantId, sessionId, http, conversations, cancellationToken).ConfigureAwait(false);
        if (!string.IsNullOrEmpty(comment))
            comment = PersonalDataScan.Mask(comment, (await safety.FindAsync(tenantId, cancellationToken).ConfigureAwait(false)).MaskInStorage);
        var visitor = new Actor(tenantId, conversation.View.Visitor.Id, conversation.View.Visitor.Name ?? "", http.RequestId());
        await actions.RateAsync(visitor, conversation.Id, body.Score.Value, string.IsNullOrEmpty(comment) ? null : comment, cancellationToken)
            .ConfigureAwait(false);
        waiters.Changed(conversation.Id);
        return Results.NoContent();
    }

    /// <summary>What AutoChat's clients report (<c>widget_opened</c> ...): checked and counted, not kept.</summary>
    private static IResult Track(TrackBody body, ChatTelemetry telemetry)
    {
        var errors = new Dictionary<string, string>();
        if (!MessageRules.IsSessionId(body.SessionId)) errors["sessionId"] = "must be 1 to 128 characters of A-Z a-z 0-9 . _ : -";
        if (body.Event is not { Length: >= 1 and <= 64 }) errors["event"] = "must be 1 to 64 characters.";
        if (body.Metadata is { ValueKind: not (JsonValueKind.Object or JsonValueKind.Null) }) errors["metadata"] = "must be an object.";
        if (errors.Count > 0) throw Problems.Invalid(errors);
        telemetry.Tracked();
        return Results.Json(new TrackAnswer(true), JsonDefaults.Options);
    }

    private static async Task<Conversation> FindAsync(
        string tenantId, string sessionId, HttpContext http, ConversationStore conversations, CancellationToken cancellationToken) =>
        await conversations.FindByKeyAsync(tenantId, sessionId, HistoryEndpoints.SessionKeyOf(http), cancellationToken).ConfigureAwait(false)
        ?? throw ChatProblems.NoConversation();

    internal sealed record TypingBody(bool? Typing);

    internal sealed record ReadBody(long? Seq);

    internal sealed record RatingBody(int? Score, string? Comment);

    internal sealed record TrackBody(string? SessionId, string? Event, DateTimeOffset? Timestamp, JsonElement? Metadata);

    internal sealed record TrackAnswer(bool Success);
}
