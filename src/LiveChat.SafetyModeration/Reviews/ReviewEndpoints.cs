using LiveChat.Contracts;
using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LiveChat.SafetyModeration.Reviews;

/// <summary>The queue of held replies: <c>GET reviews</c>, and a person's decision on one or many.</summary>
internal static class ReviewEndpoints
{
    private const int BulkLimit = 100;

    public static void MapReviews(this IEndpointRouteBuilder endpoints)
    {
        var reviews = endpoints.MapGroup("/api/tenants/{tenantId}/reviews").WithTags("Reviews");
        reviews.MapGet("", ListAsync).RequireAuthorization(Policies.Viewer).WithName("SafetyModeration_Reviews_List");
        reviews.MapGet("/{id:guid}", GetAsync).RequireAuthorization(Policies.Viewer).WithName("SafetyModeration_Reviews_Get");
        reviews.MapPost("/{id:guid}/approve", ApproveAsync).RequireAuthorization(Policies.Agent).WithName("SafetyModeration_Reviews_Approve");
        reviews.MapPost("/{id:guid}/edit", EditAsync).RequireAuthorization(Policies.Agent).WithName("SafetyModeration_Reviews_Edit");
        reviews.MapPost("/{id:guid}/reject", RejectAsync).RequireAuthorization(Policies.Agent).WithName("SafetyModeration_Reviews_Reject");
        reviews.MapPost("/bulk", BulkAsync).RequireAuthorization(Policies.Agent).WithName("SafetyModeration_Reviews_Bulk");
    }

    /// <summary><c>?status=</c> pending (longest waiting first), approved, edited, rejected, expired, withdrawn; none for all.</summary>
    private static async Task<Ok<PageOf<ReviewView>>> ListAsync(
        string tenantId, string? status, HttpContext http, ReviewStore store, CancellationToken cancellationToken) =>
        TypedResults.Ok(await store.ListAsync(tenantId, ReviewRules.Status(status), Cursor.Limit(http), Cursor.Decode(http), cancellationToken));

    private static async Task<Ok<ReviewView>> GetAsync(string tenantId, Guid id, ReviewStore store, CancellationToken cancellationToken) =>
        TypedResults.Ok(await store.FindAsync(tenantId, id, cancellationToken) ?? throw SafetyModerationProblems.NoReview());

    /// <summary>Sends the reply as it is. 409 with <c>decidedBy</c> and <c>decision</c> where somebody was faster.</summary>
    private static Task<Ok<ReviewView>> ApproveAsync(
        string tenantId, Guid id, HttpContext http, ReviewDesk desk, CancellationToken cancellationToken) =>
        DecideAsync(tenantId, id, ReviewRules.Approve(), http, desk, cancellationToken);

    /// <summary><c>{text}</c> is sent instead. 409 as for approve.</summary>
    private static Task<Ok<ReviewView>> EditAsync(
        string tenantId, Guid id, DecisionBody? body, HttpContext http, ReviewDesk desk, CancellationToken cancellationToken) =>
        DecideAsync(tenantId, id, ReviewRules.Edit(body), http, desk, cancellationToken);

    /// <summary><c>{reason, then?: handover|again|fallback, guidance?}</c>. 409 as for approve.</summary>
    private static Task<Ok<ReviewView>> RejectAsync(
        string tenantId, Guid id, DecisionBody? body, HttpContext http, ReviewDesk desk, CancellationToken cancellationToken) =>
        DecideAsync(tenantId, id, ReviewRules.Reject(body), http, desk, cancellationToken);

    /// <summary>
    /// <c>{ids (1..100), action: approve|reject, reason?, then?, guidance?}</c> -> <c>{items:[{id, ok, code, decidedBy, decision}]}</c>:
    /// one that somebody else decided does not stop the others.
    /// </summary>
    private static async Task<Ok<BulkAnswer>> BulkAsync(
        string tenantId, BulkBody body, HttpContext http, ReviewDesk desk, CancellationToken cancellationToken)
    {
        if (body.Ids is not { Count: >= 1 and <= BulkLimit })
            throw Problems.Invalid("ids", $"is required: 1 to {BulkLimit} review ids.");
        var decision = body.Action switch
        {
            "approve" => ReviewRules.Approve(),
            "reject" => ReviewRules.Reject(new DecisionBody(null, body.Reason, body.Then, body.Guidance)),
            _ => throw Problems.Invalid("action", "must be one of: approve, reject."),
        };
        var items = new List<BulkItem>(body.Ids.Count);
        foreach (var id in body.Ids.Distinct())
        {
            var decided = await desk.DecideAsync(
                tenantId, id, decision, http.User.UserId(), http.User.DisplayName(), http.RequestId(), cancellationToken);
            items.Add(new BulkItem(id, decided.Won,
                decided.Won ? null : decided.Review is null ? Problems.NotFound.Code : Problems.Conflict.Code,
                decided.Review?.DecidedBy, decided.Review?.Status));
        }

        return TypedResults.Ok(new BulkAnswer(items));
    }

    private static async Task<Ok<ReviewView>> DecideAsync(
        string tenantId, Guid id, StaffDecision decision, HttpContext http, ReviewDesk desk, CancellationToken cancellationToken)
    {
        var decided = await desk.DecideAsync(
            tenantId, id, decision, http.User.UserId(), http.User.DisplayName(), http.RequestId(), cancellationToken);
        if (decided.Review is not { } review)
            throw SafetyModerationProblems.NoReview();
        return decided.Won ? TypedResults.Ok(review) : throw SafetyModerationProblems.AlreadyDecided(review);
    }

    internal sealed record BulkBody(IReadOnlyList<Guid>? Ids, string? Action, string? Reason, string? Then, string? Guidance);

    internal sealed record BulkItem(Guid Id, bool Ok, string? Code, string? DecidedBy, string? Decision);

    internal sealed record BulkAnswer(IReadOnlyList<BulkItem> Items);
}
