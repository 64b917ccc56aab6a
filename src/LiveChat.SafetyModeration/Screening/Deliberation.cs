using LiveChat.Contracts;
using LiveChat.SafetyModeration.Settings;
using LiveChat.ServiceDefaults.PersonalData;

namespace LiveChat.SafetyModeration.Screening;

/// <summary>A decision for which a provider may have been asked, and the step that says what it made of a reply; or null.</summary>
internal sealed record Deliberated(ScreeningResult Result, TrailStep? Moderation);

/// <summary>
/// Screens a text, and asks the tenant's provider where the settings want it: for the second opinion on medium confidence, and,
/// if switched on, for a judgement of the reply. Without a provider, or without its answer, the rules alone decide.
/// </summary>
internal sealed class Deliberation(AssistantRoutingClient provider, TimeProvider clock)
{
    /// <param name="subject">The turn or the draft that the text is of, so that its provider is asked once; null where a text is only tried.</param>
    public async ValueTask<Deliberated> DecideAsync(
        string tenantId, TenantScreen screen, string text, Direction direction, bool alreadySerious, ReplyFacts? facts, Guid? subject,
        CancellationToken cancellationToken)
    {
        var result = screen.Screen(text, direction, alreadySerious, facts);
        if (MayChange(result))
        {
            var judged = await provider.JudgeAsync(tenantId, AssistantRoutingClient.Serious, Masked(screen, text), subject, cancellationToken);
            result = judged.Confirms is { } confirms
                ? screen.Screen(text, direction, alreadySerious, facts, new Opinion(Opinion.Provider, confirms ? 1 : 0, 1) { Model = judged.Model })
                : result with { Opinion = result.Opinion! with { Cause = judged.Cause } };
        }

        if (direction == Direction.Visitor || facts is null || screen.Settings.Checks.ProviderModeration == ReplyChecks.Off
            || result.Action is not (ScreeningActions.Allow or ScreeningActions.Hold))
            return new Deliberated(result, null);
        return await ModerateAsync(tenantId, screen, text, alreadySerious, facts, result, subject, cancellationToken);
    }

    // What nobody may show needs no judgement; what may be shown, or waits for a person, gets one.
    private async Task<Deliberated> ModerateAsync(
        string tenantId, TenantScreen screen, string text, bool alreadySerious, ReplyFacts facts, ScreeningResult result, Guid? subject,
        CancellationToken cancellationToken)
    {
        var began = clock.GetTimestamp();
        var judged = await provider.JudgeAsync(tenantId, AssistantRoutingClient.Reply, Masked(screen, text), subject, cancellationToken);
        if (judged.Confirms == true)
            result = screen.Screen(text, Direction.Reply, alreadySerious, facts with { UnsafeSays = judged.Model ?? Opinion.Provider }, result.Opinion);
        var outcome = judged switch { { Confirms: true } => "unsafe", { Confirms: false } => "safe", { Cause: null } => "no_provider", _ => "not_judged" };
        return new Deliberated(result, new TrailStep(SafetyModerationDatabase.Name, "moderate_reply", outcome, judged.Cause,
            judged.Model is null ? null : $"by {judged.Model}", clock.GetUtcNow(), Math.Round(clock.GetElapsedTime(began).TotalMilliseconds, 3)));
    }

    // Somebody in danger for sure goes to people, whatever a model says.
    private static bool MayChange(ScreeningResult result) =>
        result.Opinion is { By: Opinion.Rules } && result.List != ListNames.SeriousHigh && result.Action != ScreeningActions.End;

    private static string Masked(TenantScreen screen, string text) =>
        PersonalDataScan.Mask(text, screen.Settings.Masking.KindsWith(Masking.Provider | Masking.Storage));
}
