using LiveChat.Chat.Texts;
using LiveChat.Contracts;
using MassTransit;

namespace LiveChat.Chat.Turns;

/// <summary>Stores the outcome of a turn whose reply was screened.</summary>
internal sealed class RecordScreenedReplyConsumer(TurnRecorder recorder, TimeProvider clock) : IConsumer<ReplyScreened>
{
    public Task Consume(ConsumeContext<ReplyScreened> context) => recorder.OrHandOverAsync(context.Message.Turn, context.Message.Trail, async () =>
    {
        var e = context.Message;
        var texts = e.Verdict.Action == ScreeningActions.Allow || e.Verdict.Text is not null
            ? VisitorTexts.For(null) // not shown
            : await recorder.TextsAsync(e.Turn, context.CancellationToken).ConfigureAwait(false);
        await recorder.EndAsync(TurnRules.ForReply(e, texts, clock.GetUtcNow()), e.Trail, context.CancellationToken).ConfigureAwait(false);
    }, context.CancellationToken);
}
