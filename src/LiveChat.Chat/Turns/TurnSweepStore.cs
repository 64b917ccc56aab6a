using LiveChat.Chat.Conversations;
using LiveChat.Chat.Messages;
using LiveChat.Contracts;
using LiveChat.ServiceDefaults;

namespace LiveChat.Chat.Turns;

/// <summary>A running turn without progress.</summary>
internal sealed record StuckTurn(TurnRef Turn, DateTimeOffset StartedAt, IReadOnlyList<TrailStep> Trail);

/// <summary>Finds stuck turns and starts their next attempt.</summary>
internal sealed class TurnSweepStore(ChatDatabase chat)
{
    private const string Stuck =
        """
        select t.tenant_id, t.conversation_id, t.id, t.message_id, t.attempt, t.request_id, t.started_at, t.trail
          from turns t where t.ended_at is null and t.status = 'running' and t.progress_at < @before order by t.progress_at limit 64;
        """;

    private static readonly string s_retry =
        """
        update conversations set locked_at = @now where id = @conversation;
        update turns set attempt = attempt + 1, progress_at = @now, started_by = @mark, trail = @trail
          where id = @turn and status = 'running' and attempt = @attempt;
        """;

    private static readonly string s_retried =
        $"select {Conversation.Columns}, {MessageRow.Columns}, t.requested_assistant_id, t.guidance from turns t " +
        "join messages m on m.id = t.message_id join conversations c on c.id = t.conversation_id join visitors v on v.id = c.visitor_id " +
        "where t.id = @turn and t.started_by = @mark;";

    /// <summary>Turns that had no progress since <paramref name="before"/>, longest first.</summary>
    public Task<List<StuckTurn>> FindAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        chat.Database.ListAsync(new Sql(Stuck).With("before", before), static r => new StuckTurn(
            new TurnRef(r.GetString(0), r.GetGuid(1), r.GetGuid(2), r.GetGuid(3), r.GetInt32(4), r.GetString(5)),
            r.Time(6), TrailJson.Read(r.GetString(7))), cancellationToken);

    /// <summary>Starts the next attempt; false where another replica did, or the turn has ended.</summary>
    public async Task<bool> RetryAsync(StuckTurn stuck, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var turn = stuck.Turn;
        IReadOnlyList<TrailStep> trail =
            [.. stuck.Trail.Take(64), new TrailStep("chat", "retry", $"attempt {turn.Attempt + 1}", "no_progress", null, now, 0)];
        var starts = chat.Outbox.Reference<VisitorMessagePosted>(Guid.CreateVersion7(), TurnStartLoader.ByTurn(turn.TurnId), turn.RequestId);
        var sql = new Sql(s_retry).With("now", now).With("conversation", turn.ConversationId).With("mark", Guid.CreateVersion7())
            .With("turn", turn.TurnId).With("attempt", turn.Attempt).With("trail", TrailJson.Write(trail))
            .Insert(starts, "exists (select 1 from turns where id = @turn and started_by = @mark)")
            .Append(s_retried);
        var e = await chat.Database.WriteAsync(sql, async reader => await reader.ReadAsync().ConfigureAwait(false)
            ? TurnEvents.Started(Conversation.Read(reader), MessageRow.Read(reader, Conversation.ColumnCount), turn.TurnId, turn.Attempt + 1,
                reader.GuidOrNull(Conversation.ColumnCount + MessageRow.ColumnCount), trail,
                reader.StringOrNull(Conversation.ColumnCount + MessageRow.ColumnCount + 1))
            : null, cancellationToken).ConfigureAwait(false);
        if (e is null) return false;
        chat.Outbox.Publish(starts with { Event = e });
        return true;
    }
}
