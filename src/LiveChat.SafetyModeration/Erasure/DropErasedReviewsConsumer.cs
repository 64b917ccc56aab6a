using LiveChat.Contracts;
using LiveChat.ServiceDefaults.Authentication;
using MassTransit;

namespace LiveChat.SafetyModeration.Erasure;

/// <summary>A visitor or a tenant was erased: held replies, and with the tenant its settings, go too.</summary>
internal sealed class DropErasedReviewsConsumer(ErasureStore store) : IConsumer<VisitorErased>, IConsumer<TenantAccessChanged>
{
    public Task Consume(ConsumeContext<VisitorErased> context) =>
        store.EraseConversationsAsync(context.Message.TenantId, context.Message.ConversationIds, context.CancellationToken);

    public Task Consume(ConsumeContext<TenantAccessChanged> context) => context.Message.Access.Status == TenantStatus.Erased
        ? store.EraseTenantAsync(context.Message.Access.TenantId, context.CancellationToken) : Task.CompletedTask;
}
