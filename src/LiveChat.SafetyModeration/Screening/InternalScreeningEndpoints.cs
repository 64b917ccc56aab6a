using LiveChat.Contracts;
using LiveChat.SafetyModeration.Settings;
using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;
using LiveChat.ServiceDefaults.PersonalData;

namespace LiveChat.SafetyModeration.Screening;

/// <summary>
/// <c>POST /internal/safetymoderation/screen</c> on the management listener: a sentence of a reply that is being streamed,
/// with the one before it, so that a phrase over the border is seen. It does not
/// pass where the reply could be held. The stored verdict on the whole reply still decides.
/// <c>POST /internal/safetymoderation/mask</c>: a text as it may go to a provider.
/// </summary>
internal static class InternalScreeningEndpoints
{
    public static void MapInternalScreening(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapInternal(HttpMethods.Post, "/internal/safetymoderation/screen", ScreenAsync);
        endpoints.MapInternal(HttpMethods.Post, "/internal/safetymoderation/mask", MaskAsync);
    }

    private static async Task<TextBody> MaskAsync(TextBody body, TenantScreens screens, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(body.TenantId) || body.Text is null)
            throw Problems.Invalid(body.Text is null ? "text" : "tenantId", "is missing.");
        var screen = await screens.FindAsync(body.TenantId, cancellationToken);
        return body with { Text = PersonalDataScan.Mask(body.Text, screen.Settings.Masking.KindsWith(Masking.Provider | Masking.Storage)) };
    }

    private static async Task<SentenceVerdict> ScreenAsync(
        SentenceBody body, TenantScreens screens, TenantDirectory tenants, SafetyModerationTelemetry telemetry, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(body.TenantId) || body.Sentence is null)
            throw Problems.Invalid(body.Sentence is null ? "sentence" : "tenantId", "is missing.");
        var screen = await screens.FindAsync(body.TenantId, cancellationToken);
        var began = clock.GetTimestamp();
        // Links to the articles' own sites are not known here: such a sentence waits for the whole reply where links are checked.
        var facts = new ReplyFacts(body.VisitorText, tenants.Peek(body.TenantId)?.AllowedDomains ?? [], [], false);
        var result = screen.Screen($"{body.Previous} {body.Sentence}", Direction.Reply, alreadySerious: false, facts);
        telemetry.Screened(Direction.Reply, result, clock.GetElapsedTime(began));
        return new SentenceVerdict(result.Action == ScreeningActions.Allow && StreamingRules.MayStream(screen.Settings), result.Action);
    }

    /// <summary>A text of a tenant, and the same one masked.</summary>
    internal sealed record TextBody(string? TenantId, string? Text);

    /// <param name="Previous">The sentence before it, or null at the start.</param>
    /// <param name="VisitorText">What the reply answers: data that the visitor gave may come back. Null where it is not known.</param>
    internal sealed record SentenceBody(string? TenantId, string? Previous, string? Sentence, string? VisitorText = null);

    /// <param name="Pass">The sentence may be sent on.</param>
    internal sealed record SentenceVerdict(bool Pass, string Action);
}
