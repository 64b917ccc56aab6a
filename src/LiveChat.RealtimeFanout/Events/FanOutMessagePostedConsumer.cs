using LiveChat.Contracts;
using MassTransit;

namespace LiveChat.RealtimeFanout.Events;

/// <summary>A line was added: dashboards get the conversation as it is now, then the line.</summary>
internal sealed class FanOutMessagePostedConsumer(FeedWriter feed) : IConsumer<MessagePosted>
{
    public Task Consume(ConsumeContext<MessagePosted> context)
    {
        var e = context.Message;
        return feed.WriteAsync(
            e.TenantId,
            [
                feed.Draft(
                    e.NewConversation ? "conversation:new" : "conversation:updated", FeedKeys.Of(e.Conversation), e.RequestId,
                    new ConversationData(e.Conversation)),
                feed.Draft(
                    "message:new", FeedKeys.Of(e.Message), e.RequestId, new MessageData(e.Message.ConversationId, e.Message)),
            ],
            context.CancellationToken);
    }

    private sealed record MessageData(Guid ConversationId, MessageView Message);
}

/// <summary>The <c>data</c> of <c>conversation:new</c> and <c>conversation:updated</c>.</summary>
internal sealed record ConversationData(ConversationView Conversation);

/// <summary>What makes a domain event the same one when the bus brings it again.</summary>
internal static class FeedKeys
{
    /// <summary>A conversation is shown once per version, whichever event brings that version first.</summary>
    public static string Of(ConversationView conversation) => $"c:{conversation.Id:N}:{conversation.Version}";

    /// <summary>A line is shown once, and again when its state changes: a held reply that is released gets its number.</summary>
    public static string Of(MessageView message) => $"m:{message.Id:N}:{message.Status}:{message.Seq}";
}
