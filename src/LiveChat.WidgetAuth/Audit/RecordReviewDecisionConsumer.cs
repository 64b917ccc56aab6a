using LiveChat.Contracts;
using LiveChat.ServiceDefaults;
using MassTransit;

namespace LiveChat.WidgetAuth.Audit;

/// <summary>
/// Who decided on a held reply, and what came of it. One entry per review, because only the first decision counts; no text of
/// the conversation, which is erased with its visitor while the audit stays.
/// </summary>
internal sealed class RecordReviewDecisionConsumer(
    [FromKeyedServices(WidgetAuthModule.Name)] ServiceDatabase db, TimeProvider clock) : IConsumer<ReviewResolved>
{
    /// <summary>Who acts where no person did: the time limit.</summary>
    private const string Nobody = "LiveChat";

    public Task Consume(ConsumeContext<ReviewResolved> context)
    {
        var (tenantId, requestId, review) = (context.Message.TenantId, context.Message.RequestId, context.Message.Review);
        var entry = AuditEntry.About(
            // The review's own id: a decision that comes twice is one entry.
            review.Id, review.DecidedAt ?? clock.GetUtcNow(), review.DecidedById, review.DecidedBy is { Length: > 0 } who ? who : Nobody,
            $"review.{review.Status}", review.Id.ToString(),
            new { status = ReviewStatuses.Pending },
            new { status = review.Status, outcome = review.Outcome, conversationId = review.ConversationId, messageId = review.MessageId, lists = review.Reasons.Select(r => r.List).Distinct() },
            requestId);
        return db.WriteAsync(new Sql("").AuditOnce(tenantId, entry), context.CancellationToken);
    }
}
