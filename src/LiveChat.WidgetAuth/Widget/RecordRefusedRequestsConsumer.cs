using LiveChat.Contracts;
using MassTransit;

namespace LiveChat.WidgetAuth.Widget;

/// <summary>Keeps what the edge refused, so that an owner sees who was turned away and why.</summary>
internal sealed class RecordRefusedRequestsConsumer(RefusedOriginStore store) : IConsumer<RequestsRefused>
{
    public Task Consume(ConsumeContext<RequestsRefused> context) =>
        store.RecordAsync(context.Message.Requests, context.CancellationToken);
}
