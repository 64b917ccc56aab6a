using LiveChat.Chat.Conversations;
using LiveChat.Chat.Widget;
using LiveChat.ServiceDefaults;

namespace LiveChat.Chat.Messages;

/// <summary>The same turn as events: <c>accepted</c>, <c>delta</c> for each piece of a reply
/// that is still being written, then <c>reply</c> where there is one (it replaces all pieces), then <c>done</c> with the body
/// that the plain POST would have had, or <c>error</c> with a problem document.</summary>
internal sealed class StreamedAnswer(Intake intake, ConversationWaiters.Watch watch, ReplyPieces.Listener pieces, Guid turnId) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var services = httpContext.RequestServices;
        var aborted = httpContext.RequestAborted;
        var accepted = intake.Accepted;
        var stream = new EventStream(httpContext.Response);
        await stream.BeginAsync(aborted).ConfigureAwait(false);
        await stream.SendAsync("accepted", new AcceptedEvent(
            accepted.Conversation.Id, accepted.Message!.Id, accepted.Message.Seq ?? 0, intake.SessionKey), null, aborted).ConfigureAwait(false);
        try
        {
            var ending = services.GetRequiredService<TurnWait>().WaitAsync(watch, accepted, turnId, aborted);
            await SendPiecesAsync(stream, ending, aborted).ConfigureAwait(false);
            var outcome = await ending.ConfigureAwait(false);
            var answer = await services.GetRequiredService<AnswerMaker>().MakeAsync(intake, outcome, aborted).ConfigureAwait(false);
            if (answer.Reply is not null)
                await stream.SendAsync("reply", VisitorLines.For(outcome!.Line!), answer.Reply.Seq, aborted).ConfigureAwait(false);
            await stream.SendAsync("done", answer, null, aborted).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The headers are gone; the message is stored, and its reply comes by 'messages' and 'events'.
            await stream.SendAsync("error", new ErrorEvent(
                $"urn:livechat:problem:{Problems.InternalError.Code}", Problems.InternalError.Title, 500,
                "The message is stored; the reply will appear in the conversation.", Problems.InternalError.Code,
                httpContext.RequestId(), true), null, aborted).ConfigureAwait(false);
        }
    }

    // Until the turn ends: what it ended with replaces every piece, so late ones are left out.
    private async Task SendPiecesAsync(EventStream stream, Task ending, CancellationToken aborted)
    {
        while (!ending.IsCompleted)
        {
            var more = pieces.Reader.WaitToReadAsync(aborted).AsTask();
            await Task.WhenAny(ending, more).ConfigureAwait(false);
            if (ending.IsCompleted || !more.IsCompletedSuccessfully || !await more.ConfigureAwait(false)) return;
            while (!ending.IsCompleted && pieces.Reader.TryRead(out var text))
                await stream.SendAsync("delta", new DeltaEvent(text), null, aborted).ConfigureAwait(false);
        }
    }

    private sealed record DeltaEvent(string Text);

    private sealed record AcceptedEvent(Guid ConversationId, Guid MessageId, long Seq, string? SessionKey);

    private sealed record ErrorEvent(
        string Type, string Title, int Status, string Detail, string Code, string RequestId, bool Retryable);
}
