using LiveChat.Contracts;
using LiveChat.SafetyModeration.Escalation;

namespace LiveChat.SafetyModeration.Settings;

/// <summary>A tenant's safety settings (contract.md, Shapes), checked by <see cref="SafetySettingsRules"/>.</summary>
internal sealed record SafetySettings(
    PhraseList BlockedKeywords, PhraseList SeriousHighConfidenceKeywords, PhraseList SeriousMediumConfidenceKeywords,
    string ReviewMode, TenantText? FallbackText, TenantText? WaitingText, TenantText? HandoverText, MaskingSettings Masking)
{
    /// <summary>How long a held reply waits, and what then.</summary>
    public ReviewTerms Review { get; init; } = ReviewTerms.Default;

    /// <summary>What replies are checked for beside the lists.</summary>
    public ReplyChecks Checks { get; init; } = ReplyChecks.Default;

    public Closing Closing { get; init; } = Closing.Default;

    /// <summary>Said at a hand-over while nobody is online; null for the built-in text.</summary>
    public TenantText? HandoverAwayText { get; init; }

    /// <summary>When a conversation needs more than a verdict; in the tenant's order, which decides where two hand over.</summary>
    public IReadOnlyList<EscalationRule> EscalationRules { get; init; } = [];

    /// <summary>Of a tenant that saved none: empty lists (the system's still apply), no review.</summary>
    public static SafetySettings Default { get; } = new(
        new PhraseList([], Inspects.Both, ScreeningActions.Fallback),
        new PhraseList([], Inspects.Visitor, ScreeningActions.Handover),
        new PhraseList([], Inspects.Visitor, ScreeningActions.Handover),
        ReviewModes.Off, null, null, null, MaskingSettings.Default);
}

/// <param name="Phrases">One phrase each; <c>*</c> at an end lets the word go on there.</param>
/// <param name="Inspects">One of <see cref="Settings.Inspects"/>.</param>
/// <param name="Action">One of <see cref="ScreeningActions"/> but <c>allow</c>.</param>
internal sealed record PhraseList(IReadOnlyList<string> Phrases, string Inspects, string Action);

/// <summary>On which terms replies are held.</summary>
/// <param name="Minutes">Time limit, 1 to 1440.</param>
/// <param name="OnExpiry"><c>handover</c>, <c>send</c> or <c>fallback</c>.</param>
/// <param name="WaitWhenNobodyOnline">False: with no agent online that outcome applies at once.</param>
/// <param name="AllWhenSerious">In serious mode every reply is held, whatever the review mode.</param>
internal sealed record ReviewTerms(int Minutes, string OnExpiry, bool WaitWhenNobodyOnline, bool AllWhenSerious)
{
    public static readonly IReadOnlyList<string> Outcomes = [HoldTerms.Handover, HoldTerms.Send, HoldTerms.Fallback];

    public static ReviewTerms Default { get; } = new(10, HoldTerms.Handover, false, false);
}

internal static class Inspects
{
    public const string Visitor = "visitor";
    public const string Reply = "reply";
    public const string Both = "both";

    public static readonly IReadOnlyList<string> All = [Visitor, Reply, Both];
}

internal static class ReviewModes
{
    /// <summary>Nothing is held but what a list's own action holds.</summary>
    public const string Off = "off";

    /// <summary>A reply that hit a list which would let it pass is held.</summary>
    public const string Flagged = "flagged";

    /// <summary>Every reply is held that is not stopped anyway.</summary>
    public const string All = "all";

    public static readonly IReadOnlyList<string> Every = [Off, Flagged, All];
}

/// <summary>The lists by the names that settings, verdicts and the trail use.</summary>
internal static class ListNames
{
    public const string Blocked = "blockedKeywords";
    public const string SeriousHigh = "seriousHighConfidenceKeywords";
    public const string SeriousMedium = "seriousMediumConfidenceKeywords";

    public static readonly IReadOnlyList<string> All = [Blocked, SeriousHigh, SeriousMedium];
}
