using LiveChat.Chat.Conversations;
using LiveChat.Chat.Messages;
using LiveChat.Contracts;
using LiveChat.ServiceDefaults;

namespace LiveChat.Chat.Turns;

/// <summary>
/// Rebuilds the event of a started turn when the outbox's sweep publishes it. The command that starts a conversation's
/// next queued turn can't know which one that will be, so its key names the conversation.
/// </summary>
internal sealed class TurnStartLoader(ChatDatabase chat) : IOutboxLoader<VisitorMessagePosted>
{
    private static readonly string s_select =
        $"select {Conversation.Columns}, {MessageRow.Columns}, t.id, t.attempt, t.requested_assistant_id, t.trail, t.guidance " +
        "from turns t join messages m on m.id = t.message_id " +
        "join conversations c on c.id = t.conversation_id join visitors v on v.id = c.visitor_id " +
        "where t.status = 'running' and ";

    private static readonly string s_byTurn = s_select + "t.id = @id;";
    private static readonly string s_byConversation = s_select + "t.conversation_id = @id;";

    public static string ByTurn(Guid turnId) => "t" + turnId.ToString("N");

    public static string ByConversation(Guid conversationId) => "c" + conversationId.ToString("N");

    /// <summary>Null where the turn has ended meanwhile.</summary>
    public Task<VisitorMessagePosted?> LoadAsync(string key, CancellationToken cancellationToken)
    {
        var sql = new Sql(key[0] == 't' ? s_byTurn : s_byConversation).With("id", Guid.ParseExact(key.AsSpan(1), "N"));
        return chat.Database.FirstAsync(sql, static r =>
        {
            var turn = Conversation.ColumnCount + MessageRow.ColumnCount;
            return TurnEvents.Started(Conversation.Read(r), MessageRow.Read(r, Conversation.ColumnCount), r.GetGuid(turn),
                r.GetInt32(turn + 1), r.GuidOrNull(turn + 2), TrailJson.Read(r.GetString(turn + 3)), r.StringOrNull(turn + 4));
        }, cancellationToken);
    }
}
