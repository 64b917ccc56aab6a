using LiveChat.Contracts;
using LiveChat.ServiceDefaults;

namespace LiveChat.Chat.Reviews;

/// <summary>
/// <c>POST /internal/chat/reviews/{reviewId}/decide</c>: safety brings a decision; chat, which has the conversation's lock,
/// says whether it was the first. Repeating the same <c>mark</c> gets the same answer.
/// </summary>
internal static class InternalReviewEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapInternal(HttpMethods.Post, "/internal/chat/reviews/{reviewId:guid}/decide", DecideAsync);

    private static async Task<IResult> DecideAsync(Guid reviewId, DecisionBody body, ReviewSettler settler, CancellationToken cancellationToken)
    {
        if (body.Status is not (ReviewStatuses.Approved or ReviewStatuses.Edited or ReviewStatuses.Rejected or ReviewStatuses.Expired))
            throw Problems.Invalid("status", "must be approved, edited, rejected or expired.");
        if (body.Status == ReviewStatuses.Edited && string.IsNullOrWhiteSpace(body.Text)) throw Problems.Invalid("text", "is missing.");
        var decision = new Decision(body.Mark, body.Status, body.UserId, body.UserName, body.Status == ReviewStatuses.Edited ? body.Text : null,
            body.Reason, body.Then, body.Guidance, body.RequestId);
        var settled = await settler.SettleAsync(body.TenantId, reviewId, decision, cancellationToken).ConfigureAwait(false)
            ?? throw ChatProblems.NotFound("held reply");
        return Results.Ok(new DecisionAnswer(settled.Won, settled.Held));
    }

    internal sealed record DecisionBody(
        string TenantId, Guid Mark, string Status, Guid? UserId, string? UserName, string? Text, string? Reason, string? Then,
        string? Guidance, string RequestId);

    internal sealed record DecisionAnswer(bool Won, HeldReply Held);
}
