using LiveChat.Contracts;
using LiveChat.ServiceDefaults;

namespace LiveChat.AssistantRouting.Prompts;

/// <summary>Asks chat for the lines before a message. Chat away costs the context, never the answer.</summary>
internal sealed partial class ConversationClient(InternalClients clients, TimeProvider clock, ILogger<ConversationClient> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task<ConversationContext> LinesBeforeAsync(TurnRef turn, int limit, CancellationToken cancellationToken)
    {
        try
        {
            using var patience = new CancellationTokenSource(Patience, clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
            var path = $"/internal/chat/context/{Uri.EscapeDataString(turn.TenantId)}/{turn.ConversationId}?before={turn.MessageId}&limit={limit}";
            var answer = await clients.For("chat").GetFromJsonAsync<Answer>(path, JsonDefaults.Options, either.Token);
            return new ConversationContext(answer?.Lines ?? [], true);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            LogUnknown(logger, e.GetType().Name);
            return ConversationContext.Unknown;
        }
    }

    private sealed record Answer(IReadOnlyList<ConversationLine>? Lines);

    [LoggerMessage(3121, LogLevel.Warning, "The conversation's lines could not be read ({Reason}): the provider is asked without them")]
    private static partial void LogUnknown(ILogger logger, string reason);
}
