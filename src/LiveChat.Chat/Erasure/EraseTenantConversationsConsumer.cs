using LiveChat.Contracts;
using LiveChat.ServiceDefaults.Authentication;
using MassTransit;

namespace LiveChat.Chat.Erasure;

/// <summary>The operator erased a tenant: its conversations, visitors and figures go for good.</summary>
internal sealed class EraseTenantConversationsConsumer(TenantEraser eraser, TenantDirectory tenants, TimeProvider clock) : IConsumer<TenantAccessChanged>
{
    // Every replica refuses the tenant by then: caches are read again every 3 s.
    private static readonly TimeSpan s_everybodyKnows = TimeSpan.FromSeconds(5);

    public async Task Consume(ConsumeContext<TenantAccessChanged> context)
    {
        var access = context.Message.Access;
        if (access.Status != TenantStatus.Erased) return;
        tenants.Apply(access);
        await eraser.EraseAsync(access.TenantId, context.CancellationToken).ConfigureAwait(false);
        // A message may have been on its way in, at a replica that had not heard yet.
        await Task.Delay(s_everybodyKnows, clock, context.CancellationToken).ConfigureAwait(false);
        await eraser.EraseAsync(access.TenantId, context.CancellationToken).ConfigureAwait(false);
    }
}
