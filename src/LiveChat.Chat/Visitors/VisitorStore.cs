using LiveChat.Chat.Conversations;
using LiveChat.Contracts;
using LiveChat.ServiceDefaults;

namespace LiveChat.Chat.Visitors;

/// <summary>Reads, bans and erases visitors.</summary>
internal sealed class VisitorStore(ChatDatabase chat, TimeProvider clock)
{
    private const string Columns =
        "v.id, v.name, v.email, v.phone, v.external_id, v.verified, v.banned, v.attributes, v.locale, v.first_seen_at";

    private const string Erase =
        """
        update conversations set locked_at = @now where visitor_id = @id and tenant_id = @tenant;
        delete from held_replies where conversation_id in (select id from conversations where visitor_id = @id and tenant_id = @tenant);
        delete from handovers where conversation_id in (select id from conversations where visitor_id = @id and tenant_id = @tenant);
        delete from escalations where conversation_id in (select id from conversations where visitor_id = @id and tenant_id = @tenant);
        delete from turns where conversation_id in (select id from conversations where visitor_id = @id and tenant_id = @tenant);
        delete from messages where conversation_id in (select id from conversations where visitor_id = @id and tenant_id = @tenant);
        delete from conversations where visitor_id = @id and tenant_id = @tenant;
        delete from visitors where id = @id and tenant_id = @tenant;
        """;

    public Task<VisitorView?> FindAsync(string tenantId, Guid id, CancellationToken cancellationToken) =>
        chat.Database.FirstAsync(new Sql($"select {Columns} from visitors v where v.id = @id and v.tenant_id = @tenant;")
            .With("id", id).With("tenant", tenantId), static r => new VisitorView(
                r.GetGuid(0), r.StringOrNull(1), r.StringOrNull(2), r.StringOrNull(3), r.StringOrNull(4), r.GetBoolean(5), r.GetBoolean(6),
                Conversation.ReadAttributes(r.GetString(7)), r.StringOrNull(8), r.Time(9)), cancellationToken);

    /// <summary>A banned visitor's messages are refused with <c>visitor_banned</c>. False: no such visitor.</summary>
    /// <param name="tenantId">The tenant.</param>
    /// <param name="id">The visitor.</param>
    /// <param name="banned">Banned from now on, or not any more.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <param name="change">For the tenant's audit, or null.</param>
    public async Task<bool> BanAsync(
        string tenantId, Guid id, bool banned, CancellationToken cancellationToken, SettingsChanged? change = null)
    {
        var sql = new Sql("update visitors set banned = @banned where id = @id and tenant_id = @tenant;")
            .With("banned", banned).With("id", id).With("tenant", tenantId);
        var news = change is null ? null : chat.Outbox.Row(change, change.RequestId);
        if (news is not null) sql.Insert(news, "exists (select 1 from visitors where id = @id and tenant_id = @tenant)");
        if (await chat.Database.WriteAsync(sql, cancellationToken).ConfigureAwait(false) == 0) return false;
        if (news is not null) chat.Outbox.Publish(news);
        return true;
    }

    /// <summary>
    /// Deletes the visitor with every conversation, message and turn, and tells the other services, which keep texts too, in
    /// the same command. False: no such visitor.
    /// </summary>
    /// <param name="tenantId">The tenant.</param>
    /// <param name="id">The visitor.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <param name="change">For the tenant's audit, which names the visitor by id alone; or null.</param>
    public async Task<bool> EraseAsync(string tenantId, Guid id, CancellationToken cancellationToken, SettingsChanged? change = null)
    {
        // Banned first: nothing more is stored for the visitor, so the list is whole.
        if (!await BanAsync(tenantId, id, true, cancellationToken).ConfigureAwait(false)) return false;
        var conversations = await chat.Database.ListAsync(
            new Sql("select id from conversations where visitor_id = @id and tenant_id = @tenant;").With("id", id).With("tenant", tenantId),
            static r => r.GetGuid(0), cancellationToken).ConfigureAwait(false);
        var row = chat.Outbox.Row(new VisitorErased(tenantId, id, conversations), null);
        var sql = new Sql(Erase).With("now", clock.GetUtcNow()).With("id", id).With("tenant", tenantId).Insert(row);
        var news = change is null ? null : chat.Outbox.Row(change, change.RequestId);
        if (news is not null) sql.Insert(news);
        await chat.Database.WriteAsync(sql, cancellationToken).ConfigureAwait(false);
        chat.Outbox.Publish(row);
        if (news is not null) chat.Outbox.Publish(news);
        return true;
    }

    /// <summary>Up to where the visitor has read; never goes back.</summary>
    public Task MarkReadAsync(Guid conversationId, long seq, CancellationToken cancellationToken) =>
        chat.Database.WriteAsync(new Sql(
            """
            update conversations set visitor_read_seq = case when @seq < last_seq then @seq else last_seq end
              where id = @id and visitor_read_seq < @seq and visitor_read_seq < last_seq;
            """).With("id", conversationId).With("seq", seq), cancellationToken);
}
