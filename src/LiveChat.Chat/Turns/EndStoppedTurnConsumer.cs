using LiveChat.Contracts;
using MassTransit;

namespace LiveChat.Chat.Turns;

/// <summary>Ends a turn whose visitor message must not reach an assistant.</summary>
internal sealed class EndStoppedTurnConsumer(TurnRecorder recorder, TimeProvider clock) : IConsumer<VisitorMessageStopped>
{
    public async Task Consume(ConsumeContext<VisitorMessageStopped> context)
    {
        var e = context.Message;
        var texts = await recorder.TextsAsync(e.Turn, context.CancellationToken).ConfigureAwait(false);
        await recorder.EndAsync(TurnRules.ForStopped(e, texts, clock.GetUtcNow()), e.Trail, context.CancellationToken).ConfigureAwait(false);
    }
}
