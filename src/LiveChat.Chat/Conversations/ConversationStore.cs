using System.Text;
using LiveChat.Chat.Messages;
using LiveChat.Contracts;
using LiveChat.ServiceDefaults;

namespace LiveChat.Chat.Conversations;

/// <summary>What a list of conversations is narrowed to; null members do not narrow.</summary>
/// <param name="Query">Found, folded, in names, e-mails, phones, session ids or any line.</param>
/// <param name="From">Written in since then.</param>
/// <param name="To">Begun before then.</param>
internal sealed record ConversationFilter(
    string? Status, string? HandledBy, string? Query, DateTimeOffset? From, DateTimeOffset? To, Guid? AssigneeId, string? Tag,
    Guid? VisitorId)
{
    public static ConversationFilter None { get; } = new(null, null, null, null, null, null, null, null);
}

/// <summary>Reads conversations.</summary>
internal sealed class ConversationStore(ChatDatabase chat, SessionKeySource keySource)
{
    private static readonly string s_select = $"select {Conversation.Columns} from {Conversation.Tables} where ";
    private static readonly string s_byId = s_select + "c.id = @id and c.tenant_id = @tenant;";
    private static readonly string s_byKey = s_select + "c.key_hash = @key;";

    /// <summary>Null where the tenant has no such conversation.</summary>
    public Task<Conversation?> FindAsync(string tenantId, Guid id, CancellationToken cancellationToken) =>
        chat.Database.FirstAsync(new Sql(s_byId).With("id", id).With("tenant", tenantId), Conversation.Read, cancellationToken);

    /// <summary>By session id and session key; null where they open nothing.</summary>
    public async Task<Conversation?> FindByKeyAsync(string tenantId, string sessionId, string? key, CancellationToken cancellationToken)
    {
        if (!MessageRules.IsSessionId(sessionId) || !SessionKeys.IsKey(key)) return null;
        var hash = await KeyHashAsync(tenantId, sessionId, key!, cancellationToken).ConfigureAwait(false);
        return await chat.Database.FirstAsync(
            new Sql(s_byKey).With("key", hash), Conversation.Read, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What the conversation of this key is stored under. A key of another device's history costs one read more.</summary>
    public async ValueTask<string> KeyHashAsync(string tenantId, string sessionId, string key, CancellationToken cancellationToken)
    {
        var hash = SessionKeys.Hash(tenantId, sessionId, key);
        if (SessionKeys.NamedConversation(key) is not { } id) return hash;
        var named = await chat.Database.FirstAsync(
            new Sql("select c.key_hash, c.visitor_id from conversations c where c.id = @id and c.tenant_id = @tenant;").With("id", id).With("tenant", tenantId),
            static r => (KeyHash: r.GetString(0), Visitor: r.GetGuid(1)), cancellationToken).ConfigureAwait(false);
        return named.KeyHash is not null && keySource.Keys.IsHistory(key, tenantId, id, named.Visitor) ? named.KeyHash : hash;
    }

    /// <summary>What a conversation is stored under where its id and session fit, and its visitor is this one; else null.</summary>
    public Task<string?> KeyHashOfAsync(string tenantId, Guid id, string sessionId, Guid visitorId, CancellationToken cancellationToken) =>
        chat.Database.FirstAsync(new Sql(
            "select key_hash from conversations where id = @id and tenant_id = @tenant and session_id = @session and visitor_id = @visitor;")
            .With("id", id).With("tenant", tenantId).With("session", sessionId).With("visitor", visitorId), static r => r.GetString(0), cancellationToken);

    /// <summary>Whether a key's hash has a conversation.</summary>
    public Task<bool> ExistsAsync(string keyHash, CancellationToken cancellationToken) =>
        chat.Database.FirstAsync(
            new Sql("select 1 from conversations where key_hash = @key;").With("key", keyHash),
            static _ => true, cancellationToken);

    /// <summary>Whether the visitor of the conversation that a message would open has agreed to it.</summary>
    public Task<bool> HasConsentAsync(
        string tenantId, string? keyHash, Guid? id, string sessionId, CancellationToken cancellationToken) =>
        keyHash is null && id is null ? Task.FromResult(false) : chat.Database.FirstAsync(
            new Sql(keyHash is not null
                ? "select 1 from conversations where key_hash = @key and consent_at is not null;"
                : "select 1 from conversations where tenant_id = @tenant and id = @id and session_id = @session and consent_at is not null;")
                .With("tenant", tenantId).With("key", keyHash).With("id", id).With("session", sessionId),
            static _ => true, cancellationToken);

    /// <summary>Newest activity first. The text depends only on which filters are set, so that it stays prepared.</summary>
    public async Task<PageOf<ConversationView>> ListAsync(
        string tenantId, ConversationFilter filter, int limit, (long Key, Guid Id)? after, CancellationToken cancellationToken)
    {
        var text = new StringBuilder(s_select).Append("c.tenant_id = @tenant");
        if (filter.Status is not null) text.Append(" and c.status = @status");
        if (filter.HandledBy is not null) text.Append(" and c.handled_by = @handled");
        if (filter.From is not null) text.Append(" and c.updated_at >= @from");
        if (filter.To is not null) text.Append(" and c.created_at < @to");
        if (filter.AssigneeId is not null) text.Append(" and c.assignee_id = @assignee");
        if (filter.VisitorId is not null) text.Append(" and c.visitor_id = @visitor");
        if (filter.Tag is not null) text.Append(" and c.tags like @tag escape '\\'");
        if (filter.Query is not null)
        {
            text.Append(
                """
                 and (v.search_text like @q escape '\' or lower(c.session_id) like @q escape '\' or exists (
                  select 1 from messages m where m.conversation_id = c.id and m.search_text like @q escape '\'))
                """);
        }

        if (after is not null) text.Append(" and (c.updated_at, c.id) < (@afterKey, @afterId)");
        text.Append(" order by c.updated_at desc, c.id desc limit @limit;");

        var sql = new Sql(text.ToString()).With("tenant", tenantId).With("limit", limit + 1);
        if (filter.Status is not null) sql.With("status", filter.Status);
        if (filter.HandledBy is not null) sql.With("handled", filter.HandledBy);
        if (filter.From is not null) sql.With("from", filter.From);
        if (filter.To is not null) sql.With("to", filter.To);
        if (filter.AssigneeId is not null) sql.With("assignee", filter.AssigneeId);
        if (filter.VisitorId is not null) sql.With("visitor", filter.VisitorId);
        if (filter.Tag is not null) sql.With("tag", ConversationRules.TagPattern(filter.Tag));
        if (filter.Query is not null) sql.With("q", MessageRules.LikePattern(filter.Query));
        if (after is { } a) sql.With("afterKey", a.Key).With("afterId", a.Id);
        var rows = await chat.Database.ListAsync(sql, static r => Conversation.Read(r).View, cancellationToken).ConfigureAwait(false);
        if (rows.Count <= limit) return new PageOf<ConversationView>(rows, null);
        rows.RemoveAt(limit);
        return new PageOf<ConversationView>(rows, Cursor.Encode(rows[^1].UpdatedAt.ToUnixTimeMilliseconds(), rows[^1].Id));
    }
}
