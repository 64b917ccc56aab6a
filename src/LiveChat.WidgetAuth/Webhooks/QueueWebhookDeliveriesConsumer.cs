using LiveChat.Contracts;
using MassTransit;

namespace LiveChat.WidgetAuth.Webhooks;

/// <summary>Queues what happened for the webhooks that want it; each event once per webhook, however often the bus brings it.</summary>
internal sealed class QueueWebhookDeliveriesConsumer(WebhookBook book, DeliveryStore deliveries, WebhookSender sender, TimeProvider clock)
    : IConsumer<MessagesPosted>, IConsumer<ConversationChanged>, IConsumer<ReviewOpened>, IConsumer<ReviewResolved>,
      IConsumer<ConversationEscalated>,
      IConsumer<SiteTokenExpiring>, IConsumer<UsageWarned>
{
    public async Task Consume(ConsumeContext<MessagesPosted> context)
    {
        foreach (var line in context.Message.Lines)
            await QueueAsync(line.Posted.TenantId, line.Posted, WebhookEvents.Of, context.CancellationToken);
    }

    public Task Consume(ConsumeContext<ConversationChanged> context) =>
        QueueAsync(context.Message.TenantId, context.Message, WebhookEvents.Of, context.CancellationToken);

    public Task Consume(ConsumeContext<ReviewOpened> context) =>
        QueueAsync(context.Message.TenantId, context.Message, WebhookEvents.Of, context.CancellationToken);

    public Task Consume(ConsumeContext<ReviewResolved> context) =>
        QueueAsync(context.Message.TenantId, context.Message, e => WebhookEvents.Of(e, clock.GetUtcNow()), context.CancellationToken);

    public Task Consume(ConsumeContext<ConversationEscalated> context) =>
        QueueAsync(context.Message.TenantId, context.Message, WebhookEvents.Of, context.CancellationToken);

    public Task Consume(ConsumeContext<SiteTokenExpiring> context) =>
        QueueAsync(context.Message.TenantId, context.Message, e => WebhookEvents.Of(e, clock.GetUtcNow()), context.CancellationToken);

    public Task Consume(ConsumeContext<UsageWarned> context) =>
        QueueAsync(context.Message.TenantId, context.Message, e => WebhookEvents.Of(e, clock.GetUtcNow()), context.CancellationToken);

    private async Task QueueAsync<T>(string tenantId, T happened, Func<T, IEnumerable<QueuedEvent>> eventsOf, CancellationToken cancellationToken)
    {
        // Most tenants have no webhook: what would be sent is made only for those who do.
        if (!await book.AnyAsync(tenantId, cancellationToken))
            return;
        foreach (var e in eventsOf(happened))
        {
            var wanting = await book.WantingAsync(e.TenantId, e.Event, cancellationToken);
            if (wanting.Count > 0 && await deliveries.QueueAsync(e, wanting, clock.GetUtcNow(), cancellationToken) > 0)
                sender.Wake();
        }
    }
}
