using System.Data.Common;
using System.Text.Json;
using LiveChat.Chat.Messages;
using LiveChat.Chat.Turns;
using LiveChat.Contracts;
using LiveChat.ServiceDefaults;

namespace LiveChat.Chat.Reviews;

/// <summary>Reads held replies, and the statements that several commands share.</summary>
internal static class HeldReplyRow
{
    /// <summary>Number of <see cref="Columns"/>.</summary>
    public const int ColumnCount = 17;

    /// <summary>Select list over <see cref="Tables"/>.</summary>
    public const string Columns =
        """
        h.review_id, h.conversation_id, h.message_id, r.text, q.text, h.reasons, h.status, h.outcome, h.decided_by, h.decided_name,
        h.reason, h.created_at, h.expires_at, h.on_expiry, h.decided_at, r.author_name, r.locale
        """;

    /// <summary>The held reply with its own line and the visitor's.</summary>
    public const string Tables =
        """
        held_replies h join messages r on r.id = h.message_id join turns t on t.id = h.turn_id
        join messages q on q.id = t.message_id
        """;

    public static HeldReply Read(DbDataReader r) => new(
        r.GetGuid(0), r.GetGuid(1), r.GetGuid(2), r.GetString(3), r.GetString(4),
        JsonSerializer.Deserialize<ReviewReason[]>(r.GetString(5), JsonDefaults.Options) ?? [], r.GetString(6), r.StringOrNull(7),
        r.GuidOrNull(8), r.StringOrNull(9), r.StringOrNull(10), r.Time(11), r.Time(12), r.GetString(13), r.TimeOrNull(14),
        r.StringOrNull(15), r.StringOrNull(16));

    /// <summary>Whether the command with this mark decided any review.</summary>
    public static string SettledBy(string mark) => $"exists (select 1 from held_replies where settled_by = {mark})";

    /// <summary>
    /// People take the conversation, or it is closed: what is still held in it is never shown. Runs under the row lock of the
    /// command that it is part of, so a decision comes wholly before or wholly after.
    /// </summary>
    /// <param name="mark">Parameter that names the command; its row's conversation is <c>@id</c>.</param>
    /// <param name="cause">Parameter or literal: why the held turns end.</param>
    /// <param name="where">Whether the command did anything. The command's <c>@step</c> goes into the turns' trails.</param>
    public static string Withdraw(string mark, string cause, string where) =>
        $"""

        update held_replies set status = 'withdrawn', outcome = 'none', decided_by = @user, decided_name = @userName,
            decided_at = @now, settled_by = {mark}
          where conversation_id = @id and status = 'pending' and {where};

        update messages set status = '{MessageStatus.Withdrawn}', text = case when event_name = '{Waiting}' then '' else text end
          where id in (select h.message_id from held_replies h where h.settled_by = {mark}
            union all select h.waiting_id from held_replies h where h.settled_by = {mark});

        update turns set status = 'handed_off', cause = {cause}, ended_at = @now, ended_by = {mark}, notice_id = null, shown_text = null,
            trail = {TrailJson.With("trail", "@step")}
          where status = 'held' and id in (select h.turn_id from held_replies h where h.settled_by = {mark});

        update conversations set held_reviews = 0 where id = @id and held_reviews > 0 and {where};
        """;

    /// <summary>Name of the event that the waiting line tells.</summary>
    public const string Waiting = "held";
}

/// <summary>Builds <see cref="HeldRepliesChanged"/> from what the database holds when it is published.</summary>
internal sealed class HeldRepliesLoader(ChatDatabase chat) : IOutboxLoader<HeldRepliesChanged>
{
    private static readonly string s_select = $"select {HeldReplyRow.Columns}, h.tenant_id from {HeldReplyRow.Tables} where ";
    private static readonly string s_byReview = s_select + "h.review_id = @id;";
    private static readonly string s_byMark = s_select + "h.settled_by = @id;";

    public static string ByReview(Guid reviewId, string requestId) => $"r{reviewId:N}{requestId}";

    /// <summary>All that one command decided.</summary>
    public static string ByMark(Guid mark, string requestId) => $"m{mark:N}{requestId}";

    /// <summary>Null where nothing was decided, or all was erased meanwhile.</summary>
    public async Task<HeldRepliesChanged?> LoadAsync(string key, CancellationToken cancellationToken)
    {
        var sql = new Sql(key[0] == 'r' ? s_byReview : s_byMark).With("id", Guid.ParseExact(key.AsSpan(1, 32), "N"));
        var rows = await chat.Database.ListAsync(
            sql, static r => (Held: HeldReplyRow.Read(r), Tenant: r.GetString(HeldReplyRow.ColumnCount)), cancellationToken).ConfigureAwait(false);
        return rows.Count == 0 ? null : new HeldRepliesChanged(rows[0].Tenant, key[33..], [.. rows.Select(row => row.Held)]);
    }
}
