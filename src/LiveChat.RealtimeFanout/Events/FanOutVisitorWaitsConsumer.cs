using LiveChat.Contracts;
using MassTransit;

namespace LiveChat.RealtimeFanout.Events;

/// <summary>A visitor has waited a while for a person: dashboards notify whoever is there, once per wait.</summary>
internal sealed class FanOutVisitorWaitsConsumer(FeedWriter feed) : IConsumer<VisitorWaits>
{
    public Task Consume(ConsumeContext<VisitorWaits> context)
    {
        var e = context.Message;
        var draft = feed.Draft(
            "visitor:waiting", $"w:{e.Conversation.Id:N}:{e.Since.ToUnixTimeMilliseconds()}", e.RequestId, new WaitingData(e.Conversation, e.Since));
        return feed.WriteAsync(e.TenantId, [draft], context.CancellationToken);
    }

    private sealed record WaitingData(ConversationView Conversation, DateTimeOffset Since);
}
