using System.Data.Common;
using LiveChat.Chat.Messages;
using LiveChat.Chat.Reviews;
using LiveChat.Chat.Turns;
using LiveChat.Contracts;
using LiveChat.ServiceDefaults;

namespace LiveChat.Chat.Conversations;

/// <summary>Who of the staff acts.</summary>
internal sealed record Actor(string TenantId, Guid UserId, string Name, string RequestId);

/// <summary>What staff did to a conversation: <paramref name="Changed"/> is false where it was so already, or may not be.</summary>
internal sealed record ActionResult(Conversation Conversation, bool Changed);

/// <summary>
/// What staff do to a conversation; each a single command. An action that gives the conversation to people, or closes it,
/// ends the open turns under the same row lock: a reply that is still being made is then withheld.
/// </summary>
internal sealed class ConversationActionStore(ChatDatabase chat, TimeProvider clock)
{
    private const string Changed = "exists (select 1 from conversations where id = @id and changed_by = @mark)";

    private const string InsertLine =
        """
        insert into messages (id, tenant_id, conversation_id, kind, text, search_text, author_type, author_id, author_name,
            event_name, event_by, created_at, status, request_id)
          select @mark, c.tenant_id, c.id, 'event', '', '', 'agent', @user, @userName, @event, @userName, @now, 'sent', @request
          from conversations c where c.id = @id and c.changed_by = @mark;
        """;

    private static readonly string s_read = $"select {Conversation.Columns} from {Conversation.Tables} where c.id = @id and c.tenant_id = @tenant;";
    private static readonly string s_readLine = $"select {MessageRow.Columns} from {MessageRow.Tables} where m.id = @mark;";

    private static readonly string s_takeOver = WithLine(
        "handled_by = 'people', assignee_id = @user, assignee_name = @userName, unanswered = 0, updated_at = @now",
        """
        (handled_by = 'assistant' or assignee_id is null or @force)
            and not (handled_by = 'people' and assignee_id is not distinct from @user)
        """, endsTurns: true);

    private static readonly string s_release = WithLine(
        "handled_by = @handled, assignee_id = null, assignee_name = null, waiting_since = null, updated_at = @now",
        "handled_by = 'people' and (assignee_id is not null or @handled = 'assistant')", endsTurns: false);

    private static readonly string s_assign = WithLine(
        "handled_by = 'people', assignee_id = @assignee, assignee_name = @assigneeName, unanswered = 0, updated_at = @now",
        "(assignee_id is distinct from @assignee or handled_by <> 'people')", endsTurns: true);

    private static readonly string s_close = WithLine(
        "status = 'closed', closed_at = @now, closings = closings + 1, waiting_since = null, unread = 0, updated_at = @now", "status = 'open'", endsTurns: true);

    private static readonly string s_reopen = WithLine(
        "status = 'open', closed_at = null, updated_at = @now", "status = 'closed'", endsTurns: false);

    private static readonly string s_serious = WithLine("serious = @serious, updated_at = @now", "serious <> @serious", endsTurns: false);

    private static readonly string s_tag = Update("tags = @tags", "tags <> @tags");

    private static readonly string s_markRead = Update(
        """
        unread = (select count(*) from messages m where m.conversation_id = @id and m.author_type = 'visitor' and m.seq > @seq)
        """,
        "unread > 0");

    private static readonly string s_rate = Update("rating = @rating, rating_comment = @comment", "1 = 1");

    /// <summary>Takes the conversation from the assistant, or from nobody; from a colleague only with <paramref name="force"/>.</summary>
    public Task<ActionResult?> TakeOverAsync(Actor actor, Guid id, bool force, CancellationToken cancellationToken) =>
        RunAsync(actor, id, new Sql(s_takeOver).With("force", force), "taken_over", TurnCauses.TakenOver, cancellationToken);

    /// <summary>Gives it back to the assistant; where the tenant wants people only, to nobody in particular.</summary>
    public Task<ActionResult?> ReleaseAsync(Actor actor, Guid id, bool peopleOnly, CancellationToken cancellationToken) =>
        RunAsync(actor, id, new Sql(s_release).With("handled", peopleOnly ? HandledBy.People : HandledBy.Assistant), "released", null, cancellationToken);

    /// <summary>Gives it to a colleague, or to nobody in particular.</summary>
    public Task<ActionResult?> AssignAsync(Actor actor, Guid id, Guid? assigneeId, string? assigneeName, CancellationToken cancellationToken) =>
        RunAsync(actor, id, new Sql(s_assign).With("assignee", assigneeId).With("assigneeName", assigneeName), "assigned",
            TurnCauses.TakenOver, cancellationToken);

    public Task<ActionResult?> CloseAsync(Actor actor, Guid id, CancellationToken cancellationToken) =>
        RunAsync(actor, id, new Sql(s_close), "closed", TurnCauses.Closed, cancellationToken);

    public Task<ActionResult?> ReopenAsync(Actor actor, Guid id, CancellationToken cancellationToken) =>
        RunAsync(actor, id, new Sql(s_reopen), "reopened", null, cancellationToken);

    /// <summary>Serious mode stays until somebody of the staff ends it.</summary>
    public Task<ActionResult?> SetSeriousAsync(Actor actor, Guid id, bool serious, CancellationToken cancellationToken) =>
        RunAsync(actor, id, new Sql(s_serious).With("serious", serious), serious ? "serious_began" : "serious_ended", null, cancellationToken);

    public Task<ActionResult?> TagAsync(Actor actor, Guid id, IReadOnlyList<string> tags, CancellationToken cancellationToken) =>
        RunAsync(actor, id, new Sql(s_tag).With("tags", ConversationRules.WriteTags(tags)), null, null, cancellationToken);

    /// <summary>Staff have seen everything up to <paramref name="seq"/>.</summary>
    public Task<ActionResult?> MarkReadAsync(Actor actor, Guid id, long seq, CancellationToken cancellationToken) =>
        RunAsync(actor, id, new Sql(s_markRead).With("seq", seq), null, null, cancellationToken);

    /// <summary>The visitor's rating, 1 to 5; a later one replaces it.</summary>
    public Task<ActionResult?> RateAsync(Actor visitor, Guid id, int rating, string? comment, CancellationToken cancellationToken) =>
        RunAsync(visitor, id, new Sql(s_rate).With("rating", rating).With("comment", comment), null, null, cancellationToken);

    private async Task<ActionResult?> RunAsync(
        Actor actor, Guid id, Sql sql, string? eventName, string? turnCause, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var mark = Guid.CreateVersion7(now);
        var posted = eventName is null
            ? chat.Outbox.Reference<ConversationChanged>(Guid.CreateVersion7(), ChangedConversationLoader.Key(id, actor.RequestId), actor.RequestId)
            : chat.Outbox.Reference<MessagePosted>(Guid.CreateVersion7(), mark.ToString("D"), actor.RequestId);
        sql.With("id", id).With("tenant", actor.TenantId).With("now", now).With("mark", mark);
        if (eventName is not null)
        {
            sql.With("user", actor.UserId).With("userName", actor.Name).With("event", eventName).With("request", actor.RequestId)
                .With("cause", turnCause);
            if (turnCause is not null) sql.With("step", TrailJson.WriteStep(StaffStep.Of(eventName, turnCause, actor.Name, now)));
        }

        sql.Insert(posted, Changed);
        var withdrawn = chat.Outbox.Reference<HeldRepliesChanged>(Guid.CreateVersion7(), HeldRepliesLoader.ByMark(mark, actor.RequestId), actor.RequestId);
        if (turnCause is not null) sql.Insert(withdrawn, HeldReplyRow.SettledBy("@mark"));
        sql.Append(s_read);
        if (eventName is not null) sql.Append(s_readLine);
        var (conversation, line) = await chat.Database.WriteAsync(sql, ReadAsync, cancellationToken).ConfigureAwait(false);
        if (conversation is null) return null;
        var changed = conversation.ChangedBy == mark;
        if (changed)
        {
            chat.Outbox.Publish(posted with
            {
                Event = line is null
                    ? new ConversationChanged(actor.TenantId, actor.RequestId, conversation.View)
                    : TurnEvents.Posted(actor.RequestId, conversation, line, false),
            });
            if (turnCause is not null) chat.Outbox.Publish(withdrawn);
        }

        return new ActionResult(conversation, changed);
    }

    private static async Task<(Conversation? Conversation, MessageView? Line)> ReadAsync(DbDataReader reader)
    {
        if (!await reader.ReadAsync().ConfigureAwait(false)) return (null, null);
        var conversation = Conversation.Read(reader);
        return await reader.NextResultAsync().ConfigureAwait(false) && await reader.ReadAsync().ConfigureAwait(false)
            ? (conversation, MessageRow.Read(reader)) : (conversation, null);
    }

    private static string Update(string set, string where) =>
        $"update conversations set {set}, version = version + 1, changed_by = @mark\n" +
        $"  where id = @id and tenant_id = @tenant and {where};\n";

    private static string WithLine(string set, string where, bool endsTurns) => Update(set, where) + InsertLine + (endsTurns
        ? $"""

          update turns set status = 'handed_off', cause = @cause, ended_at = @now, ended_by = @mark, trail = {TrailJson.With("trail", "@step")}
            where conversation_id = @id and status in ('queued', 'running') and {Changed};
          {HeldReplyRow.Withdraw("@mark", "@cause", Changed)}
          """
        : "");
}
