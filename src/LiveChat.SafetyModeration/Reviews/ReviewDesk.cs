using LiveChat.Contracts;

namespace LiveChat.SafetyModeration.Reviews;

/// <summary>What became of one decision.</summary>
/// <param name="Review">As it is now; null where there is no such review.</param>
internal sealed record Decided(ReviewView? Review, bool Won);

/// <summary>Decides reviews for staff and for the time limit: chat first, then this service's copy.</summary>
internal sealed class ReviewDesk(ReviewStore store, ChatClient chat)
{
    public async Task<Decided> DecideAsync(
        string tenantId, Guid id, StaffDecision decision, Guid? userId, string? userName, string requestId, CancellationToken cancellationToken)
    {
        var known = await store.FindAsync(tenantId, id, cancellationToken);
        if (known is null or { Status: not ReviewStatuses.Pending })
            return new Decided(known, false);
        if (await chat.DecideAsync(tenantId, id, decision, userId, userName, requestId, cancellationToken) is not { } answer)
        {
            await store.ForgetAsync(id, cancellationToken);
            return new Decided(null, false);
        }

        // Chat's event brings the same; whoever of the two is later changes nothing.
        await store.KeepAsync(tenantId, requestId, answer.Held, cancellationToken);
        return new Decided(ReviewStore.ViewOf(answer.Held), answer.Won);
    }
}
