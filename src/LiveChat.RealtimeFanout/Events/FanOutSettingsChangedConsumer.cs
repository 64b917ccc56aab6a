using LiveChat.Contracts;
using MassTransit;

namespace LiveChat.RealtimeFanout.Events;

/// <summary>Settings of some service changed: dashboards that show them read them again. Carries no setting itself.</summary>
internal sealed class FanOutSettingsChangedConsumer(FeedWriter feed) : IConsumer<SettingsChanged>
{
    public Task Consume(ConsumeContext<SettingsChanged> context)
    {
        var e = context.Message;
        var draft = feed.Draft(
            "settings:changed", $"s:{e.ChangeId:N}", e.RequestId, new { area = e.Action.Split('.')[0], e.Action, e.Target, by = e.ActorName });
        return feed.WriteAsync(e.TenantId, [draft], context.CancellationToken);
    }
}
