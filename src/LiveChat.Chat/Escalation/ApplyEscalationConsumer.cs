using LiveChat.Contracts;
using MassTransit;

namespace LiveChat.Chat.Escalation;

/// <summary>Does what escalation rules demand of a conversation, each rule once per message.</summary>
internal sealed class ApplyEscalationConsumer(EscalationStore store) : IConsumer<EscalationRulesFired>
{
    public async Task Consume(ConsumeContext<EscalationRulesFired> context)
    {
        foreach (var rule in context.Message.Rules)
            await store.ApplyAsync(context.Message.Turn, rule, context.CancellationToken).ConfigureAwait(false);
    }
}
