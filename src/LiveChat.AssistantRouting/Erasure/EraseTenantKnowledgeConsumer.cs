using LiveChat.Contracts;
using LiveChat.ServiceDefaults.Authentication;
using MassTransit;

namespace LiveChat.AssistantRouting.Erasure;

/// <summary>The operator erased a tenant: its assistants, articles and keys go for good.</summary>
internal sealed class EraseTenantKnowledgeConsumer(ErasureStore store) : IConsumer<TenantAccessChanged>
{
    public Task Consume(ConsumeContext<TenantAccessChanged> context) => context.Message.Access.Status == TenantStatus.Erased
        ? store.EraseTenantAsync(context.Message.Access.TenantId, context.CancellationToken) : Task.CompletedTask;
}
