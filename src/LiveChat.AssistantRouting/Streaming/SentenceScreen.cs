using LiveChat.ServiceDefaults;

namespace LiveChat.AssistantRouting.Streaming;

/// <summary>Asks safety whether a sentence of a reply may be shown before the whole is screened. Safety away or slow: no.</summary>
internal sealed partial class SentenceScreen(InternalClients clients, TimeProvider clock, ILogger<SentenceScreen> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <param name="previous">The sentence before it, since a phrase may span two; null for the first.</param>
    public async Task<bool> PassesAsync(string tenantId, string? previous, string sentence, string visitorText, CancellationToken cancellationToken)
    {
        try
        {
            using var patience = new CancellationTokenSource(Patience, clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
            using var response = await clients.For("safetymoderation").PostAsJsonAsync(
                "/internal/safetymoderation/screen", new Question(tenantId, previous, sentence, visitorText), JsonDefaults.Options, either.Token);
            return response.IsSuccessStatusCode && await response.Content.ReadFromJsonAsync<Verdict>(JsonDefaults.Options, either.Token) is { Pass: true };
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            LogUnknown(logger, e.GetType().Name);
            return false;
        }
    }

    private sealed record Question(string TenantId, string? Previous, string Sentence, string VisitorText);

    private sealed record Verdict(bool Pass);

    [LoggerMessage(3131, LogLevel.Warning, "A sentence could not be screened ({Reason}): the reply is shown only when it is whole")]
    private static partial void LogUnknown(ILogger logger, string reason);
}
