using LiveChat.Chat.Reviews;
using LiveChat.Chat.Turns;
using LiveChat.Contracts;
using LiveChat.ServiceDefaults;

namespace LiveChat.Chat.Conversations;

/// <summary>An open conversation in which nothing happened for a while.</summary>
internal sealed record IdleConversation(Guid Id, string TenantId, bool WithPeople, DateTimeOffset UpdatedAt);

/// <summary>Finds and closes conversations that fell silent.</summary>
internal sealed class IdleStore(ChatDatabase chat, TimeProvider clock)
{
    private const string Closed = "exists (select 1 from conversations where id = @id and changed_by = @mark)";

    private const string Find =
        """
        select id, tenant_id, handled_by, updated_at from conversations
          where status = 'open' and updated_at < @before and (updated_at, id) > (@key, @after) order by updated_at, id limit @limit;
        """;

    private static readonly string s_close =
        $"""
        update conversations set status = 'closed', closed_at = @now, closings = closings + 1, waiting_since = null, unread = 0, updated_at = @now,
            version = version + 1, changed_by = @mark
          where id = @id and tenant_id = @tenant and status = 'open' and updated_at < @before
            and not exists (select 1 from turns t where t.conversation_id = @id and t.status in ('running', 'queued'));

        insert into messages (id, tenant_id, conversation_id, kind, text, search_text, author_type, event_name, created_at, status, request_id)
          select @mark, c.tenant_id, c.id, 'event', '', '', 'system', 'closed_idle', @now, 'sent', @request
          from conversations c where c.id = @id and c.changed_by = @mark;
        {HeldReplyRow.Withdraw("@mark", "'closed'", Closed)}
        """;

    /// <summary>Silent the longest first, after a place in that order.</summary>
    public Task<List<IdleConversation>> FindAsync(
        DateTimeOffset before, (DateTimeOffset Key, Guid Id) after, int limit, CancellationToken cancellationToken) =>
        chat.Database.ListAsync(new Sql(Find).With("before", before).With("key", after.Key).With("after", after.Id).With("limit", limit),
            static r => new IdleConversation(r.GetGuid(0), r.GetString(1), r.GetString(2) == HandledBy.People, r.Time(3)), cancellationToken);

    /// <summary>Closes it unless somebody wrote meanwhile; a row that was read a moment ago decides nothing.</summary>
    public async Task<bool> CloseAsync(IdleConversation idle, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var mark = Guid.CreateVersion7(now);
        var request = RequestIds.New();
        var posted = chat.Outbox.Reference<MessagePosted>(Guid.CreateVersion7(), mark.ToString("D"), request);
        var withdrawn = chat.Outbox.Reference<HeldRepliesChanged>(Guid.CreateVersion7(), HeldRepliesLoader.ByMark(mark, request), request);
        var sql = new Sql(s_close).With("now", now).With("mark", mark).With("id", idle.Id).With("tenant", idle.TenantId)
            .With("before", before).With("request", request)
            .With("step", TrailJson.WriteStep(StaffStep.Of("closed_idle", TurnCauses.Closed, null, now))).With("user", (Guid?)null).With("userName", (string?)null)
            .Insert(posted, Closed).Insert(withdrawn, HeldReplyRow.SettledBy("@mark"))
            .Append("select 1 from conversations where id = @id and changed_by = @mark;");
        if (!await chat.Database.WriteAsync(sql, static reader => reader.ReadAsync(), cancellationToken).ConfigureAwait(false)) return false;
        chat.Outbox.Publish(posted);
        chat.Outbox.Publish(withdrawn);
        return true;
    }
}
