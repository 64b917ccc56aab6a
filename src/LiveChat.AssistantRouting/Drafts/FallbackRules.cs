using LiveChat.AssistantRouting.Assistants;
using LiveChat.AssistantRouting.Providers;

namespace LiveChat.AssistantRouting.Drafts;

/// <summary>Who is asked second. Pure.</summary>
internal static class FallbackRules
{
    // What one model's failure says of another model at the same provider.
    private static readonly HashSet<string> OfTheModel =
    [
        ProviderCauses.ModelUnknown, ProviderCauses.RateLimited, ProviderCauses.Quota, ProviderCauses.Timeout, ProviderCauses.Error,
        ProviderCauses.InvalidAnswer, ProviderCauses.Refused,
    ];

    /// <summary>The fallback assistant, where asking it may help: never itself, and with the same provider only for what another model may mend.</summary>
    public static Assistant? Second(TenantSetup setup, Assistant first, string cause)
    {
        if (first.Settings.FallbackAssistantId is not { } id || id == first.Id || setup.Assistant(id) is not { } second) return null;
        if (!AssistantAnswers.AsksProvider(setup, second)) return second;
        return OfTheModel.Contains(cause) && ModelOf(setup, second) != ModelOf(setup, first) ? second : null;
    }

    private static string? ModelOf(TenantSetup setup, Assistant assistant) => assistant.Settings.Model ?? setup.Provider.Model;
}
