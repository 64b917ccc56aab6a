using System.Data.Common;
using LiveChat.Chat.Conversations;
using LiveChat.Chat.Messages;
using LiveChat.Chat.Staff;
using LiveChat.Chat.Turns;
using LiveChat.Contracts;
using LiveChat.ServiceDefaults;

namespace LiveChat.Chat.Reviews;

/// <summary>What the database holds after a decision came.</summary>
/// <param name="Won">This decision was the first; else <paramref name="Held"/> says which was.</param>
internal sealed record Settled(HeldReply Held, bool Won);

/// <summary>
/// Decides a held reply, in one command under the conversation's row lock: whoever updates the pending row is first. Two
/// colleagues, a take-over, this replica's sweeper and safety's may all try at once.
/// </summary>
internal sealed class SettleStore(ChatDatabase chat, TimeProvider clock)
{
    private const string Won = "exists (select 1 from held_replies where review_id = @review and settled_by = @mark)";

    private const string Again =
        "exists (select 1 from turns s where s.id = @turn and s.status = 'running' and s.started_by = @mark)";

    private static readonly string s_settle =
        $"""
        update conversations set locked_at = @now where id = @conversation and tenant_id = @tenant;

        update held_replies set status = @status, outcome = @outcome, decided_by = @user, decided_name = @userName, decided_at = @now,
            reason = @reason, settled_by = @mark
          where review_id = @review and tenant_id = @tenant and status = 'pending';

        update messages set status = 'withdrawn', text = '' where id = @waiting and status = 'sent' and {Won};

        update messages set status = case when @sends then 'sent' else 'withdrawn' end, text = @text, search_text = @search,
            seq = case when @sends then (select c.last_seq + 1 from conversations c where c.id = @conversation) end,
            replaces = case when @sends then @waiting end
          where id = @held and status = 'held' and {Won};

        insert into messages (id, tenant_id, conversation_id, seq, kind, text, search_text, author_type, event_name, created_at,
            status, locale, request_id, replaces)
          select @line, c.tenant_id, c.id, c.last_seq + 1, 'message', @system, '', 'system', @event, @now, 'sent', c.locale, @request, @waiting
          from conversations c where c.id = @conversation and @system is not null and {Won};

        update conversations set version = version + 1, updated_at = @now,
            held_reviews = case when held_reviews > 0 then held_reviews - 1 else 0 end,
            last_seq = last_seq + case when @sends or @system is not null then 1 else 0 end,
            last_text = case when @last is null then last_text else @last end,
            last_author = case when @last is null then last_author when @sends then 'assistant' else 'system' end,
            last_at = case when @last is null then last_at else @now end,
            handled_by = case when @handover then 'people' else handled_by end,
            waiting_since = case when @handover then coalesce(waiting_since, @now) else waiting_since end
          where id = @conversation and {Won};

        update turns set cause = @cause, notice_id = null, trail = @trail, guidance = @guidance,
            status = case when not @again then @turnStatus
              when (select c.handled_by from conversations c where c.id = @conversation) = 'people' then 'handed_off'
              when exists (select 1 from turns o where o.conversation_id = @conversation and o.status = 'running') then 'queued'
              else 'running' end,
            attempt = attempt + case when @again then 1 else 0 end,
            started_at = case when @again then @now else started_at end, progress_at = case when @again then @now else progress_at end,
            started_by = case when @again then @mark else started_by end,
            ended_at = case when @again then null else @now end, ended_by = case when @again then null else @mark end,
            reply_id = case when @again then null when @system is not null then @line else @held end,
            shown_text = @system
          where id = @turn and status = 'held' and {Won};

        update turns set status = 'handed_off', cause = 'handed_over', ended_at = @now, ended_by = @mark
          where conversation_id = @conversation and status = 'queued' and @handover and {Won};
        """;

    private static readonly string s_all = string.Join('\n', s_settle, HandoverMarks.Begin("@line", Won), Sql.InsertText(0, Won), Sql.InsertText(1, Won),
        Sql.InsertText(2, Won), Sql.InsertText(3, $"@system is not null and {Won}"), Sql.InsertText(4, Again),
        $"select {HeldReplyRow.Columns}, h.settled_by from {HeldReplyRow.Tables} where h.review_id = @review and h.tenant_id = @tenant;");

    private static readonly string s_find =
        $"""
        select {HeldReplyRow.Columns}, h.tenant_id, h.turn_id, h.waiting_id, h.fallback_text, h.handover_text, h.request_id,
            c.handled_by, c.status, t.trail
          from {HeldReplyRow.Tables} join conversations c on c.id = h.conversation_id
          where h.review_id = @review and h.tenant_id = @tenant;
        """;

    private const string Due =
        """
        select tenant_id, review_id, request_id from held_replies where status = 'pending' and expires_at <= @now
          order by expires_at limit 64;
        """;

    /// <summary>Null where the tenant has no such held reply (any more).</summary>
    public Task<HeldState?> FindAsync(string tenantId, Guid reviewId, CancellationToken cancellationToken) =>
        chat.Database.FirstAsync(new Sql(s_find).With("review", reviewId).With("tenant", tenantId), static r =>
        {
            const int own = HeldReplyRow.ColumnCount;
            return new HeldState(HeldReplyRow.Read(r), r.GetString(own), r.GetGuid(own + 1), r.GetGuid(own + 2), r.StringOrNull(own + 3),
                r.StringOrNull(own + 4), r.GetString(own + 5), r.GetString(own + 6) == HandledBy.People,
                r.GetString(own + 7) == ConversationStatus.Open, TrailJson.Read(r.GetString(own + 8)));
        }, cancellationToken);

    /// <summary>Pending ones whose time is up, longest first.</summary>
    public Task<List<(string TenantId, Guid ReviewId, string RequestId)>> DueAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        chat.Database.ListAsync(new Sql(Due).With("now", now), static r => (r.GetString(0), r.GetGuid(1), r.GetString(2)), cancellationToken);

    /// <summary>Does what was decided, unless another decision was first. Null where the held reply was erased meanwhile.</summary>
    public async Task<Settled?> SettleAsync(HeldState state, Settlement settlement, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (decision, held, request) = (settlement.Decision, state.Held, settlement.Decision.RequestId);
        var line = Guid.CreateVersion7(now);
        OutboxRow Posted(Guid message) => chat.Outbox.Reference<MessagePosted>(Guid.CreateVersion7(), message.ToString("D"), request);
        OutboxRow[] rows =
        [
            chat.Outbox.Reference<HeldRepliesChanged>(Guid.CreateVersion7(), HeldRepliesLoader.ByMark(decision.Mark, request), request),
            Posted(state.WaitingId),
            Posted(held.MessageId),
            Posted(line),
            chat.Outbox.Reference<VisitorMessagePosted>(Guid.CreateVersion7(), TurnStartLoader.ByTurn(state.TurnId), request),
        ];
        var sql = new Sql(s_all)
            .With("now", now).With("conversation", held.ConversationId).With("tenant", state.TenantId).With("review", held.ReviewId)
            .With("mark", decision.Mark).With("status", decision.Status).With("outcome", settlement.Outcome).With("user", decision.UserId)
            .With("userName", decision.UserName).With("reason", decision.Reason).With("waiting", state.WaitingId).With("held", held.MessageId)
            .With("turn", state.TurnId).With("line", line).With("request", request).With("text", settlement.Text)
            .With("search", MessageRules.Fold(settlement.Text)).With("sends", settlement.Sends).With("system", settlement.SystemText)
            .With("event", settlement.Event).With("handover", settlement.HandsOver).With("again", settlement.AsksAgain)
            .With("last", settlement.Sends ? MessageRules.Cut(settlement.Text, 160) : settlement.SystemText is { } text ? MessageRules.Cut(text, 160) : null)
            .With("measured", settlement is { HandsOver: true, Online: true }).With("measuredFrom", now - TypicalAnswerRules.Window)
            .With("turnStatus", settlement.TurnStatus).With("cause", settlement.Cause).With("trail", TrailJson.Write(settlement.Trail))
            .With("guidance", settlement.AsksAgain ? decision.Guidance : null);
        foreach (var row in rows) sql.WithRow(row);
        var settled = await chat.Database.WriteAsync(sql, reader => ReadAsync(reader, decision.Mark), cancellationToken).ConfigureAwait(false);
        if (settled is not { Won: true }) return settled;
        foreach (var row in rows)
        {
            if (row != rows[3] || settlement.SystemText is not null) chat.Outbox.Publish(row);
        }

        return settled;
    }

    private static async Task<Settled?> ReadAsync(DbDataReader reader, Guid mark) =>
        await reader.ReadAsync().ConfigureAwait(false)
            ? new Settled(HeldReplyRow.Read(reader), reader.GuidOrNull(HeldReplyRow.ColumnCount) == mark) : null;
}
