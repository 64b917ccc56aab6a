using LiveChat.Contracts;
using MassTransit;

namespace LiveChat.AssistantRouting.Erasure;

/// <summary>A visitor was erased: their questions and the drafts of answers to them go too.</summary>
internal sealed class ForgetErasedVisitorConsumer(ErasureStore store) : IConsumer<VisitorErased>
{
    public Task Consume(ConsumeContext<VisitorErased> context) =>
        store.EraseConversationsAsync(context.Message.TenantId, context.Message.ConversationIds, context.CancellationToken);
}
