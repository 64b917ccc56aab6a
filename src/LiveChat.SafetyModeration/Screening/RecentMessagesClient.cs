using LiveChat.ServiceDefaults;

namespace LiveChat.SafetyModeration.Screening;

/// <summary>A line of a visitor or an assistant, as chat keeps it.</summary>
/// <param name="Author"><c>visitor</c> or <c>assistant</c>.</param>
internal sealed record RecentMessage(Guid Id, Guid ConversationId, string Author, string Text, DateTimeOffset CreatedAt);

/// <summary>Reads a tenant's newest lines from chat.</summary>
internal sealed class RecentMessagesClient(InternalClients clients)
{
    /// <summary>Newest first; 503 while chat is away.</summary>
    public async Task<IReadOnlyList<RecentMessage>> ReadAsync(string tenantId, int limit, CancellationToken cancellationToken)
    {
        try
        {
            var page = await clients.For("chat").GetFromJsonAsync<RecentPage>(
                $"/internal/chat/recent-messages/{Uri.EscapeDataString(tenantId)}?limit={limit}", JsonDefaults.Options, cancellationToken);
            return page?.Messages ?? [];
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            throw SafetyModerationProblems.MessagesAway(e);
        }
    }

    private sealed record RecentPage(IReadOnlyList<RecentMessage>? Messages);
}
