using System.Runtime.InteropServices;

namespace LiveChat.SafetyModeration.Matching;

/// <summary>
/// A phrase as the automaton sees it: one symbol per run, and what must hold around and inside a place where these
/// symbols stand. A leading or trailing <c>*</c> in the phrase lets the word go on at that end ("idiot*").
/// </summary>
internal sealed class Pattern
{
    /// <summary>Other spellings of a phrase, which only the disguised reading may hit.</summary>
    [Flags]
    private enum Variant
    {
        None = 0,
        Lookalike = 1,
        Compact = 2,
    }

    private const int FewestSpacedLetters = 4;

    private readonly Run[] runs;
    private readonly bool openStart;
    private readonly bool openEnd;
    private readonly Variant variant;
    private readonly int letters;

    private Pattern(int phrase, Run[] runs, bool openStart, bool openEnd, Variant variant)
    {
        Phrase = phrase;
        this.runs = runs;
        this.openStart = openStart;
        this.openEnd = openEnd;
        this.variant = variant;
        letters = runs.Sum(run => run.Kind == GlyphKind.Space ? 0 : run.Count);
    }

    /// <summary>Index of the phrase in the list the matcher was compiled from.</summary>
    public int Phrase { get; }

    public ReadOnlySpan<Run> Runs => runs;

    /// <summary>The phrase, where it has several words also written as one, and where it is not Latin also in look-alikes.</summary>
    public static IEnumerable<Pattern> Of(string phrase, int index)
    {
        var trimmed = phrase.Trim();
        var (openStart, openEnd) = (trimmed.StartsWith('*'), trimmed.EndsWith('*'));
        var glyphs = new List<Glyph>();
        TextReading.ReadGlyphs(trimmed, glyphs);
        foreach (var (spelling, variant) in new[] { (glyphs, Variant.None), (Lookalikes(glyphs), Variant.Lookalike) })
        {
            var runs = new List<Run>();
            TextReading.ReadRuns(CollectionsMarshal.AsSpan(spelling), runs);
            if (runs.Count == 0)
                continue;
            yield return new Pattern(index, [.. runs], openStart, openEnd, variant);
            if (runs.Exists(run => run.Kind == GlyphKind.Space))
            {
                TextReading.ReadRuns(CollectionsMarshal.AsSpan(spelling.FindAll(glyph => !glyph.IsSeparator)), runs);
                yield return new Pattern(index, [.. runs], openStart, openEnd, variant | Variant.Compact);
            }
        }
    }

    /// <summary>A phrase of only punctuation or invisible characters matches nothing and is refused by the settings.</summary>
    public static bool IsEmpty(string phrase) => TextReading.Normalize(phrase).Length == 0;

    /// <param name="text">All runs of the reading.</param>
    /// <param name="start">Where the pattern's symbols were found.</param>
    /// <param name="disguised">Only hits that touch a change count; the others belong to the plain reading.</param>
    public bool Accepts(ReadOnlySpan<Run> text, int start, bool disguised)
    {
        var found = text.Slice(start, runs.Length);
        if (!RunsAgree(found))
            return false;
        var (any, all) = (GlyphMarks.None, GlyphMarks.Spaced);
        foreach (ref readonly var run in found)
        {
            any |= run.Marks;
            if (run.Kind != GlyphKind.Space)
                all &= run.Marks;
        }

        if (disguised ? any == GlyphMarks.None : variant != Variant.None)
            return false;
        if ((variant & Variant.Compact) != 0 && (any & GlyphMarks.Joined) == 0)
            return false;
        // "i f u c k y o u": nobody can tell where words end among single letters.
        if (all == GlyphMarks.Spaced && letters >= FewestSpacedLetters)
            return true;
        return StartsWord(text, start) && EndsWord(text, start + runs.Length - 1);
    }

    // Three in a row, or doubling in two places, is stretching ("assss", "ffuuck"); one doubled letter makes another
    // word ("god", "good"). Digits are counted, signs and scripts without spaces may go on.
    private bool RunsAgree(ReadOnlySpan<Run> found)
    {
        int doubled = 0, stretched = 0;
        for (var i = 0; i < runs.Length; i++)
        {
            var (need, have) = (runs[i].Count, found[i].Count);
            if (have == need || need < have && (runs[i].Kind == GlyphKind.Symbol || WritingSystems.HasNoSpaces(runs[i].Symbol)))
                continue;
            if (have < need || runs[i].Kind == GlyphKind.Digit)
                return false;
            if (have >= 3)
                stretched++;
            else
                doubled++;
        }

        return doubled == 0 || doubled + stretched >= 2;
    }

    private bool StartsWord(ReadOnlySpan<Run> text, int at)
    {
        if (at == 0)
            return true;
        var (edge, before) = (text[at], text[at - 1]);
        if (before.End > edge.Start)
            return false; // both come from one character
        return openStart || !WritingSystems.NeedsBoundary(edge, atEnd: false) || !WritingSystems.ContinuesWord(edge, before);
    }

    private bool EndsWord(ReadOnlySpan<Run> text, int at)
    {
        if (at + 1 == text.Length)
            return true;
        var (edge, after) = (text[at], text[at + 1]);
        if (after.Kind == GlyphKind.Letter
            && (edge.End > after.Start || WritingSystems.ContinuesSyllable(after.Symbol) || WritingSystems.IsMark(after.Symbol)))
            return false;
        return openEnd || !WritingSystems.NeedsBoundary(edge, atEnd: true) || !WritingSystems.ContinuesWord(edge, after);
    }

    private static List<Glyph> Lookalikes(List<Glyph> glyphs) =>
        glyphs.Exists(glyph => LetterShapes.OfLetter(glyph.Symbol) is not null)
            ? glyphs.ConvertAll(glyph => LetterShapes.OfLetter(glyph.Symbol) is { } letter ? glyph with { Symbol = letter } : glyph)
            : [];
}
