using System.Data.Common;
using LiveChat.Chat.Conversations;
using LiveChat.Chat.Reviews;
using LiveChat.Chat.Staff;
using LiveChat.Chat.Turns;
using LiveChat.Contracts;
using LiveChat.ServiceDefaults;

namespace LiveChat.Chat.Messages;

/// <summary>A member of staff writes. Null: no such conversation.</summary>
internal sealed record AgentMessageResult(Conversation Conversation, MessageView Message, bool Inserted);

/// <summary>
/// Stores what an agent writes, in one command. An answer to the visitor takes the conversation over (the first to answer
/// becomes its assignee) and ends open turns; a note does neither and has no <c>seq</c>.
/// </summary>
internal sealed class AgentMessageStore(ChatDatabase chat, TimeProvider clock)
{
    private const string Stored = "exists (select 1 from messages where id = @line)";

    private static readonly string s_withStep = TrailJson.With("trail", "@step");

    private static readonly string s_writeLine =
        $"""
        update conversations set locked_at = @now where id = @id and tenant_id = @tenant;

        insert into messages (id, tenant_id, conversation_id, seq, client_message_id, kind, text, search_text, author_type, author_id,
            author_name, created_at, status, locale, request_id)
          select @line, c.tenant_id, c.id, case when @note then null else c.last_seq + 1 end, @client, @kind, @text, @search, 'agent',
            @user, @userName, @now, 'sent', c.locale, @request
          from conversations c where c.id = @id and c.tenant_id = @tenant
          on conflict (conversation_id, author_type, client_message_id) where client_message_id is not null do nothing;

        update conversations set version = version + 1, updated_at = @now, changed_by = @line,
            last_seq = last_seq + case when @note then 0 else 1 end,
            handled_by = case when @note then handled_by else 'people' end,
            assignee_id = case when @note then assignee_id else coalesce(assignee_id, @user) end,
            assignee_name = case when @note or assignee_id is not null then assignee_name else @userName end,
            waiting_since = case when @note then waiting_since end,
            unread = case when @note then unread else 0 end,
            status = case when @note then status else 'open' end,
            closed_at = case when @note then closed_at end,
            unmailed_since = case when @note then unmailed_since else coalesce(unmailed_since, @now) end,
            last_text = case when @note then last_text else @last end,
            last_author = case when @note then last_author else 'agent' end,
            last_at = case when @note then last_at else @now end
          where id = @id and {Stored};

        update turns set status = 'handed_off', cause = 'taken_over', ended_at = @now, ended_by = @line, trail = {s_withStep}
          where conversation_id = @id and status in ('queued', 'running') and not @note and {Stored};
        """;

    private static readonly string s_write = s_writeLine + HeldReplyRow.Withdraw("@line", "'taken_over'", $"not @note and {Stored}")
        + HandoverMarks.End("@id", $"not @note and {Stored}");

    private static readonly string s_read =
        $"select {Conversation.Columns}, {MessageRow.Columns} from {Conversation.Tables} " +
        """
        join messages m on m.id = coalesce((select w.id from messages w
          where w.conversation_id = c.id and w.author_type = 'agent' and w.client_message_id = @client), @line)
        left join turns t on t.message_id = m.id
        where c.id = @id and c.tenant_id = @tenant;
        """;

    public async Task<AgentMessageResult?> WriteAsync(
        Actor actor, Guid id, string text, bool note, string? clientMessageId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var line = Guid.CreateVersion7(now);
        var posted = chat.Outbox.Reference<MessagePosted>(Guid.CreateVersion7(), line.ToString("D"), actor.RequestId);
        var withdrawn = chat.Outbox.Reference<HeldRepliesChanged>(Guid.CreateVersion7(), HeldRepliesLoader.ByMark(line, actor.RequestId), actor.RequestId);
        var sql = new Sql(s_write)
            .With("id", id).With("tenant", actor.TenantId).With("now", now).With("line", line).With("client", clientMessageId)
            .With("note", note).With("kind", note ? MessageKinds.Note : MessageKinds.Message).With("text", text)
            .With("search", MessageRules.Fold(text)).With("last", MessageRules.Cut(text, 160)).With("user", actor.UserId)
            .With("userName", actor.Name).With("request", actor.RequestId)
            .With("step", TrailJson.WriteStep(StaffStep.Of("answered", TurnCauses.TakenOver, actor.Name, now)))
            .Insert(posted, Stored).Insert(withdrawn, HeldReplyRow.SettledBy("@line")).Append(s_read);
        var result = await chat.Database.WriteAsync(sql, ReadAsync, cancellationToken).ConfigureAwait(false);
        if (result is null) return null;
        if (result.Message.Id != line) return result;
        chat.Outbox.Publish(posted with { Event = TurnEvents.Posted(actor.RequestId, result.Conversation, result.Message, false) });
        chat.Outbox.Publish(withdrawn);
        return result with { Inserted = true };
    }

    private static async Task<AgentMessageResult?> ReadAsync(DbDataReader reader) =>
        await reader.ReadAsync().ConfigureAwait(false)
            ? new AgentMessageResult(Conversation.Read(reader), MessageRow.Read(reader, Conversation.ColumnCount), false) : null;
}
