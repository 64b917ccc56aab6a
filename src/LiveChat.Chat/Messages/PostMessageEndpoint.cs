using LiveChat.Chat.Conversations;
using LiveChat.Chat.Usage;
using LiveChat.Chat.Widget;
using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;
using Microsoft.Extensions.Options;

namespace LiveChat.Chat.Messages;

/// <summary>One visitor message in, the reply out.</summary>
internal static class PostMessageEndpoint
{
    public static void Map(IEndpointRouteBuilder widget) => widget.MapPost("/chat", PostAsync)
        .WithName("Chat_Messages_Post").WithSummary("Sends a visitor's message and waits for the reply")
        .Produces<ChatAnswer>().WithBodyExample("""{"sessionId":"test_session","message":"Hello!"}""").RequireAuthorization(Policies.Widget);

    /// <summary>
    /// Waits up to 25 s for the reply; with <c>Accept: text/event-stream</c> the same turn comes as the events
    /// <c>accepted</c>, <c>delta</c>*, <c>reply</c> and <c>done</c> (or <c>error</c>). Headers: <c>X-Session-Key</c>, <c>Idempotency-Key</c>.
    /// </summary>
    private static async Task<IResult> PostAsync(
        string tenantId, PostMessageBody? body, HttpContext http, MessageIntake intake, TurnWait wait, ReplyPieces replyPieces, AnswerMaker answers,
        ChatTelemetry telemetry, TimeProvider clock, IOptions<ChatOptions> options)
    {
        var started = clock.GetTimestamp();
        var headers = http.Request.Headers;
        var post = MessageRules.Check(body, headers["Idempotency-Key"].FirstOrDefault(), options.Value.MessageLength);
        var turnId = Guid.CreateVersion7(clock.GetUtcNow());
        var request = new IntakeRequest(tenantId, post, headers["X-Session-Key"].FirstOrDefault(),
            UsageKeys.Bucket(http.Connection.RemoteIpAddress), ConversationRules.Device(headers.UserAgent), http.RequestId(), turnId,
            http.Response.Headers, body?.Visitor?.IdentityToken)
        { Streamed = EventStream.IsAskedFor(http.Request) };

        var watch = wait.Listen(turnId);
        http.Response.RegisterForDispose(watch);
        // Before the message is stored, as the wait for its turn: the first piece must find somebody.
        var pieces = request.Streamed ? replyPieces.Listen(turnId) : null;
        if (pieces is not null) http.Response.RegisterForDispose(pieces);
        // Not cancelled with the request: a visitor who leaves after sending has sent.
        var taken = await intake.TakeAsync(request, CancellationToken.None).ConfigureAwait(false);
        if (pieces is not null) return new StreamedAnswer(taken, watch, pieces, turnId);

        var outcome = await wait.WaitAsync(watch, taken.Accepted, turnId, http.RequestAborted).ConfigureAwait(false);
        var answer = await answers.MakeAsync(taken, outcome, CancellationToken.None).ConfigureAwait(false);
        telemetry.Answered(clock.GetElapsedTime(started), answer.Status);
        http.Response.Headers.CacheControl = "no-store";
        return Results.Json(answer, JsonDefaults.Options);
    }
}
