using LiveChat.Contracts;
using MassTransit;

namespace LiveChat.SafetyModeration.Reviews;

/// <summary>Keeps the queue by what chat says of held replies.</summary>
internal sealed class KeepHeldRepliesConsumer(ReviewStore store) : IConsumer<HeldRepliesChanged>
{
    public async Task Consume(ConsumeContext<HeldRepliesChanged> context)
    {
        var e = context.Message;
        foreach (var held in e.Replies)
            await store.KeepAsync(e.TenantId, e.RequestId, held, context.CancellationToken);
    }
}
