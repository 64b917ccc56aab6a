using System.Runtime.InteropServices;

namespace LiveChat.SafetyModeration.Matching;

/// <summary>Where a phrase stands in a text, however it was disguised.</summary>
/// <param name="Phrase">Index of the phrase in the compiled list.</param>
/// <param name="Start">UTF-16 offset in the original text.</param>
/// <param name="Length">UTF-16 units.</param>
/// <param name="Disguised">Found only by reading over a disguise.</param>
internal readonly record struct PhraseHit(int Phrase, int Start, int Length, bool Disguised);

/// <summary>
/// A compiled list of phrases. At most three passes over a text, whatever the number of phrases: as it stands, and, where
/// something in it can be read another way, once or twice as <see cref="DisguisedReading"/> reads it.
/// </summary>
internal sealed class PhraseMatcher
{
    // Screening is synchronous, so one set of buffers per thread is enough; they grow to the longest text, 8000 code points.
    [ThreadStatic]
    private static Buffers? buffers;

    private readonly PhraseAutomaton automaton;

    private PhraseMatcher(PhraseAutomaton automaton) => this.automaton = automaton;

    public static PhraseMatcher Compile(IEnumerable<string> phrases) =>
        new(new PhraseAutomaton([.. phrases.SelectMany(Pattern.Of)]));

    /// <summary>The first place of every phrase that is there, plain readings first; empty for a clean text. Never throws.</summary>
    public IReadOnlyList<PhraseHit> Find(string text)
    {
        var (glyphs, runs) = buffers ??= new Buffers([], []);
        TextReading.ReadGlyphs(text, glyphs);
        TextReading.ReadRuns(glyphs, runs);
        List<PhraseHit>? hits = null;
        Scan(runs, false, ref hits);

        var ambiguous = DisguisedReading.IsAmbiguous(text, glyphs);
        if (DisguisedReading.Apply(text, glyphs, oneIsL: false))
        {
            TextReading.ReadRuns(glyphs, runs);
            Scan(runs, true, ref hits);
        }

        if (ambiguous)
        {
            TextReading.ReadGlyphs(text, glyphs);
            if (DisguisedReading.Apply(text, glyphs, oneIsL: true))
            {
                TextReading.ReadRuns(glyphs, runs);
                Scan(runs, true, ref hits);
            }
        }

        return hits ?? (IReadOnlyList<PhraseHit>)[];
    }

    private void Scan(List<Run> reading, bool disguised, ref List<PhraseHit>? hits)
    {
        var found = hits;
        automaton.Scan(CollectionsMarshal.AsSpan(reading), (pattern, start) =>
        {
            var runs = CollectionsMarshal.AsSpan(reading);
            if (!pattern.Accepts(runs, start, disguised))
                return;
            var (from, to) = (runs[start].Start, runs[start + pattern.Runs.Length - 1].End);
            var hit = new PhraseHit(pattern.Phrase, from, to - from, disguised);
            found ??= [];
            if (!found.Exists(other => other.Phrase == hit.Phrase))
                found.Add(hit);
        });
        hits = found;
    }

    private sealed record Buffers(List<Glyph> Glyphs, List<Run> Runs);
}
