using LiveChat.Contracts;
using LiveChat.ServiceDefaults;

namespace LiveChat.Chat.Messages;

/// <summary>Reads the lines of a conversation.</summary>
internal sealed class MessageStore(ChatDatabase chat)
{
    private static readonly string s_visible =
        $"select {MessageRow.Columns} from {MessageRow.Tables} " +
        "where m.conversation_id = @id and m.seq > @after and m.status <> 'withdrawn' order by m.seq limit @limit;";

    private static readonly string s_first = History("", "m.created_at, m.id");
    private static readonly string s_next = History("and (m.created_at, m.id) > (@key, @afterId) ", "m.created_at, m.id");
    private static readonly string s_last = History("", "m.created_at desc, m.id desc");
    private static readonly string s_before = History("and (m.created_at, m.id) < (@key, @afterId) ", "m.created_at desc, m.id desc");

    /// <summary>What the visitor may see after <paramref name="after"/>, in order.</summary>
    public Task<List<MessageView>> VisibleAsync(Guid conversationId, long after, int limit, CancellationToken cancellationToken) =>
        chat.Database.ListAsync(new Sql(s_visible).With("id", conversationId).With("after", after).With("limit", limit),
            MessageRow.Read, cancellationToken);

    /// <summary>Everything, oldest first or newest first, notes, held replies and staff events included.</summary>
    public async Task<PageOf<MessageView>> HistoryAsync(
        Guid conversationId, int limit, (long Key, Guid Id)? after, CancellationToken cancellationToken, bool newestFirst = false)
    {
        var text = newestFirst ? after is null ? s_last : s_before : after is null ? s_first : s_next;
        var sql = new Sql(text).With("id", conversationId).With("limit", limit + 1);
        if (after is { } a) sql.With("key", a.Key).With("afterId", a.Id);
        var rows = await chat.Database.ListAsync(sql, MessageRow.Read, cancellationToken).ConfigureAwait(false);
        if (rows.Count <= limit) return new PageOf<MessageView>(rows, null);
        rows.RemoveAt(limit);
        return new PageOf<MessageView>(rows, Cursor.Encode(rows[^1].CreatedAt.ToUnixTimeMilliseconds(), rows[^1].Id));
    }

    private static string History(string where, string order) =>
        $"select {MessageRow.Columns} from {MessageRow.Tables} " +
        $"where m.conversation_id = @id {where}order by {order} limit @limit;";
}
