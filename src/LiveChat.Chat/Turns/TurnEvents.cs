using LiveChat.Chat.Conversations;
using LiveChat.Contracts;

namespace LiveChat.Chat.Turns;

/// <summary>Builds the events that chat says, from what the database holds.</summary>
internal static class TurnEvents
{
    public static MessagePosted Posted(string requestId, Conversation conversation, MessageView message, bool newConversation) =>
        new(conversation.TenantId, requestId, conversation.View, message, newConversation);

    /// <summary>A turn's attempt begins: safety screens the visitor's message.</summary>
    public static VisitorMessagePosted Started(
        Conversation conversation, MessageView message, Guid turnId, int attempt, Guid? requestedAssistant, IReadOnlyList<TrailStep> trail,
        string? guidance = null, bool streamed = false)
    {
        var view = conversation.View;
        return new VisitorMessagePosted(
            new TurnRef(conversation.TenantId, view.Id, turnId, message.Id, attempt, message.RequestId),
            new VisitorMessage(message.Text, message.Locale ?? view.Locale, "chat", view.Page?.Url, requestedAssistant,
                view.AssistantId, view.SeriousMode, message.Seq == 1, view.Visitor.Attributes)
            {
                Guidance = guidance,
                Warnings = conversation.Warnings,
                Unanswered = conversation.Unanswered,
                Streamed = streamed,
            },
            trail);
    }
}
