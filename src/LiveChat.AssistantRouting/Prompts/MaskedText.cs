using LiveChat.ServiceDefaults;

namespace LiveChat.AssistantRouting.Prompts;

/// <summary>
/// What staff try out is read as a visitor's text would be: personal data masked where the tenant says so, which safety
/// knows. A visitor's own text comes masked.
/// </summary>
internal sealed class MaskedText(InternalClients clients, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <exception cref="ProblemException">503 where safety does not say: nothing leaves unmasked.</exception>
    public async Task<string> ReadAsync(string tenantId, string text, CancellationToken cancellationToken)
    {
        try
        {
            using var patience = new CancellationTokenSource(Patience, clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
            using var response = await clients.For("safetymoderation").PostAsJsonAsync(
                "/internal/safetymoderation/mask", new Body(tenantId, text), JsonDefaults.Options, either.Token);
            response.EnsureSuccessStatusCode();
            return (await response.Content.ReadFromJsonAsync<Body>(JsonDefaults.Options, either.Token))!.Text;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && e is not ProblemException)
        {
            throw Problems.Unavailable.Exception("Safety can't be asked what must be masked: try again shortly.");
        }
    }

    private sealed record Body(string TenantId, string Text);
}
