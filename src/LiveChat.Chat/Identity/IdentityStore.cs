using System.Data.Common;
using System.Text.Json;
using LiveChat.Chat.Conversations;
using LiveChat.Chat.Messages;
using LiveChat.Contracts;
using LiveChat.ServiceDefaults;

namespace LiveChat.Chat.Identity;

/// <summary>A verified visitor, and whose the conversation is that came along.</summary>
/// <param name="ConversationId">The conversation of the key that was sent; null where there is none.</param>
/// <param name="Owner">Its visitor by now: this one, or somebody else who is verified or banned.</param>
/// <param name="Attached">It was an unverified visitor's until now.</param>
internal sealed record Identified(Guid VisitorId, bool Banned, Guid? ConversationId, Guid? Owner, bool OwnerBanned, bool Attached);

/// <summary>A conversation of a verified visitor, for another device.</summary>
internal sealed record HistoryItem(Guid Id, LastMessageView? LastMessage, long Unread);

/// <summary>Verified visitors: one for each subject of the tenant's tokens.</summary>
internal sealed class IdentityStore(ChatDatabase chat)
{
    private const string Mine = "(select v.id from visitors v where v.tenant_id = @tenant and v.identity = @identity)";

    // What the token says replaces what an older token said; what it does not name stays.
    private const string Recognise =
        """
        insert into visitors (id, tenant_id, name, email, phone, external_id, verified, banned, attributes, locale, search_text,
            first_seen_at, last_seen_at, identity)
          values (@visitor, @tenant, @name, @email, @phone, @identity, true, false, coalesce(@attributes, '{}'), @locale, @search, @now, @now, @identity)
          on conflict (tenant_id, identity) where identity is not null do update set
            name = coalesce(excluded.name, visitors.name), email = coalesce(excluded.email, visitors.email),
            phone = coalesce(excluded.phone, visitors.phone), attributes = coalesce(@attributes, visitors.attributes),
            locale = coalesce(excluded.locale, visitors.locale), search_text = excluded.search_text, last_seen_at = @now;
        """;

    // Only the conversation moves: the unverified visitor's name, address and attributes are not taken over.
    private const string Attach =
        $"""
        update conversations set visitor_id = {Mine}, version = version + 1, changed_by = @mark, locked_at = @now
          where key_hash = @key
            and exists (select 1 from visitors o where o.id = conversations.visitor_id and o.verified = false and o.banned = false)
            and exists (select 1 from visitors n where n.tenant_id = @tenant and n.identity = @identity and n.banned = false);
        """;

    private const string Read =
        """
        select v.id, v.banned, c.id, c.visitor_id, o.banned, c.changed_by from visitors v
          left join conversations c on c.key_hash = @key
          left join visitors o on o.id = c.visitor_id
          where v.tenant_id = @tenant and v.identity = @identity;
        """;

    /// <summary>Makes or refreshes the visitor; a conversation that this browser opened unverified becomes the visitor's.</summary>
    /// <param name="keyHash">Of the session key that came along, or null.</param>
    public async Task<Identified> RecogniseAsync(
        string tenantId, VisitorIdentity identity, string? keyHash, string? locale, string requestId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var fields = identity.Fields;
        var mark = Guid.CreateVersion7(now);
        var sql = new Sql(keyHash is null ? Recognise + Read : Recognise + Attach)
            .With("visitor", Guid.CreateVersion7(now)).With("tenant", tenantId).With("identity", identity.Subject).With("name", fields.Name)
            .With("email", fields.Email).With("phone", fields.Phone).With("locale", locale).With("now", now).With("key", keyHash)
            .With("attributes", fields.Attributes is null ? null : JsonSerializer.Serialize(fields.Attributes, JsonDefaults.Options))
            .With("search", MessageRules.Fold(string.Join(' ', new[] { fields.Name, fields.Email, fields.Phone, identity.Subject }.Where(s => s is not null))));
        if (keyHash is not null) sql.With("mark", mark).Append(Read);
        var found = await chat.Database.WriteAsync(sql, reader => ReadAsync(reader, mark), cancellationToken).ConfigureAwait(false);
        if (found is { Attached: true, ConversationId: { } id }) await TellAsync(id, requestId, cancellationToken).ConfigureAwait(false);
        return found;
    }

    /// <summary>The visitor's conversations, newest activity first, at most 20.</summary>
    public Task<List<HistoryItem>> HistoryAsync(string tenantId, Guid visitorId, CancellationToken cancellationToken) =>
        chat.Database.ListAsync(new Sql(
            """
            select c.id, c.last_text, c.last_author, c.last_at,
              (select count(*) from messages m where m.conversation_id = c.id and m.seq > c.visitor_read_seq and m.author_type <> 'visitor')
            from conversations c where c.visitor_id = @visitor and c.tenant_id = @tenant order by c.updated_at desc, c.id desc limit 20;
            """).With("visitor", visitorId).With("tenant", tenantId),
            static r => new HistoryItem(
                r.GetGuid(0), r.IsDBNull(3) ? null : new LastMessageView(r.GetString(1), r.GetString(2), r.Time(3)), r.GetInt64(4)), cancellationToken);

    /// <summary>Attributes that the page says of an unverified visitor; a verified one's are left alone.</summary>
    public Task<int> DescribeAsync(
        string tenantId, Guid visitorId, IReadOnlyDictionary<string, string> attributes, DateTimeOffset now, CancellationToken cancellationToken) =>
        chat.Database.WriteAsync(new Sql(
            "update visitors set attributes = @attributes, last_seen_at = @now where id = @id and tenant_id = @tenant and verified = false;")
            .With("id", visitorId).With("tenant", tenantId).With("now", now)
            .With("attributes", JsonSerializer.Serialize(attributes, JsonDefaults.Options)), cancellationToken);

    // Not in the command that attached it: lost with the process, it is told by the conversation's next line.
    private async Task TellAsync(Guid conversationId, string requestId, CancellationToken cancellationToken)
    {
        var row = chat.Outbox.Reference<ConversationChanged>(
            Guid.CreateVersion7(), ChangedConversationLoader.Key(conversationId, requestId), requestId);
        await chat.Database.WriteAsync(new Sql("").Insert(row), cancellationToken).ConfigureAwait(false);
        chat.Outbox.Publish(row);
    }

    private static async Task<Identified> ReadAsync(DbDataReader reader, Guid mark)
    {
        // The visitor was written by this very command, so the row is there.
        await reader.ReadAsync().ConfigureAwait(false);
        return new Identified(reader.GetGuid(0), reader.GetBoolean(1), reader.GuidOrNull(2), reader.GuidOrNull(3),
            !reader.IsDBNull(4) && reader.GetBoolean(4), reader.GuidOrNull(5) == mark);
    }
}
