using LiveChat.Contracts;
using LiveChat.ServiceDefaults;

namespace LiveChat.SafetyModeration.Screening;

/// <summary>
/// <c>POST /internal/safetymoderation/screen</c> on the management listener: a sentence of a reply that is being streamed,
/// with the one before it, so that a phrase over the border is seen. The stored verdict on the whole reply still decides.
/// </summary>
internal static class InternalScreeningEndpoints
{
    public static void MapInternalScreening(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapInternal(HttpMethods.Post, "/internal/safetymoderation/screen", ScreenAsync);

    private static async Task<SentenceVerdict> ScreenAsync(
        SentenceBody body, TenantScreens screens, SafetyModerationTelemetry telemetry, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(body.TenantId) || body.Sentence is null)
            throw Problems.Invalid(body.Sentence is null ? "sentence" : "tenantId", "is missing.");
        var screen = await screens.FindAsync(body.TenantId, cancellationToken);
        var began = clock.GetTimestamp();
        var result = screen.Screen($"{body.Previous} {body.Sentence}", Direction.Reply, alreadySerious: false);
        telemetry.Screened(Direction.Reply, result, clock.GetElapsedTime(began));
        return new SentenceVerdict(result.Action == ScreeningActions.Allow, result.Action);
    }

    /// <param name="Previous">The sentence before it, or null at the start.</param>
    internal sealed record SentenceBody(string? TenantId, string? Previous, string? Sentence);

    /// <param name="Pass">The sentence may be sent on.</param>
    internal sealed record SentenceVerdict(bool Pass, string Action);
}
