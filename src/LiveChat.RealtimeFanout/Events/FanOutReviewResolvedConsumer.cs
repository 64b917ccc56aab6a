using LiveChat.Contracts;
using MassTransit;

namespace LiveChat.RealtimeFanout.Events;

/// <summary>Somebody, the time limit or a take-over decided a held reply: whoever looks at it learns who and what.</summary>
internal sealed class FanOutReviewResolvedConsumer(FeedWriter feed) : IConsumer<ReviewResolved>
{
    public Task Consume(ConsumeContext<ReviewResolved> context)
    {
        var e = context.Message;
        var draft = feed.Draft("review:resolved", $"r:{e.Review.Id:N}:{e.Review.Status}", e.RequestId, new ReviewData(e.Review));
        return feed.WriteAsync(e.TenantId, [draft], context.CancellationToken);
    }
}
