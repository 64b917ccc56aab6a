using LiveChat.Contracts;
using MassTransit;

namespace LiveChat.RealtimeFanout.Events;

/// <summary>An escalation rule that tells the dashboards: <c>escalation</c>, once for each rule and message.</summary>
internal sealed class FanOutConversationEscalatedConsumer(FeedWriter feed) : IConsumer<ConversationEscalated>
{
    public Task Consume(ConsumeContext<ConversationEscalated> context)
    {
        var e = context.Message;
        if (!e.Dashboard)
            return Task.CompletedTask;
        var draft = feed.Draft(
            "escalation", $"e:{e.EscalationId:N}", e.RequestId, new { e.ConversationId, e.MessageId, e.Rule, e.Because, e.HandedOver });
        return feed.WriteAsync(e.TenantId, [draft], context.CancellationToken);
    }
}
