using LiveChat.Contracts;
using MassTransit;

namespace LiveChat.AssistantRouting.Drafts;

/// <summary>Hears of changes made by any replica.</summary>
internal sealed class RefreshTenantSetupConsumer(TenantSetups setups) : IConsumer<AssistantFactsChanged>
{
    public Task Consume(ConsumeContext<AssistantFactsChanged> context)
    {
        setups.Invalidate(context.Message.Facts.TenantId, context.Message.Facts.Version);
        return Task.CompletedTask;
    }
}
