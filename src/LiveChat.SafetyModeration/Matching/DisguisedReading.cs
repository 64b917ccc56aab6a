using System.Runtime.InteropServices;

namespace LiveChat.SafetyModeration.Matching;

/// <summary>
/// The second reading of a text: what somebody meant who wrote "5h1t", "ѕhit" with a Cyrillic letter, "s.h.i.t" or
/// "s h i t". It changes glyphs and marks each change; a hit that touches no change is left to the plain reading, so
/// that this one can only add what was disguised.
/// </summary>
internal static class DisguisedReading
{
    private const int LongestJoin = 3;

    /// <param name="glyphs">Changed in place. Returns whether anything was altered.</param>
    /// <param name="oneIsL">"1" and "|" stand for l instead of i; a capital I behind a small letter too.</param>
    public static bool Apply(string text, List<Glyph> glyphs, bool oneIsL)
    {
        var span = CollectionsMarshal.AsSpan(glyphs);
        var foreign = WritesForeignScript(span);
        for (var at = 0; at < span.Length;)
        {
            var end = SegmentEnd(span, at);
            if (end == at)
            {
                if (span[at].Kind == GlyphKind.Symbol)
                    span[at] = span[at] with { Kind = GlyphKind.Punctuation };
                at++;
                continue;
            }

            ReadSegment(text, span[at..end], oneIsL, foreign);
            at = end;
        }

        var separators = JoinWords(span);
        separators |= SpacedLetters.Join(span);
        if (separators)
            glyphs.RemoveAll(glyph => glyph.Kind == GlyphKind.Dropped);
        foreach (ref readonly var glyph in CollectionsMarshal.AsSpan(glyphs))
        {
            if (glyph.Marks != GlyphMarks.None)
                return true;
        }

        return false;
    }

    /// <summary>The text holds "1", "|" or a capital I inside a word, so that it can be read in two ways.</summary>
    public static bool IsAmbiguous(string text, List<Glyph> glyphs)
    {
        foreach (ref readonly var glyph in CollectionsMarshal.AsSpan(glyphs))
        {
            if (glyph.Symbol is '1' or '|' || IsCapitalInside(text, glyph))
                return true;
        }

        return false;
    }

    // Real Cyrillic (Greek, Armenian) has letters that look like no Latin one. Without any, look-alikes are a disguise.
    private static bool WritesForeignScript(ReadOnlySpan<Glyph> glyphs)
    {
        foreach (ref readonly var glyph in glyphs)
        {
            if (glyph.Kind == GlyphKind.Letter && glyph.Symbol is >= 0x370 and <= 0x58F && LetterShapes.OfLetter(glyph.Symbol) is null)
                return true;
        }

        return false;
    }

    private static bool IsPart(in Glyph glyph) =>
        glyph.IsWord || LetterShapes.OfSign(glyph.Symbol, false) is not null || LetterShapes.OfSymbol(glyph.Symbol) is not null;

    private static int SegmentEnd(ReadOnlySpan<Glyph> glyphs, int at)
    {
        while (at < glyphs.Length && IsPart(glyphs[at]))
        {
            if (!glyphs[at].IsWord && LetterShapes.IsSignOnlyInside(glyphs[at].Symbol)
                && !(at > 0 && glyphs[at - 1].IsWord && at + 1 < glyphs.Length && glyphs[at + 1].IsWord))
                break;
            at++;
        }

        return at;
    }

    private static void ReadSegment(string text, Span<Glyph> segment, bool oneIsL, bool foreign)
    {
        int letters = 0, digits = 0, signs = 0, latin = 0, lookalikes = 0;
        foreach (ref readonly var glyph in segment)
        {
            if (glyph.Kind == GlyphKind.Digit)
                digits++;
            else if (glyph.Kind != GlyphKind.Letter)
                signs++;
            else
                letters++;
            if (glyph.Symbol is >= 'a' and <= 'z')
                latin++;
            else if (glyph.Kind == GlyphKind.Letter && LetterShapes.OfLetter(glyph.Symbol) is not null)
                lookalikes++;
        }

        // "455" is a number, "A55" a product and "c4" too short to tell; "5h1t" has as many letters as digits. Signs alone
        // need three ("@$$").
        var leet = segment.Length >= 3 && (letters > 0 ? digits <= letters + signs : digits == 0);
        var shapes = lookalikes > 0 && (latin > 0 || (!foreign && lookalikes == letters));
        foreach (ref var glyph in segment)
        {
            char? letter = glyph.Kind switch
            {
                GlyphKind.Letter when shapes => LetterShapes.OfLetter(glyph.Symbol),
                GlyphKind.Letter when oneIsL && IsCapitalInside(text, glyph) => 'l',
                GlyphKind.Digit when leet => LetterShapes.OfDigit(glyph.Symbol, oneIsL) is var c and > (char)0 ? c : null,
                GlyphKind.Symbol or GlyphKind.Punctuation when leet =>
                    LetterShapes.OfSign(glyph.Symbol, oneIsL) ?? LetterShapes.OfSymbol(glyph.Symbol),
                _ => null,
            };
            if (letter is { } read)
                glyph = glyph with { Symbol = read, Kind = GlyphKind.Letter, Marks = GlyphMarks.Altered };
            else if (glyph.Kind == GlyphKind.Symbol)
                glyph = glyph with { Kind = GlyphKind.Punctuation };
        }
    }

    // "kiII": a capital I behind a small letter is drawn like l.
    private static bool IsCapitalInside(string text, in Glyph glyph) =>
        glyph.Symbol == 'i' && glyph.Start > 0 && text[glyph.Start] == 'I'
        && (char.IsLower(text[glyph.Start - 1]) || (text[glyph.Start - 1] == 'I' && glyph.Start > 1 && char.IsLower(text[glyph.Start - 2])));

    // "s.hit", "fu_ck", "a*ss": up to three signs without a space between letters are read over. Not the apostrophe:
    // "he'll" is no "hell".
    private static bool JoinWords(Span<Glyph> glyphs)
    {
        var joined = false;
        for (var at = 1; at < glyphs.Length; at++)
        {
            if (glyphs[at].Kind != GlyphKind.Punctuation || !glyphs[at - 1].IsWord || glyphs[at].Symbol is '\'' or '’')
                continue;
            var end = at;
            while (end < glyphs.Length && glyphs[end].Kind == GlyphKind.Punctuation)
                end++;
            if (end == glyphs.Length || !glyphs[end].IsWord || end - at > LongestJoin)
                continue;
            glyphs[at..end].Fill(glyphs[at] with { Kind = GlyphKind.Dropped });
            glyphs[end] = glyphs[end] with { Marks = glyphs[end].Marks | GlyphMarks.Joined };
            joined = true;
            at = end;
        }

        return joined;
    }
}
