using LiveChat.Contracts;
using MassTransit;

namespace LiveChat.RealtimeFanout.Events;

/// <summary>The tenant's settings changed: dashboards that show them read them again. Carries no setting itself.</summary>
internal sealed class FanOutTenantAccessChangedConsumer(FeedWriter feed) : IConsumer<TenantAccessChanged>
{
    public Task Consume(ConsumeContext<TenantAccessChanged> context)
    {
        var access = context.Message.Access;
        var draft = feed.Draft("settings:changed", $"t:{access.Version}", null, new { area = "widget", access.Version });
        return feed.WriteAsync(access.TenantId, [draft], context.CancellationToken);
    }
}
