using LiveChat.Contracts;
using MassTransit;

namespace LiveChat.WidgetAuth.Webhooks;

/// <summary>A visitor was erased: deliveries that carry the visitor's words go too, sent or not.</summary>
internal sealed class DropErasedDeliveriesConsumer(DeliveryStore deliveries) : IConsumer<VisitorErased>
{
    public Task Consume(ConsumeContext<VisitorErased> context) =>
        deliveries.EraseAsync(context.Message.TenantId, context.Message.ConversationIds, context.CancellationToken);
}
