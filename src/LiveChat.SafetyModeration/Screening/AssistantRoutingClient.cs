using LiveChat.ServiceDefaults;
using Microsoft.Extensions.Options;

namespace LiveChat.SafetyModeration.Screening;

/// <summary>What the tenant's provider says of a text.</summary>
/// <param name="Confirms">Null where nobody judged.</param>
/// <param name="Model">Null where the tenant has no provider, or nobody could be asked.</param>
/// <param name="Cause">Why a provider did not judge; null where it did or there is none.</param>
internal sealed record ProviderJudgement(bool? Confirms, string? Model, string? Cause);

/// <summary>
/// Asks assistant routing, which keeps the providers and their keys, for a provider's judgement. Fails by a cause, never by an
/// exception, and gives up early: a visitor waits for it.
/// </summary>
internal sealed class AssistantRoutingClient(InternalClients clients, IOptions<SafetyModerationOptions> options, TimeProvider clock)
{
    public const string Serious = "serious";
    public const string Reply = "reply";

    /// <param name="text">Masked by the caller.</param>
    /// <param name="subject">The turn or the draft that it is of: a repeated event gets the first judgement. Null asks anew.</param>
    public async Task<ProviderJudgement> JudgeAsync(string tenantId, string kind, string text, Guid? subject, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(options.Value.SecondOpinionSeconds), clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var response = await clients.For("assistantrouting").PostAsJsonAsync(
                "/internal/assistantrouting/judge", new { tenantId, kind, text, subject }, JsonDefaults.Options, both.Token);
            response.EnsureSuccessStatusCode();
            return await response.Content.ReadFromJsonAsync<ProviderJudgement>(JsonDefaults.Options, both.Token) ?? new(null, null, "unavailable");
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            return new ProviderJudgement(null, null, timeout.IsCancellationRequested ? "provider_timeout" : "unavailable");
        }
    }
}
