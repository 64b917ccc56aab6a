using LiveChat.Contracts;
using LiveChat.ServiceDefaults;

namespace LiveChat.Chat.Conversations;

/// <summary>Rebuilds <see cref="ConversationChanged"/> for the outbox's sweep; the key is id and request id.</summary>
internal sealed class ChangedConversationLoader(ChatDatabase chat) : IOutboxLoader<ConversationChanged>
{
    private static readonly string s_select = $"select {Conversation.Columns} from {Conversation.Tables} where c.id = @id;";

    public static string Key(Guid conversationId, string requestId) => conversationId.ToString("N") + requestId;

    /// <summary>Null where the conversation was erased meanwhile.</summary>
    public Task<ConversationChanged?> LoadAsync(string key, CancellationToken cancellationToken) =>
        chat.Database.FirstAsync(new Sql(s_select).With("id", Guid.ParseExact(key.AsSpan(0, 32), "N")), r =>
        {
            var conversation = Conversation.Read(r);
            return new ConversationChanged(conversation.TenantId, key[32..], conversation.View);
        }, cancellationToken);
}
