using LiveChat.Contracts;
using MassTransit;

namespace LiveChat.WidgetAuth.Webhooks;

/// <summary>Queues what happened for the webhooks that want it; each event once per webhook, however often the bus brings it.</summary>
internal sealed class QueueWebhookDeliveriesConsumer(WebhookBook book, DeliveryStore deliveries, WebhookSender sender, TimeProvider clock)
    : IConsumer<MessagesPosted>, IConsumer<ConversationChanged>, IConsumer<ReviewOpened>, IConsumer<ReviewResolved>,
      IConsumer<ConversationEscalated>,
      IConsumer<SiteTokenExpiring>, IConsumer<UsageWarned>
{
    public Task Consume(ConsumeContext<MessagesPosted> context) =>
        QueueAsync(context.Message.Lines.SelectMany(line => WebhookEvents.Of(line.Posted)), context.CancellationToken);

    public Task Consume(ConsumeContext<ConversationChanged> context) => QueueAsync(WebhookEvents.Of(context.Message), context.CancellationToken);

    public Task Consume(ConsumeContext<ReviewOpened> context) => QueueAsync(WebhookEvents.Of(context.Message), context.CancellationToken);

    public Task Consume(ConsumeContext<ReviewResolved> context) =>
        QueueAsync(WebhookEvents.Of(context.Message, clock.GetUtcNow()), context.CancellationToken);

    public Task Consume(ConsumeContext<ConversationEscalated> context) => QueueAsync(WebhookEvents.Of(context.Message), context.CancellationToken);

    public Task Consume(ConsumeContext<SiteTokenExpiring> context) =>
        QueueAsync(WebhookEvents.Of(context.Message, clock.GetUtcNow()), context.CancellationToken);

    public Task Consume(ConsumeContext<UsageWarned> context) =>
        QueueAsync(WebhookEvents.Of(context.Message, clock.GetUtcNow()), context.CancellationToken);

    private async Task QueueAsync(IEnumerable<QueuedEvent> events, CancellationToken cancellationToken)
    {
        foreach (var e in events)
        {
            var wanting = await book.WantingAsync(e.TenantId, e.Event, cancellationToken);
            if (wanting.Count > 0 && await deliveries.QueueAsync(e, wanting, clock.GetUtcNow(), cancellationToken) > 0)
                sender.Wake();
        }
    }
}
