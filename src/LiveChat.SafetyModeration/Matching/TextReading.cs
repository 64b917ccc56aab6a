using System.Runtime.InteropServices;
using System.Text;

namespace LiveChat.SafetyModeration.Matching;

/// <summary>Turns a text into glyphs and glyphs into runs. Never throws, whatever the string holds.</summary>
internal static class TextReading
{
    /// <summary>The folded form as a string: words of folded characters, one space between them. Idempotent.</summary>
    public static string Normalize(string text)
    {
        var glyphs = new List<Glyph>(text.Length);
        var runs = new List<Run>(text.Length);
        ReadGlyphs(text, glyphs);
        ReadRuns(CollectionsMarshal.AsSpan(glyphs), runs);
        var normalized = new StringBuilder(text.Length);
        foreach (var run in runs)
        {
            for (var i = 0; i < run.Count; i++)
                normalized.Append(new Rune(run.Symbol).ToString());
        }

        return normalized.ToString();
    }

    /// <summary>Replaces what is in the list; returns what another reading could make of any of it.</summary>
    public static GlyphShapes ReadGlyphs(string text, List<Glyph> into)
    {
        // One glyph a character or fewer, but for the few that fold to several: for those the list grows below.
        CollectionsMarshal.SetCount(into, text.Length);
        var glyphs = CollectionsMarshal.AsSpan(into);
        var latin = RuneFolding.Latin;
        var shapes = GlyphShapes.None;
        var count = 0;
        for (var at = 0; at < text.Length;)
        {
            var unit = text[at];
            if (unit < latin.Length)
            {
                ref readonly var entry = ref latin[unit];
                if (entry.Rest is null && count < glyphs.Length)
                {
                    if (entry.Kind != GlyphKind.Dropped)
                        glyphs[count++] = new Glyph(entry.Symbol, at, entry.Kind, entry.Shapes, 1);
                    shapes |= entry.Shapes;
                    at++;
                    continue;
                }
            }

            var width = ReadOther(text, at, into, ref count, ref shapes);
            glyphs = CollectionsMarshal.AsSpan(into);
            at += width;
        }

        CollectionsMarshal.SetCount(into, count);
        return shapes;
    }

    /// <summary>
    /// Equal glyphs in a row become one run, separators one space (none at the ends). A space also stands between a word
    /// and a sign, so that "5$" and "5 $" read the same.
    /// </summary>
    public static void ReadRuns(ReadOnlySpan<Glyph> glyphs, List<Run> into)
    {
        // Each glyph ends as one run or less, and may put one space before itself.
        CollectionsMarshal.SetCount(into, 2 * glyphs.Length);
        var runs = CollectionsMarshal.AsSpan(into);
        var count = 0;
        var pending = GlyphMarks.None;
        var separated = false;
        foreach (ref readonly var glyph in glyphs)
        {
            if (glyph.IsSeparator)
            {
                separated = true;
                pending |= glyph.Marks;
                continue;
            }

            if (glyph.Kind == GlyphKind.Dropped)
                continue;
            if (count > 0)
            {
                ref var last = ref runs[count - 1];
                if (separated || last.Kind == GlyphKind.Symbol != (glyph.Kind == GlyphKind.Symbol))
                {
                    runs[count++] = new Run(' ', last.End, glyph.Start, 1, GlyphKind.Space, pending);
                }
                else if (last.Symbol == glyph.Symbol)
                {
                    last = last with { Count = last.Count + 1, End = glyph.End, Marks = last.Marks | glyph.Marks };
                    continue;
                }
            }

            runs[count++] = new Run(glyph.Symbol, glyph.Start, glyph.End, 1, glyph.Kind, glyph.Marks);
            separated = false;
            pending = GlyphMarks.None;
        }

        CollectionsMarshal.SetCount(into, count);
    }

    private static int ReadOther(string text, int at, List<Glyph> into, ref int count, ref GlyphShapes shapes)
    {
        // A lone surrogate ends a word; it never joins what stands around it.
        if (!Rune.TryGetRuneAt(text, at, out var rune))
        {
            Put(into, ref count, new Glyph(0xFFFD, at, GlyphKind.Punctuation, GlyphShapes.None, 1));
            return 1;
        }

        var width = rune.Utf16SequenceLength;
        ref readonly var entry = ref RuneFolding.Of(rune.Value);
        if (entry.Kind != GlyphKind.Dropped)
            Put(into, ref count, new Glyph(entry.Symbol, at, entry.Kind, entry.Shapes, (byte)width));
        shapes |= entry.Shapes;
        foreach (ref readonly var more in entry.Rest.AsSpan())
        {
            Put(into, ref count, new Glyph(more.Symbol, at, more.Kind, more.Shapes, (byte)width));
            shapes |= more.Shapes;
        }

        return width;
    }

    private static void Put(List<Glyph> into, ref int count, Glyph glyph)
    {
        if (count == into.Count)
            into.Add(glyph);
        else
            into[count] = glyph;
        count++;
    }
}
