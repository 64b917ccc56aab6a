using LiveChat.Contracts;
using MassTransit;

namespace LiveChat.Chat.Turns;

/// <summary>Hands a turn to people because the visitor asked or a rule says so.</summary>
internal sealed class HandOverRequestedConsumer(TurnRecorder recorder, TimeProvider clock) : IConsumer<HandoverRequested>
{
    public Task Consume(ConsumeContext<HandoverRequested> context) => recorder.OrHandOverAsync(context.Message.Turn, context.Message.Trail, async () =>
    {
        var e = context.Message;
        var texts = await recorder.TextsAsync(e.Turn, context.CancellationToken).ConfigureAwait(false);
        var ending = TurnRules.ForHandover(e.Turn, e.Cause, e.Text, e.Trail, texts, clock.GetUtcNow());
        await recorder.EndAsync(ending, e.Trail, context.CancellationToken).ConfigureAwait(false);
    }, context.CancellationToken);
}
