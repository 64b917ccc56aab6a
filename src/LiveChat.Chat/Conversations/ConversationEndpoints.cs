using LiveChat.Chat.Messages;
using LiveChat.Chat.Staff;
using LiveChat.Contracts;
using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;

namespace LiveChat.Chat.Conversations;

/// <summary>What staff read: lists, one conversation, its lines; and what they write.</summary>
internal static class ConversationEndpoints
{
    public static void Map(IEndpointRouteBuilder tenant)
    {
        tenant.MapGet("/conversations", ListAsync).WithName("Chat_Conversations_List").Produces<PageOf<ConversationView>>()
            .RequireAuthorization(Policies.Viewer);
        tenant.MapGet("/conversations/{id:guid}", GetAsync).WithName("Chat_Conversations_Get").Produces<ConversationView>()
            .RequireAuthorization(Policies.Viewer);
        tenant.MapGet("/conversations/{id:guid}/messages", MessagesAsync).WithName("Chat_Conversations_Messages").Produces<PageOf<MessageView>>()
            .RequireAuthorization(Policies.Viewer);
        tenant.MapPost("/conversations/{id:guid}/messages", WriteAsync).WithName("Chat_Conversations_Write").Produces<MessageView>(201)
            .RequireAuthorization(Policies.Agent);
    }

    /// <summary>
    /// Newest activity first. Filters: <c>status</c> open|closed, <c>handledBy</c> assistant|people, <c>q</c> (names, e-mails,
    /// phones, session ids and texts), <c>from</c>/<c>to</c> (ISO 8601), <c>assigneeId</c> (<c>me</c> or a user id), <c>tag</c>.
    /// </summary>
    private static async Task<IResult> ListAsync(string tenantId, HttpContext http, ConversationStore store, CancellationToken cancellationToken)
    {
        var filter = FilterRules.Read(http);
        return Results.Ok(await store.ListAsync(tenantId, filter, Cursor.Limit(http), Cursor.Decode(http), cancellationToken).ConfigureAwait(false));
    }

    private static async Task<IResult> GetAsync(string tenantId, Guid id, ConversationStore store, CancellationToken cancellationToken) =>
        Results.Ok((await store.FindAsync(tenantId, id, cancellationToken).ConfigureAwait(false) ?? throw ChatProblems.NoStaffConversation()).View);

    /// <summary>
    /// Every line, oldest first, or with <c>order=newest</c> newest first: notes, held replies and staff events too. A cursor goes
    /// on in the order that it was made in.
    /// </summary>
    private static async Task<IResult> MessagesAsync(
        string tenantId, Guid id, HttpContext http, ConversationStore store, MessageStore messages, CancellationToken cancellationToken)
    {
        _ = await store.FindAsync(tenantId, id, cancellationToken).ConfigureAwait(false) ?? throw ChatProblems.NoStaffConversation();
        var order = http.Request.Query["order"].ToString();
        if (order is not ("" or "oldest" or "newest")) throw Problems.Invalid("order", "must be oldest or newest");
        var page = await messages.HistoryAsync(id, Cursor.Limit(http), Cursor.Decode(http), cancellationToken, order == "newest").ConfigureAwait(false);
        return Results.Ok(page);
    }

    /// <summary>
    /// <c>{text (1..8000), note?, clientMessageId?}</c> -> 201 the message (200 for a repeat). An answer takes the conversation
    /// over from the assistant; a note is for staff only. Another text under a used clientMessageId: 422.
    /// </summary>
    private static async Task<IResult> WriteAsync(
        string tenantId, Guid id, AgentMessageBody body, HttpContext http, AgentMessageStore store, ConversationWaiters waiters,
        TypicalAnswerTimes times, CancellationToken cancellationToken)
    {
        var text = body.Text?.Trim();
        var errors = new Dictionary<string, string>();
        if (string.IsNullOrEmpty(text)) errors["text"] = "is required and must not be empty.";
        else if (text.Contains('\0')) errors["text"] = "must not contain NUL characters.";
        else if (MessageRules.CodePoints(text) > 8000) throw ChatProblems.MessageTooLong.Exception("Shorten the message to 8000 characters.");
        if (body.ClientMessageId is { } client && !MessageRules.IsClientMessageId(client))
            errors["clientMessageId"] = "must be 1 to 128 visible ASCII characters.";
        if (errors.Count > 0) throw Problems.Invalid(errors);

        var note = body.Note == true;
        var written = await store.WriteAsync(ActorOf(http), id, text!, note, body.ClientMessageId, cancellationToken).ConfigureAwait(false)
            ?? throw ChatProblems.NoStaffConversation();
        if (!written.Inserted)
        {
            return written.Message.Text == text ? Results.Ok(written.Message)
                : throw ChatProblems.IdempotencyKeyReused.Exception("This clientMessageId was used for another text; use a new one.");
        }

        waiters.Changed(id);
        if (!note) times.Answered(tenantId);
        return Results.Created((string?)null, written.Message);
    }

    /// <summary>The member of staff behind a request.</summary>
    internal static Actor ActorOf(HttpContext http) =>
        new(http.User.TenantId(), http.User.UserId(), http.User.DisplayName(), http.RequestId());

    internal sealed record AgentMessageBody(string? Text, bool? Note, string? ClientMessageId);
}
