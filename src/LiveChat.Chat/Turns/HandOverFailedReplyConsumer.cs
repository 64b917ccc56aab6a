using LiveChat.Contracts;
using MassTransit;

namespace LiveChat.Chat.Turns;

/// <summary>Hands a turn to people whose reply could not be made; its cause goes into the trail.</summary>
internal sealed class HandOverFailedReplyConsumer(TurnRecorder recorder, TimeProvider clock) : IConsumer<ReplyFailed>
{
    public async Task Consume(ConsumeContext<ReplyFailed> context)
    {
        var e = context.Message;
        var texts = await recorder.TextsAsync(e.Turn, context.CancellationToken).ConfigureAwait(false);
        var ending = TurnRules.ForHandover(e.Turn, e.Cause, null, e.Trail, texts, clock.GetUtcNow());
        await recorder.EndAsync(ending, e.Trail, context.CancellationToken).ConfigureAwait(false);
    }
}
