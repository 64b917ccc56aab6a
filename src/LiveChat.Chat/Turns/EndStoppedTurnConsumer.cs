using LiveChat.Contracts;
using MassTransit;

namespace LiveChat.Chat.Turns;

/// <summary>Ends a turn whose visitor message must not reach an assistant.</summary>
internal sealed class EndStoppedTurnConsumer(TurnRecorder recorder, TimeProvider clock) : IConsumer<VisitorMessageStopped>
{
    public Task Consume(ConsumeContext<VisitorMessageStopped> context) => recorder.OrHandOverAsync(context.Message.Turn, context.Message.Trail, async () =>
    {
        var e = context.Message;
        var texts = await recorder.TextsAsync(e.Turn, context.CancellationToken).ConfigureAwait(false);
        await recorder.EndAsync(TurnRules.ForStopped(e, texts, clock.GetUtcNow()), e.Trail, context.CancellationToken).ConfigureAwait(false);
    }, context.CancellationToken);
}
