using LiveChat.ServiceDefaults;

namespace LiveChat.Chat.Messages;

/// <summary>A tenant's newest lines of visitors and assistants, for safety to try its lists on. On the management listener only.</summary>
internal static class RecentMessageEndpoints
{
    // The newest lines are in the conversations that changed last; so one index finds them, whatever the tenant's size.
    private const string Select = """
        select m.id, m.conversation_id, m.author_type, m.text, m.created_at from messages m
        where m.conversation_id in (
            select c.id from conversations c where c.tenant_id = @tenant order by c.updated_at desc, c.id desc limit @limit)
          and m.tenant_id = @tenant and m.kind = 'message' and m.status = 'sent' and m.author_type in ('visitor', 'assistant')
        order by m.created_at desc, m.id desc limit @limit;
        """;

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapInternal("/internal/chat/recent-messages/{tenantId}", ReadAsync);

    /// <summary><c>?limit=1..200</c> -> <c>{messages:[{id, conversationId, author: visitor|assistant, text, createdAt}]}</c>, newest first.</summary>
    private static async Task<RecentMessages> ReadAsync(string tenantId, ChatDatabase chat, CancellationToken cancellationToken, int limit = 100) =>
        new(await chat.Database.ListAsync(
            new Sql(Select).With("tenant", tenantId).With("limit", Math.Clamp(limit, 1, 200)),
            static r => new RecentMessage(r.GetGuid(0), r.GetGuid(1), r.GetString(2), r.GetString(3), r.Time(4)), cancellationToken).ConfigureAwait(false));

    internal sealed record RecentMessages(IReadOnlyList<RecentMessage> Messages);

    internal sealed record RecentMessage(Guid Id, Guid ConversationId, string Author, string Text, DateTimeOffset CreatedAt);
}
