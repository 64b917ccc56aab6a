using System.Globalization;
using System.Text;

namespace LiveChat.SafetyModeration.Matching;

/// <summary>Where a word ends depends on the script: most put spaces, some put none, Korean puts particles behind.</summary>
internal static class WritingSystems
{
    /// <summary>Chinese, Japanese, Thai, Lao, Khmer, Burmese: no spaces between words, so a phrase stands anywhere.</summary>
    public static bool HasNoSpaces(int symbol) => symbol >= 0x0E00 && symbol switch
    {
        <= 0x0EFF => true, // Thai, Lao
        >= 0x1000 and <= 0x109F or >= 0x1780 and <= 0x17FF => true, // Burmese, Khmer
        >= 0x2E80 and <= 0x2FDF or >= 0x3005 and <= 0x3007 or >= 0x3021 and <= 0x3029 => true,
        >= 0x3040 and <= 0x312F or >= 0x31A0 and <= 0x31FF => true, // kana, Bopomofo
        >= 0x3400 and <= 0x4DBF or >= 0x4E00 and <= 0x9FFF or >= 0xF900 and <= 0xFAFF or >= 0x20000 and <= 0x3FFFF => true,
        _ => false,
    };

    public static bool IsHangul(int symbol) =>
        symbol is >= 0x1100 and <= 0x11FF or >= 0x3130 and <= 0x318F or >= 0xA960 and <= 0xA97F or >= 0xAC00 and <= 0xD7FF;

    /// <summary>A vowel or final consonant of the syllable in front of it: cutting there would cut the syllable.</summary>
    public static bool ContinuesSyllable(int symbol) => symbol is >= 0x1160 and <= 0x11FF or >= 0xD7B0 and <= 0xD7FF;

    /// <summary>A phrase that starts (or ends) with this must not go on in the same word.</summary>
    public static bool NeedsBoundary(Run edge, bool atEnd) =>
        edge.Kind is GlyphKind.Letter or GlyphKind.Digit && !HasNoSpaces(edge.Symbol) && !(atEnd && IsHangul(edge.Symbol));

    /// <summary>The neighbour belongs to the same word as the edge. A change to or from Hangul ends a word.</summary>
    public static bool ContinuesWord(Run edge, Run neighbour) =>
        neighbour.Kind is GlyphKind.Letter or GlyphKind.Digit && !HasNoSpaces(neighbour.Symbol)
        && IsHangul(neighbour.Symbol) == IsHangul(edge.Symbol);

    /// <summary>A mark that changes the letter before it (Indic and Thai vowels, Japanese voicing) is part of that letter.</summary>
    public static bool IsMark(int symbol) =>
        Rune.GetUnicodeCategory(new Rune(symbol)) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
