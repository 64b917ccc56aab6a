using LiveChat.Chat.Conversations;
using LiveChat.Chat.Turns;
using LiveChat.Contracts;
using LiveChat.ServiceDefaults;

namespace LiveChat.Chat.Messages;

/// <summary>Rebuilds <see cref="MessagePosted"/> for the outbox's sweep; the key is the message's id.</summary>
internal sealed class PostedMessageLoader(ChatDatabase chat) : IOutboxLoader<MessagePosted>
{
    private static readonly string s_select =
        $"select {Conversation.Columns}, {MessageRow.Columns} from {MessageRow.Tables} " +
        "join conversations c on c.id = m.conversation_id join visitors v on v.id = c.visitor_id where m.id = @id;";

    /// <summary>Null where the message was erased meanwhile.</summary>
    public Task<MessagePosted?> LoadAsync(string key, CancellationToken cancellationToken) =>
        chat.Database.FirstAsync(new Sql(s_select).With("id", Guid.Parse(key)), static r =>
        {
            var message = MessageRow.Read(r, Conversation.ColumnCount);
            return TurnEvents.Posted(message.RequestId, Conversation.Read(r), message, message.Seq == 1);
        }, cancellationToken);
}
