using System.Net;
using LiveChat.Contracts;
using LiveChat.ServiceDefaults;

namespace LiveChat.SafetyModeration.Reviews;

/// <summary>Brings a decision to chat, which has the conversation's lock and so says which decision was first.</summary>
internal sealed class ChatClient(InternalClients clients)
{
    /// <summary>Null where chat has no such held reply (any more); 503 while chat is away. The mark makes a retry harmless.</summary>
    public async Task<ChatAnswer?> DecideAsync(
        string tenantId, Guid reviewId, StaffDecision decision, Guid? userId, string? userName, string requestId, CancellationToken cancellationToken)
    {
        var body = new
        {
            tenantId,
            mark = Guid.CreateVersion7(),
            decision.Status,
            userId,
            userName,
            decision.Text,
            decision.Reason,
            decision.Then,
            decision.Guidance,
            requestId,
        };
        try
        {
            using var response = await clients.For("chat").PostAsJsonAsync(
                $"/internal/chat/reviews/{reviewId:D}/decide", body, JsonDefaults.Options, cancellationToken);
            if (response.StatusCode == HttpStatusCode.NotFound)
                return null;
            response.EnsureSuccessStatusCode();
            return await response.Content.ReadFromJsonAsync<ChatAnswer>(JsonDefaults.Options, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // Away, too slow, or its breaker is open: nothing was decided, or the same mark finds it decided.
            throw SafetyModerationProblems.ChatAway(e);
        }
    }
}

/// <summary>Chat's answer to a decision.</summary>
/// <param name="Won">It was the first; else <paramref name="Held"/> says which was.</param>
internal sealed record ChatAnswer(bool Won, HeldReply Held);
