using System.Data.Common;
using LiveChat.Chat.Conversations;
using LiveChat.Chat.Messages;
using LiveChat.Chat.Staff;
using LiveChat.Contracts;
using LiveChat.ServiceDefaults;

namespace LiveChat.Chat.Turns;

/// <summary>What a command that ended a turn left behind.</summary>
/// <param name="Line">The line the turn ended with.</param>
internal sealed record EndedTurn(Conversation Conversation, MessageView Line);

/// <summary>
/// Ends, starts and retries turns; each a single command. Idempotent by (turn, attempt): only the current attempt of a
/// running turn is ended, and only once. A take-over ends open turns itself, under the same row lock, so a reply that
/// comes after it finds nothing running and is withheld.
/// </summary>
internal sealed class TurnStore(ChatDatabase chat, TimeProvider clock)
{
    internal const string Ended = "exists (select 1 from turns e where e.id = @turn and e.ended_by = @mark)";

    /// <summary>Counted by the command that ends the turn, so once; people end the row of unanswered questions.</summary>
    internal const string Counts =
        """
        warnings = warnings + case when @warned then 1 else 0 end,
        unanswered = case when @handover or @knows then 0 when @unknown then unanswered + 1 else unanswered end
        """;

    private const string EndRunning =
        $"""
        update conversations set locked_at = @now where id = @conversation and tenant_id = @tenant;

        update turns set status = @status, cause = @cause, ended_at = @now, ended_by = @mark, reply_id = @line, draft_id = @draft,
            assistant_id = @assistant, model = @model, tokens = @tokens, shown_text = @shown, trail = @trail
          where id = @turn and conversation_id = @conversation and attempt = @attempt and status = 'running';

        insert into messages (id, tenant_id, conversation_id, seq, kind, text, search_text, author_type, author_id, author_name,
            event_name, created_at, status, locale, request_id, sources, quick_replies)
          select @line, c.tenant_id, c.id, case when @visible then c.last_seq + 1 end, @kind, @text, @search, @authorType,
            @assistant, @authorName, @event, @now, @lineStatus, c.locale, @request, @sources, @quickReplies
          from conversations c where c.id = @conversation and {Ended};

        update conversations set version = version + 1, updated_at = @now, serious = (serious or @serious),
            last_seq = last_seq + case when @visible then 1 else 0 end,
            last_text = case when @visible then @last else last_text end,
            last_author = case when @visible then @authorType else last_author end,
            last_at = case when @visible then @now else last_at end,
            assistant_id = coalesce(@assistant, assistant_id),
            assistant_name = case when @assistant is null then assistant_name else @authorName end,
            handled_by = case when @handover then 'people' else handled_by end,
            assigned_at = case when @handover and assignee_id is null and @assignee is not null then @now else assigned_at end,
            assignee_name = case when @handover and assignee_id is null then @assigneeName else assignee_name end,
            assignee_id = case when @handover and assignee_id is null then @assignee else assignee_id end,
            waiting_since = case when @handover then coalesce(waiting_since, @now) else waiting_since end,
            status = case when @close then 'closed' else status end,
            closed_at = case when @close then @now else closed_at end,
            closings = closings + case when @close then 1 else 0 end,
            {Counts}
          where id = @conversation and {Ended};
        """;

    /// <summary>After a hand-over or a polite end nobody of the queue is answered by an assistant.</summary>
    private const string EndQueued =
        $"""
        update turns set status = 'handed_off', cause = 'handed_over', ended_at = @now, ended_by = @mark
          where conversation_id = @conversation and status = 'queued' and {Ended};
        """;

    private static readonly string s_measure = HandoverMarks.Begin("@line", Ended);

    /// <summary>The conversation's next queued turn runs, if this command ended the one before.</summary>
    internal const string StartNext =
        $"""
        update turns set status = 'running', started_at = @now, progress_at = @now, started_by = @mark
          where id = (select q.id from turns q where q.conversation_id = @conversation and q.status = 'queued' order by q.seq limit 1)
            and {Ended};
        """;

    internal const string Started =
        "exists (select 1 from turns s where s.conversation_id = @conversation and s.status = 'running' and s.started_by = @mark)";

    private static readonly string s_readBack =
        $"select {Conversation.Columns}, {MessageRow.Columns} from {Conversation.Tables} join messages m on m.id = @line " +
        $"left join turns t on t.message_id = m.id where c.id = @conversation and {Ended};";

    private static readonly string s_readStarted =
        $"select {MessageRow.Columns}, t.id, t.requested_assistant_id, t.trail, t.attempt, t.guidance from turns t join messages m on m.id = t.message_id " +
        "where t.conversation_id = @conversation and t.status = 'running' and t.started_by = @mark;";

    private static readonly string s_outcome = $"select {TurnRow.Columns} from {TurnRow.Tables} where o.id = @turn;";

    // Put together once: a text that is made anew per command costs more than its statements.
    private static readonly string s_endAndClear =
        string.Join('\n', EndRunning, EndQueued, s_measure, Sql.InsertText(0, Ended), s_readBack, s_readStarted);
    private static readonly string s_endAndGoOn =
        string.Join('\n', EndRunning, StartNext, Sql.InsertText(0, Ended), Sql.InsertText(1, Started), s_readBack, s_readStarted);

    /// <summary>Ends the turn, or returns null: it was ended already, or another attempt runs.</summary>
    public async Task<EndedTurn?> EndAsync(TurnEnding ending, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var turn = ending.Turn;
        var line = Guid.CreateVersion7(now);
        var last = ending.HandOver || ending.Close;
        var posted = chat.Outbox.Reference<MessagePosted>(Guid.CreateVersion7(), line.ToString("D"), turn.RequestId);
        var starts = chat.Outbox.Reference<VisitorMessagePosted>(
            Guid.CreateVersion7(), TurnStartLoader.ByConversation(turn.ConversationId), turn.RequestId);
        var sql = new Sql(last ? s_endAndClear : s_endAndGoOn)
            .With("now", now).With("conversation", turn.ConversationId).With("tenant", turn.TenantId).With("turn", turn.TurnId)
            .With("attempt", turn.Attempt).With("mark", line).With("line", line).With("request", turn.RequestId)
            .With("status", ending.Status).With("cause", ending.Cause).With("shown", ending.ShownText)
            .With("draft", ending.Reply?.DraftId).With("assistant", ending.Line.Author.Id).With("model", ending.Reply?.Model)
            .With("tokens", ending.Reply?.Tokens ?? 0).With("trail", TrailJson.Write(ending.Trail))
            .With("visible", ending.Line.Visible).With("kind", ending.Line.Kind).With("text", ending.Line.Text)
            .With("search", MessageRules.Fold(ending.Line.Text)).With("last", MessageRules.Cut(ending.Line.Text, 160))
            .With("authorType", ending.Line.Author.Type).With("authorName", ending.Line.Author.Name).With("event", ending.Line.Event)
            .With("lineStatus", ending.Line.Status).With("sources", MessageRow.WriteList(ending.Line.Sources))
            .With("quickReplies", MessageRow.WriteList(ending.Line.QuickReplies))
            .With("serious", ending.Serious).With("handover", ending.HandOver).With("close", ending.Close)
            .With("warned", ending.Warned).With("knows", ending.Known == true).With("unknown", ending.Known == false)
            .With("assignee", ending.Assignee?.UserId).With("assigneeName", ending.Assignee?.Name)
            .WithRow(posted);
        if (last) sql.With("measured", ending is { HandOver: true, Online: true }).With("measuredFrom", now - TypicalAnswerRules.Window);
        else sql.WithRow(starts);

        var (ended, next) = await chat.Database.WriteAsync(sql, ReadEndedAsync, cancellationToken).ConfigureAwait(false);
        if (ended is null) return null;
        chat.Outbox.Publish(posted with { Event = TurnEvents.Posted(turn.RequestId, ended.Conversation, ended.Line, false) });
        if (next is not null) chat.Outbox.Publish(starts with { Event = next });
        return ended;
    }

    /// <summary>Keeps the trail of a reply that came after people had taken over: it explains why it was not shown.</summary>
    public async Task<int> RecordWithheldAsync(TurnRef turn, IReadOnlyList<TrailStep> trail, CancellationToken cancellationToken)
    {
        const string Withheld =
            "id = @turn and attempt = @attempt and ended_by is not null and status = 'handed_off' and cause in ('taken_over', 'closed')";
        var stored = await chat.Database.FirstAsync(
            new Sql($"select trail from turns where {Withheld};").With("turn", turn.TurnId).With("attempt", turn.Attempt),
            static r => r.GetString(0), cancellationToken).ConfigureAwait(false);
        if (stored is null) return 0;
        var step = new TrailStep("chat", "record", "withheld", TurnCauses.TakenOver, "A person had the conversation by then.", clock.GetUtcNow(), 0);
        // Who took over stands in the stored trail alone; the reply's own steps are in the event.
        var steps = trail.Take(64).Concat(TrailJson.Read(stored).Where(static s => s.Step == StaffStep.Name)).OrderBy(static s => s.At);
        return await chat.Database.WriteAsync(new Sql($"update turns set trail = @trail, ended_by = null where {Withheld};")
            .With("turn", turn.TurnId).With("attempt", turn.Attempt).With("trail", TrailJson.Write([.. steps, step])), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Null for a turn that does not exist (any more).</summary>
    public Task<TurnOutcome?> FindOutcomeAsync(Guid turnId, CancellationToken cancellationToken) =>
        chat.Database.FirstAsync(new Sql(s_outcome).With("turn", turnId), TurnRow.Read, cancellationToken);

    private static async Task<(EndedTurn? Ended, VisitorMessagePosted? Next)> ReadEndedAsync(DbDataReader reader)
    {
        if (!await reader.ReadAsync().ConfigureAwait(false)) return (null, null);
        var ended = new EndedTurn(Conversation.Read(reader), MessageRow.Read(reader, Conversation.ColumnCount));
        await reader.NextResultAsync().ConfigureAwait(false);
        if (!await reader.ReadAsync().ConfigureAwait(false)) return (ended, null);
        const int turn = MessageRow.ColumnCount;
        var next = TurnEvents.Started(ended.Conversation, MessageRow.Read(reader), reader.GetGuid(turn), reader.GetInt32(turn + 3),
            reader.GuidOrNull(turn + 1), TrailJson.Read(reader.GetString(turn + 2)), reader.StringOrNull(turn + 4));
        return (ended, next);
    }
}
