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
internal sealed record ScreeningResult(string Action, string? List, bool Serious, ListHit? Hit)
{
    /// <summary>The second opinion, where a medium-confidence phrase asked for one.</summary>
    public Opinion? Opinion { get; init; }
}

/// <summary>From hits to one decision. Pure.</summary>
internal static class ScreeningRules
{
    /// <summary>The name in verdicts for a hold that no list asked for.</summary>
    public const string ReviewModeRule = "reviewMode";

    /// <param name="hits">All hits of the text, of any list and direction.</param>
    /// <param name="alreadySerious">The conversation is in serious mode.</param>
    /// <param name="text">For the second opinion.</param>
    /// <param name="given">The second opinion where somebody gave it; null for the scored rule set's.</param>
    public static ScreeningResult Decide(
        IReadOnlyList<ListHit> hits, Direction direction, bool alreadySerious, string reviewMode, bool reviewAllWhenSerious = false,
        string text = "", Opinion? given = null)
    {
        var seen = hits.Where(hit => hit.Listed.Sees(direction)).ToList();
        var medium = seen.Where(hit => hit.Listed.List == ListNames.SeriousMedium).Select(hit => hit.Listed.Phrase).Distinct().Count();
        var opinion = medium > 0 ? given ?? SecondOpinion.Of(text, medium, alreadySerious) : null;
        var counted = opinion is null or { Confirms: true } ? seen : seen.FindAll(hit => hit.Listed.List != ListNames.SeriousMedium);
        if (counted.Count > 0)
        {
            // Of one list the stricter action wins, so that the system's can't be weakened. Somebody in danger comes
            // before bad words: a high-confidence hit decides whatever else was hit.
            var first = counted.OrderByDescending(hit => hit.Listed.List == ListNames.SeriousHigh)
                .ThenByDescending(hit => Strictness(hit.Listed.Action)).First();
            return new ScreeningResult(
                first.Listed.Action, first.Listed.List,
                counted.Exists(hit => hit.Listed.List is ListNames.SeriousHigh or ListNames.SeriousMedium), first)
            { Opinion = opinion };
        }

        var flagged = seen.FirstOrDefault();
        var held = direction == Direction.Reply
            && (reviewMode == ReviewModes.All || (alreadySerious && reviewAllWhenSerious) || (reviewMode == ReviewModes.Flagged && flagged is not null));
        return held
            ? new ScreeningResult(ScreeningActions.Hold, flagged?.Listed.List ?? ReviewModeRule, false, flagged) { Opinion = opinion }
            : new ScreeningResult(ScreeningActions.Allow, null, false, flagged) { Opinion = opinion };
    }

    private static int Strictness(string action) => action switch
    {
        ScreeningActions.Hold => 1,
        ScreeningActions.Fallback => 2,
        ScreeningActions.Handover => 3,
        ScreeningActions.End => 4,
        _ => 0,
    };
}
