using LiveChat.Contracts;
using LiveChat.SafetyModeration.Settings;

namespace LiveChat.SafetyModeration.Screening;

/// <summary>Whether a reply may be shown before it is whole. Pure.</summary>
internal static class StreamingRules
{
    /// <summary>
    /// Not where anything could hold it or hand the conversation over by it, since such a reply must not be half seen; nor where something is decided by the whole
    /// reply, as whether it names a source is.
    /// </summary>
    public static bool MayStream(SafetySettings settings) =>
        settings.ReviewMode == ReviewModes.Off
        && !settings.EscalationRules.Any(rule => rule.Active && (rule.Then.HandOver is not null || rule.Then.Serious))
        && !Holds(settings.BlockedKeywords) && !Holds(settings.SeriousHighConfidenceKeywords) && !Holds(settings.SeriousMediumConfidenceKeywords)
        && settings.Checks is { Ungrounded: ReplyChecks.Off, ProviderModeration: ReplyChecks.Off, PersonalData: not ScreeningActions.Hold, PromptLeakage: not ScreeningActions.Hold, ForeignLinks: not ScreeningActions.Hold };

    private static bool Holds(PhraseList list) => list.Action == ScreeningActions.Hold && list.Inspects != Inspects.Visitor;
}
