using LiveChat.Contracts;
using MassTransit;

namespace LiveChat.RealtimeFanout.Events;

/// <summary>A conversation changed without a new line: closed, assigned, tagged, read.</summary>
internal sealed class FanOutConversationChangedConsumer(FeedWriter feed) : IConsumer<ConversationChanged>
{
    public Task Consume(ConsumeContext<ConversationChanged> context)
    {
        var e = context.Message;
        var draft = feed.Draft(
            "conversation:updated", FeedKeys.Of(e.Conversation), e.RequestId, new ConversationData(e.Conversation));
        return feed.WriteAsync(e.TenantId, [draft], context.CancellationToken);
    }
}
