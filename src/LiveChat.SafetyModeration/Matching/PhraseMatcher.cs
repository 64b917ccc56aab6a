namespace LiveChat.SafetyModeration.Matching;

/// <summary>Where a phrase stands in a text, however it was disguised.</summary>
/// <param name="Phrase">Index of the phrase in the compiled list.</param>
/// <param name="Start">UTF-16 offset in the original text.</param>
/// <param name="Length">UTF-16 units.</param>
/// <param name="Disguised">Found only by reading over a disguise.</param>
internal readonly record struct PhraseHit(int Phrase, int Start, int Length, bool Disguised);

/// <summary>
/// A compiled list of phrases. At most three passes over a text, whatever the number of phrases: one for each of its
/// <see cref="Readings"/>. A text without a hit costs no allocation.
/// </summary>
internal sealed class PhraseMatcher
{
    private readonly PhraseAutomaton automaton;

    private PhraseMatcher(PhraseAutomaton automaton) => this.automaton = automaton;

    public static PhraseMatcher Compile(IEnumerable<string> phrases) =>
        new(new PhraseAutomaton([.. phrases.SelectMany(Pattern.Of)]));

    /// <summary>The first place of every phrase that is there, plain readings first; empty for a clean text. Never throws.</summary>
    public IReadOnlyList<PhraseHit> Find(string text)
    {
        var readings = Readings.Of(text);
        List<PhraseHit>? hits = null;
        Scan(readings.Plain, false, ref hits);
        Scan(readings.Disguised, true, ref hits);
        Scan(readings.DisguisedWithL, true, ref hits);
        return hits ?? (IReadOnlyList<PhraseHit>)[];
    }

    private void Scan(ReadOnlySpan<Run> runs, bool disguised, ref List<PhraseHit>? hits)
    {
        if (runs.IsEmpty)
            return;
        var matches = automaton.In(runs);
        while (matches.MoveNext())
        {
            var (pattern, start) = (matches.Pattern, matches.Start);
            if (!pattern.Accepts(runs, start, disguised) || (hits is not null && Contains(hits, pattern.Phrase)))
                continue;
            var (from, to) = (runs[start].Start, runs[start + pattern.Runs.Length - 1].End);
            (hits ??= []).Add(new PhraseHit(pattern.Phrase, from, to - from, disguised));
        }
    }

    private static bool Contains(List<PhraseHit> hits, int phrase)
    {
        foreach (var hit in hits)
        {
            if (hit.Phrase == phrase)
                return true;
        }

        return false;
    }
}
