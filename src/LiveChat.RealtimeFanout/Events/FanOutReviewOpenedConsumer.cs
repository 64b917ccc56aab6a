using LiveChat.Contracts;
using MassTransit;

namespace LiveChat.RealtimeFanout.Events;

/// <summary>A reply waits for a person: dashboards show it at once.</summary>
internal sealed class FanOutReviewOpenedConsumer(FeedWriter feed) : IConsumer<ReviewOpened>
{
    public Task Consume(ConsumeContext<ReviewOpened> context)
    {
        var e = context.Message;
        var draft = feed.Draft("review:new", $"r:{e.Review.Id:N}", e.RequestId, new ReviewData(e.Review));
        return feed.WriteAsync(e.TenantId, [draft], context.CancellationToken);
    }
}

/// <summary>The <c>data</c> of <c>review:new</c> and <c>review:resolved</c>.</summary>
internal sealed record ReviewData(ReviewView Review);
