namespace LiveChat.SafetyModeration.Matching;

/// <summary>
/// The second reading of a text: what somebody meant who wrote "5h1t", "ѕhit" with a Cyrillic letter, "s.h.i.t" or
/// "s h i t". It changes glyphs and marks each change; a hit that touches no change is left to the plain reading, so
/// that this one can only add what was disguised.
/// </summary>
internal static class DisguisedReading
{
    private const int LongestJoin = 3;

    private const GlyphShapes Rereadable = GlyphShapes.Lookalike | GlyphShapes.Digit | GlyphShapes.Sign | GlyphShapes.Symbol | GlyphShapes.CapitalI;

    /// <param name="glyphs">Changed in place. Returns whether anything reads differently now.</param>
    /// <param name="shapes">What the text has of them.</param>
    /// <param name="oneIsL">"1" and "|" stand for l instead of i; a capital I behind a small letter too.</param>
    public static bool Apply(string text, Span<Glyph> glyphs, GlyphShapes shapes, bool oneIsL)
    {
        var altered = (shapes & Rereadable) != 0 && ReadSegments(text, glyphs, shapes, oneIsL);
        var joined = JoinWords(glyphs);
        var spaced = SpacedLetters.Join(glyphs);
        return altered || joined || spaced;
    }

    /// <summary>The text holds "1", "|" or a capital I inside a word, so that it can be read in two ways.</summary>
    public static bool IsAmbiguous(string text, ReadOnlySpan<Glyph> glyphs, GlyphShapes shapes)
    {
        if ((shapes & GlyphShapes.One) != 0)
            return true;
        if ((shapes & GlyphShapes.CapitalI) == 0)
            return false;
        foreach (ref readonly var glyph in glyphs)
        {
            if (IsCapitalInside(text, glyph))
                return true;
        }

        return false;
    }

    private static bool ReadSegments(string text, Span<Glyph> glyphs, GlyphShapes shapes, bool oneIsL)
    {
        // Real Cyrillic (Greek, Armenian) has letters that look like no Latin one. Without any, look-alikes are a disguise.
        var foreign = (shapes & GlyphShapes.Foreign) != 0;
        var altered = false;
        for (var at = 0; at < glyphs.Length;)
        {
            var (end, found) = SegmentEnd(glyphs, at);
            if (end == at)
            {
                if (glyphs[at].Kind == GlyphKind.Symbol)
                    glyphs[at] = glyphs[at] with { Kind = GlyphKind.Punctuation };
                at++;
                continue;
            }

            if ((found & Rereadable) != 0)
                altered |= ReadSegment(text, glyphs[at..end], oneIsL, foreign);
            at = end;
        }

        return altered;
    }

    private static (int End, GlyphShapes Shapes) SegmentEnd(ReadOnlySpan<Glyph> glyphs, int at)
    {
        var shapes = GlyphShapes.None;
        for (; at < glyphs.Length; at++)
        {
            ref readonly var glyph = ref glyphs[at];
            if (!glyph.IsWord && ((glyph.Shapes & GlyphShapes.Sign) == 0 || (LetterShapes.IsSignOnlyInside(glyph.Symbol)
                && !(at > 0 && glyphs[at - 1].IsWord && at + 1 < glyphs.Length && glyphs[at + 1].IsWord))))
                break;
            shapes |= glyph.Shapes;
        }

        return (at, shapes);
    }

    private static bool ReadSegment(string text, Span<Glyph> segment, bool oneIsL, bool foreign)
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
            else if ((glyph.Shapes & GlyphShapes.Lookalike) != 0)
                lookalikes++;
        }

        // "455" is a number, "A55" a product and "c4" too short to tell; "5h1t" has as many letters as digits. Signs alone
        // need three ("@$$").
        var leet = segment.Length >= 3 && (letters > 0 ? digits <= letters + signs : digits == 0);
        var shapes = lookalikes > 0 && (latin > 0 || (!foreign && lookalikes == letters));
        var altered = false;
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
            {
                glyph = glyph with { Symbol = read, Kind = GlyphKind.Letter, Marks = GlyphMarks.Altered };
                altered = true;
            }
            else if (glyph.Kind == GlyphKind.Symbol)
            {
                glyph = glyph with { Kind = GlyphKind.Punctuation };
            }
        }

        return altered;
    }

    // "kiII": a capital I behind a small letter is drawn like l.
    private static bool IsCapitalInside(string text, in Glyph glyph) =>
        (glyph.Shapes & GlyphShapes.CapitalI) != 0 && glyph.Start > 0
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
