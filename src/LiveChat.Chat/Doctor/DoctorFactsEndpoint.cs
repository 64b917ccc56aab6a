using LiveChat.Chat.Usage;
using LiveChat.ServiceDefaults;

namespace LiveChat.Chat.Doctor;

/// <summary><c>GET /internal/chat/doctor/{tenantId}</c> on the management listener: what widget-auth's doctor must know of chat.</summary>
internal static class DoctorFactsEndpoint
{
    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapInternal("/internal/chat/doctor/{tenantId}", GetAsync);

    private static async Task<ChatFacts> GetAsync(
        string tenantId, UsageMeter usage, DoctorFactsStore turns, TimeProvider clock, CancellationToken cancellationToken)
    {
        var month = await usage.ReadAsync(tenantId, cancellationToken).ConfigureAwait(false);
        var day = await turns.LastDayAsync(tenantId, clock.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        return new ChatFacts(month.Conversations, month.Replies, day.Answered, day.Stuck, day.LastAnsweredAt, day.LastFailure);
    }

    private sealed record ChatFacts(
        long Conversations, long Replies, long Answered, long Stuck, DateTimeOffset? LastAnsweredAt, FailedTurn? LastFailure);
}
