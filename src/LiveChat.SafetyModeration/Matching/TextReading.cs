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
        ReadRuns(glyphs, runs);
        var normalized = new StringBuilder(text.Length);
        foreach (var run in runs)
        {
            for (var i = 0; i < run.Count; i++)
                normalized.Append(new Rune(run.Symbol).ToString());
        }

        return normalized.ToString();
    }

    public static void ReadGlyphs(string text, List<Glyph> into)
    {
        into.Clear();
        for (var at = 0; at < text.Length;)
        {
            var ok = Rune.TryGetRuneAt(text, at, out var rune);
            var end = at + (ok ? rune.Utf16SequenceLength : 1);
            if (!ok)
            {
                // A lone surrogate ends a word; it never joins what stands around it.
                into.Add(new Glyph(0xFFFD, GlyphKind.Punctuation, at, end));
                at = end;
                continue;
            }

            ref readonly var entry = ref RuneFolding.Of(rune.Value);
            if (entry.Kind != GlyphKind.Dropped)
                into.Add(new Glyph(entry.Symbol, entry.Kind, at, end));
            foreach (var (symbol, kind) in entry.Rest ?? [])
                into.Add(new Glyph(symbol, kind, at, end));
            at = end;
        }
    }

    /// <summary>
    /// Equal glyphs in a row become one run, separators one space (none at the ends). A space also stands between a word
    /// and a sign, so that "5$" and "5 $" read the same.
    /// </summary>
    public static void ReadRuns(List<Glyph> glyphs, List<Run> into)
    {
        into.Clear();
        var pending = GlyphMarks.None;
        var separated = false;
        foreach (ref readonly var glyph in CollectionsMarshal.AsSpan(glyphs))
        {
            if (glyph.IsSeparator)
            {
                separated = true;
                pending |= glyph.Marks;
                continue;
            }

            if (into.Count > 0)
            {
                var last = into[^1];
                if (separated || last.Kind == GlyphKind.Symbol != (glyph.Kind == GlyphKind.Symbol))
                {
                    into.Add(new Run(' ', GlyphKind.Space, 1, last.End, glyph.Start, pending));
                }
                else if (last.Symbol == glyph.Symbol)
                {
                    into[^1] = last with { Count = last.Count + 1, End = glyph.End, Marks = last.Marks | glyph.Marks };
                    continue;
                }
            }

            into.Add(new Run(glyph.Symbol, glyph.Kind, 1, glyph.Start, glyph.End, glyph.Marks));
            separated = false;
            pending = GlyphMarks.None;
        }
    }
}
