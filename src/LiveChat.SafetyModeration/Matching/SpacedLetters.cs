namespace LiveChat.SafetyModeration.Matching;

/// <summary>
/// "f u c k   y o u": three or more single letters in a row are read as words. A gap wider than the narrowest one of
/// the series stays a space.
/// </summary>
internal static class SpacedLetters
{
    private const int Fewest = 3;
    private const int WidestGap = 5;

    public static bool Join(Span<Glyph> glyphs)
    {
        var joined = false;
        for (var at = 0; at < glyphs.Length;)
        {
            // Most letters stand in words: those cost one look each.
            if (!glyphs[at].IsWord || (at + 1 < glyphs.Length && glyphs[at + 1].IsWord))
            {
                while (at < glyphs.Length && glyphs[at].IsWord)
                    at++;
                while (at < glyphs.Length && !glyphs[at].IsWord)
                    at++;
                continue;
            }

            var (end, letters, narrowest) = Series(glyphs, at);
            if (letters >= Fewest)
            {
                Close(glyphs[at..end], narrowest);
                joined = true;
            }

            at = Math.Max(end, at + 1);
        }

        return joined;
    }

    // A series starts at a letter with no letter in front of it and goes on while letters stand alone.
    private static (int End, int Letters, int Narrowest) Series(ReadOnlySpan<Glyph> glyphs, int start)
    {
        int end = start, letters = 0, narrowest = int.MaxValue;
        for (var at = start; at < glyphs.Length;)
        {
            if (!StandsAlone(glyphs, at))
                break;
            if (letters > 0)
                narrowest = Math.Min(narrowest, Width(glyphs, end, at));
            letters++;
            end = ++at;
            while (at < glyphs.Length && !glyphs[at].IsWord && at - end < WidestGap)
                at++;
        }

        return (end, letters, narrowest);
    }

    private static bool StandsAlone(ReadOnlySpan<Glyph> glyphs, int at) =>
        glyphs[at].Kind == GlyphKind.Letter && (glyphs[at].Marks & GlyphMarks.Joined) == 0
        && !WritingSystems.HasNoSpaces(glyphs[at].Symbol)
        && (at == 0 || !glyphs[at - 1].IsWord)
        && (at + 1 == glyphs.Length || !glyphs[at + 1].IsWord);

    private static int Width(ReadOnlySpan<Glyph> glyphs, int from, int to)
    {
        var width = 0;
        foreach (ref readonly var glyph in glyphs[from..to])
            width += glyph.Kind == GlyphKind.Dropped ? 0 : 1;
        return width;
    }

    private static void Close(Span<Glyph> series, int narrowest)
    {
        var gap = 0;
        var first = true;
        for (var at = 0; at < series.Length; at++)
        {
            if (!series[at].IsWord)
            {
                gap++;
                continue;
            }

            var closes = !first && gap <= narrowest;
            if (closes)
                series.Slice(at - gap, gap).Fill(series[at - 1] with { Kind = GlyphKind.Dropped });
            series[at] = series[at] with { Marks = series[at].Marks | (closes ? GlyphMarks.Spaced | GlyphMarks.Joined : GlyphMarks.Spaced) };
            first = false;
            gap = 0;
        }
    }
}
