using LiveChat.AssistantRouting.Facts;
using LiveChat.AssistantRouting.Knowledge;
using LiveChat.AssistantRouting.Providers;
using LiveChat.ServiceDefaults;

namespace LiveChat.AssistantRouting.Doctor;

/// <summary><c>GET /internal/assistantrouting/doctor/{tenantId}</c> on the management listener: what widget-auth's doctor must know
/// of assistants and provider. Never a key.</summary>
internal static class DoctorFactsEndpoints
{
    public static void MapDoctorFacts(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapInternal("/internal/assistantrouting/doctor/{tenantId}", GetAsync);

    private static async Task<AssistantSetup> GetAsync(
        string tenantId, FactsStore facts, ProviderStore providers, ArticleStore articles, CancellationToken cancellationToken)
    {
        var known = await facts.FindAsync(tenantId, cancellationToken);
        var provider = await providers.FindAsync(tenantId, cancellationToken);
        // Whether there is any: the doctor says no figure that a page of the list could cut.
        var some = await articles.ListAsync(tenantId, null, 100, cancellationToken);
        return new AssistantSetup(
            known is { DefaultAssistantId: not null } ? known.DefaultAssistantName ?? "unnamed" : null, known?.HasActiveRules ?? false,
            known?.PeopleOnly ?? false, some.Count, provider.Kind, FaultOf(provider));
    }

    /// <summary>What keeps a provider from being asked at all; whether it answers, only its own test tells.</summary>
    internal static string? FaultOf(ProviderSettings provider) => provider switch
    {
        { IsBuiltin: true } => null,
        { Model: null or "" } => "no model is named.",
        { Kind: "openai" or "anthropic" or "azure_openai", KeyLast4: null } => "no key is set.",
        { Kind: not ("openai" or "anthropic"), BaseUrl: null or "" } => "no address (baseUrl) is set.",
        _ => null,
    };

    private sealed record AssistantSetup(
        string? DefaultAssistant, bool HasActiveRules, bool PeopleOnly, long Articles, string Provider, string? ProviderFault);
}
