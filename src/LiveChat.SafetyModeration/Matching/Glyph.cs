namespace LiveChat.SafetyModeration.Matching;

internal enum GlyphKind : byte
{
    /// <summary>White space, one of many: ends a word.</summary>
    Space,

    /// <summary>Punctuation, unassigned and broken code units: ends a word too, but may hide inside one ("f.u.c.k").</summary>
    Punctuation,

    /// <summary>Emoji, currency and other signs: a phrase may name them, and they end a word.</summary>
    Symbol,

    /// <summary>Letters and the marks that change a letter.</summary>
    Letter,
    Digit,

    /// <summary>Nothing to see: zero-width, soft hyphen, control characters.</summary>
    Dropped,
}

[Flags]
internal enum GlyphMarks : byte
{
    None = 0,

    /// <summary>The reading took the character for something else than it says.</summary>
    Altered = 1,

    /// <summary>The separator in front of it was read over.</summary>
    Joined = 2,

    /// <summary>One of a series of single letters ("f u c k").</summary>
    Spaced = 4,
}

/// <summary>One folded character and the UTF-16 span of the original text that it came from.</summary>
/// <param name="Symbol">Unicode scalar value after folding.</param>
/// <param name="Width">UTF-16 units, 1 or 2.</param>
internal readonly record struct Glyph(int Symbol, int Start, GlyphKind Kind, GlyphShapes Shapes, byte Width, GlyphMarks Marks = GlyphMarks.None)
{
    public int End => Start + Width;

    public bool IsWord => Kind is GlyphKind.Letter or GlyphKind.Digit;

    public bool IsSeparator => Kind is GlyphKind.Space or GlyphKind.Punctuation;
}

/// <summary>Equal folded characters in a row. Repeating a letter changes only <see cref="Count"/>.</summary>
internal readonly record struct Run(int Symbol, int Start, int End, int Count, GlyphKind Kind, GlyphMarks Marks);
