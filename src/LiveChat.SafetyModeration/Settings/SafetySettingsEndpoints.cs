using System.Globalization;
using LiveChat.SafetyModeration.Escalation;
using LiveChat.SafetyModeration.Screening;
using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LiveChat.SafetyModeration.Settings;

/// <summary><c>GET</c> and <c>PUT /api/tenants/{tenantId}/safety</c>, with <c>ETag</c> and <c>If-Match</c>.</summary>
internal static class SafetySettingsEndpoints
{
    public static void MapSafetySettings(this IEndpointRouteBuilder endpoints)
    {
        var safety = endpoints.MapGroup("/api/tenants/{tenantId}/safety").WithTags("Safety");
        safety.MapGet("", GetAsync).RequireAuthorization(Policies.Viewer).WithName("SafetyModeration_Settings_Get");
        safety.MapPut("", PutAsync).RequireAuthorization(Policies.Admin).WithName("SafetyModeration_Settings_Put");
    }

    private static async Task<Ok<SafetySettingsView>> GetAsync(
        string tenantId, HttpContext context, SafetySettingsStore store, CancellationToken cancellationToken)
    {
        var stored = await store.FindAsync(tenantId, cancellationToken);
        context.Response.Headers.ETag = TagOf(stored.Version);
        return TypedResults.Ok(SafetySettingsView.Of(stored.Settings));
    }

    private static async Task<Ok<SafetySettingsView>> PutAsync(
        string tenantId, SafetySettingsBody body, HttpContext context, SafetySettingsStore store, TenantScreens screens,
        TimeProvider clock, CancellationToken cancellationToken)
    {
        var settings = SafetySettingsRules.Check(body);
        var wanted = context.Request.Headers.IfMatch.ToString();
        var version = 0L;
        for (var attempt = 1; ; attempt++)
        {
            var before = await store.FindAsync(tenantId, cancellationToken);
            version = before.Version;
            if (wanted.Length > 0 && wanted != "*" && !wanted.Split(',', StringSplitOptions.TrimEntries).Contains(TagOf(version)))
                throw SafetyModerationProblems.StaleSettings();
            var change = SettingsChange.Of(context, tenantId, clock.GetUtcNow(), "safety.changed", null, before.Settings, settings);
            if (await store.ReplaceAsync(
                tenantId, settings, version, context.User.TryGetUserId(), context.RequestId(), cancellationToken, change))
                break;
            // Somebody was quicker. With If-Match the next round says so; without it the last writer wins.
            if (attempt == 5)
                throw SafetyModerationProblems.StaleSettings();
        }

        // The caller's next test must see what was just saved; other processes hear it by the event.
        await screens.RefreshAsync(cancellationToken);
        context.Response.Headers.ETag = TagOf(version + 1);
        return TypedResults.Ok(SafetySettingsView.Of(settings));
    }

    private static string TagOf(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");
}

/// <summary>Settings as the API shows them, with the system's read-only lists beside the tenant's.</summary>
internal sealed record SafetySettingsView(
    PhraseList BlockedKeywords, PhraseList SeriousHighConfidenceKeywords, PhraseList SeriousMediumConfidenceKeywords,
    IReadOnlyList<SystemPhraseList> SystemPhrases, string ReviewMode, TenantText? FallbackText, TenantText? WaitingText,
    TenantText? HandoverText, MaskingSettings Masking, IReadOnlyList<EscalationRule> EscalationRules, ReviewTerms Review, ReplyChecks ReplyChecks, Closing Closing,
    TenantText? HandoverAwayText)
{
    public static SafetySettingsView Of(SafetySettings settings) => new(
        settings.BlockedKeywords, settings.SeriousHighConfidenceKeywords, settings.SeriousMediumConfidenceKeywords,
        SystemLists.All, settings.ReviewMode, settings.FallbackText, settings.WaitingText, settings.HandoverText,
        settings.Masking, settings.EscalationRules, settings.Review, settings.Checks, settings.Closing, settings.HandoverAwayText);
}
