using LiveChat.Contracts;
using MassTransit;

namespace LiveChat.RealtimeFanout.Events;

/// <summary>The tenant's last site token runs out: said once per date and step.</summary>
internal sealed class FanOutSiteTokenExpiringConsumer(FeedWriter feed) : IConsumer<SiteTokenExpiring>
{
    public Task Consume(ConsumeContext<SiteTokenExpiring> context)
    {
        var e = context.Message;
        var draft = feed.Draft(
            "settings:changed", $"x:{e.WarningId:N}", null,
            new { area = "widget_tokens", warning = "token_expiring", e.TokenId, e.Label, e.ExpiresAt, e.DaysLeft });
        return feed.WriteAsync(e.TenantId, [draft], context.CancellationToken);
    }
}
