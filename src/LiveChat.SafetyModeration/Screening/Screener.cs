using System.Globalization;
using LiveChat.Contracts;
using LiveChat.SafetyModeration.Escalation;
using LiveChat.ServiceDefaults;

namespace LiveChat.SafetyModeration.Screening;

/// <summary>A decision, the verdict for chat and the steps for the trail.</summary>
/// <param name="Fired">The escalation rules that apply, for chat to do; empty for most.</param>
internal sealed record Screened(
    ScreeningResult Result, ScreeningVerdict Verdict, IReadOnlyList<TrailStep> Steps, Settings.SafetySettings Settings, IReadOnlyList<FiredRule> Fired);

/// <summary>Screens one text of a turn with the tenant's compiled settings, and accounts for it.</summary>
internal sealed class Screener(TenantScreens screens, Deliberation deliberation, SafetyModerationTelemetry telemetry, TimeProvider clock)
{
    private const int LongestRuleInTrail = 60;

    /// <param name="subject">The turn, or the draft, that the text is of.</param>
    /// <param name="locale">The visitor's, for the text shown instead; null for the tenant's plain one.</param>
    public async ValueTask<Screened> ScreenAsync(
        string tenantId, Guid subject, string text, Direction direction, string? locale, bool alreadySerious, ConversationCounts counts,
        CancellationToken cancellationToken, ReplyFacts? facts = null)
    {
        var screen = await screens.FindAsync(tenantId, cancellationToken);
        var began = clock.GetTimestamp();
        var (screened, moderation) = await deliberation.DecideAsync(tenantId, screen, text, direction, alreadySerious, facts, subject, cancellationToken);
        var fired = screen.Escalation.Evaluate(direction, screened, counts);
        var result = TenantEscalation.Apply(screened, fired);
        var elapsed = clock.GetElapsedTime(began);
        telemetry.Screened(direction, result, elapsed);
        var verdict = new ScreeningVerdict(
            result.Action, result.List, RuleOf(result, fired),
            ShownText(screen, result.Action)?.For(locale), result.Serious)
        {
            Warning = TenantEscalation.IsWarning(direction, screened),
            HandOverTo = result.Action == ScreeningActions.Handover ? EscalationDeeds.TargetOf(fired) : null,
            Hold = direction == Direction.Reply && result.Action == ScreeningActions.Hold ? Terms(screen.Settings, result, text, locale) : null,
        };
        var step = new TrailStep(
            SafetyModerationDatabase.Name, direction == Direction.Visitor ? "screen_message" : "screen_reply",
            screened.Action, screened.List, Detail(screened, screen.Version), clock.GetUtcNow(), Math.Round(elapsed.TotalMilliseconds, 3));
        return new Screened(result, verdict, [.. moderation is null ? [] : (TrailStep[])[moderation], step, .. EscalationDeeds.StepsOf(fired, clock.GetUtcNow())], screen.Settings, EscalationDeeds.Of(fired));
    }

    private static string? RuleOf(ScreeningResult result, IReadOnlyList<FiredEscalation> fired) =>
        result.Action == ScreeningActions.Allow ? null
        : result.List == TenantEscalation.RuleList ? fired.First(f => f.Rule.Then.HandOver is not null).Rule.Name
        : result.Hit?.Listed.Phrase;

    private static HoldTerms Terms(Settings.SafetySettings settings, ScreeningResult result, string text, string? locale)
    {
        var reason = result.Hit is { } hit
            ? new ReviewReason(hit.Listed.List, hit.Listed.Phrase, ConfidenceOf(hit.Listed.List), text.Substring(hit.Start, hit.Length))
            : new ReviewReason(ScreeningRules.ReviewModeRule, null, null, null);
        return new HoldTerms(settings.Review.Minutes * 60, settings.Review.OnExpiry, settings.Review.WaitWhenNobodyOnline, [reason],
            settings.FallbackText?.For(locale), settings.HandoverText?.For(locale));
    }

    private static string? ConfidenceOf(string list) => list switch
    {
        Settings.ListNames.SeriousHigh => "high",
        Settings.ListNames.SeriousMedium => "medium",
        _ => null,
    };

    private static Settings.TenantText? ShownText(TenantScreen screen, string action) => action switch
    {
        ScreeningActions.Fallback => screen.Settings.FallbackText,
        ScreeningActions.Hold => screen.Settings.WaitingText,
        ScreeningActions.Handover => screen.Settings.HandoverText,
        _ => null,
    };

    // Names the list's own phrase, which staff wrote or the system has, and never the visitor's words.
    private static string Detail(ScreeningResult result, long version)
    {
        var settings = version == 0 ? "default settings" : string.Create(CultureInfo.InvariantCulture, $"settings version {version}");
        if (result.Hit is not { Listed: var listed } hit)
            return result.Action == ScreeningActions.Allow ? $"No list hit; {settings}." : $"Review mode; {settings}.";
        var rule = listed.Phrase.Length > LongestRuleInTrail ? UnicodeText.CutUnits(listed.Phrase, LongestRuleInTrail) + "…" : listed.Phrase;
        var owner = listed.System ? "system phrase" : Settings.ListNames.All.Contains(listed.List) ? "phrase" : "found";
        var how = hit.Disguised ? ", disguised" : "";
        var weight = result.Action == ScreeningActions.Allow ? " alone decides nothing" : "";
        var opinion = result.Opinion is { } o
            ? string.Create(CultureInfo.InvariantCulture,
                $"; second opinion by {o.By}{(o.Model is null ? "" : $" ({o.Model})")}: {o.Score} of {o.Needed}{(o.Cause is null ? "" : $" ({o.Cause})")}") : "";
        return $"{listed.List}: {owner} '{rule}'{how}{weight}{opinion}; {settings}.";
    }
}
