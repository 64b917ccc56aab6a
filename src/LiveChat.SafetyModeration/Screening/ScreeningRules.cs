using LiveChat.Contracts;
using LiveChat.SafetyModeration.Settings;

namespace LiveChat.SafetyModeration.Screening;

internal enum Direction
{
    Visitor,
    Reply,
}

/// <summary>A phrase of a list, as the matcher's index leads to it.</summary>
/// <param name="System">It is the platform's, not the tenant's.</param>
internal sealed record ListedPhrase(string List, string Phrase, string Inspects, string Action, bool System)
{
    public bool Sees(Direction direction) =>
        Inspects == Settings.Inspects.Both || Inspects == (direction == Direction.Visitor ? Settings.Inspects.Visitor : Settings.Inspects.Reply);
}

/// <summary>A listed phrase and where it stands in the text, in UTF-16 units.</summary>
internal sealed record ListHit(ListedPhrase Listed, int Start, int Length, bool Disguised);

/// <summary>What screening decided.</summary>
/// <param name="Action">One of <see cref="ScreeningActions"/>.</param>
/// <param name="List">The list that decided, or null.</param>
/// <param name="Serious">The conversation goes into serious mode.</param>
/// <param name="Hit">What decided, or for <c>allow</c> what was seen but did not suffice; or null.</param>
internal sealed record ScreeningResult(string Action, string? List, bool Serious, ListHit? Hit);

/// <summary>From hits to one decision. Pure.</summary>
internal static class ScreeningRules
{
    /// <summary>The name in verdicts for a hold that no list asked for.</summary>
    public const string ReviewModeRule = "reviewMode";

    private const int MediumNeeded = 2;

    /// <param name="hits">All hits of the text, of any list and direction.</param>
    /// <param name="alreadySerious">The conversation is in serious mode.</param>
    public static ScreeningResult Decide(
        IReadOnlyList<ListHit> hits, Direction direction, bool alreadySerious, string reviewMode, bool reviewAllWhenSerious = false)
    {
        var seen = hits.Where(hit => hit.Listed.Sees(direction)).ToList();
        var counted = MediumCounts(seen, alreadySerious) ? seen : seen.FindAll(hit => hit.Listed.List != ListNames.SeriousMedium);
        if (counted.Count > 0)
        {
            // Of one list the stricter action wins, so that the system's can't be weakened. Somebody in danger comes
            // before bad words: a high-confidence hit decides whatever else was hit.
            var first = counted.OrderByDescending(hit => hit.Listed.List == ListNames.SeriousHigh)
                .ThenByDescending(hit => Strictness(hit.Listed.Action)).First();
            return new ScreeningResult(
                first.Listed.Action, first.Listed.List, counted.Exists(hit => hit.Listed.List != ListNames.Blocked), first);
        }

        var flagged = seen.FirstOrDefault();
        var held = direction == Direction.Reply
            && (reviewMode == ReviewModes.All || (alreadySerious && reviewAllWhenSerious) || (reviewMode == ReviewModes.Flagged && flagged is not null));
        return held
            ? new ScreeningResult(ScreeningActions.Hold, flagged?.Listed.List ?? ReviewModeRule, false, flagged)
            : new ScreeningResult(ScreeningActions.Allow, null, false, flagged);
    }

    // Medium confidence asks a second opinion, a score: one for each different phrase, one if the conversation is
    // serious already. One phrase alone ("my lawyer said the jumper is lovely") decides nothing.
    private static bool MediumCounts(List<ListHit> hits, bool alreadySerious) =>
        hits.Where(hit => hit.Listed.List == ListNames.SeriousMedium).Select(hit => hit.Listed.Phrase).Distinct().Count()
            + (alreadySerious ? 1 : 0) >= MediumNeeded;

    private static int Strictness(string action) => action switch
    {
        ScreeningActions.Hold => 1,
        ScreeningActions.Fallback => 2,
        ScreeningActions.Handover => 3,
        ScreeningActions.End => 4,
        _ => 0,
    };
}
