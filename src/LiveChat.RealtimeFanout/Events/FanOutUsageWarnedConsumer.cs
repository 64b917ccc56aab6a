using LiveChat.Contracts;
using MassTransit;

namespace LiveChat.RealtimeFanout.Events;

/// <summary>A limit is nearly or wholly used up: said once per limit, step and period.</summary>
internal sealed class FanOutUsageWarnedConsumer(FeedWriter feed) : IConsumer<UsageWarned>
{
    public Task Consume(ConsumeContext<UsageWarned> context)
    {
        var e = context.Message;
        var draft = feed.Draft(
            "usage:warning", $"u:{e.Name}:{e.Percent}:{e.ResetsAt.ToUnixTimeSeconds()}", null,
            new { e.Name, e.Percent, e.Used, e.Limit, e.ResetsAt });
        return feed.WriteAsync(e.TenantId, [draft], context.CancellationToken);
    }
}
