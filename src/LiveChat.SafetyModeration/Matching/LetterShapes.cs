using System.Collections.Frozen;

namespace LiveChat.SafetyModeration.Matching;

/// <summary>
/// What another reading could make of a folded character. Found once for each character of Unicode, so that a text in which
/// nothing can be read another way is known for one without looking at it again.
/// </summary>
[Flags]
internal enum GlyphShapes : byte
{
    None = 0,

    /// <summary>A letter of another script that is drawn like a Latin one.</summary>
    Lookalike = 1,

    /// <summary>A Greek, Cyrillic or Armenian letter that is drawn like no Latin one.</summary>
    Foreign = 2,

    Digit = 4,

    /// <summary>A sign or emoji that is drawn like a letter.</summary>
    Sign = 8,

    /// <summary>Any sign that a phrase may name.</summary>
    Symbol = 16,

    /// <summary>"1" or "|": i or l.</summary>
    One = 32,

    /// <summary>A capital I, which behind a small letter may be an l.</summary>
    CapitalI = 64,
}

/// <summary>Which Latin letter a character is drawn like: look-alikes of other scripts, and leetspeak.</summary>
internal static class LetterShapes
{
    // After folding, so in lower case: Cyrillic, Greek, Armenian.
    private static readonly FrozenDictionary<int, char> Lookalikes = Pairs(
        "аaвbсcеeнhіiјjкkмmоoрpѕsтtуyхxԁdһhԛqԝwьbпnґrүyӏl" +
        "αaβbεeηnιiκkνvοoρpτtυuχxωwγyμuϲcϳj" +
        "օoսuհhոnցgզq");

    public static GlyphShapes Of(int symbol, GlyphKind kind)
    {
        var shapes = kind switch
        {
            GlyphKind.Letter when OfLetter(symbol) is not null => GlyphShapes.Lookalike,
            GlyphKind.Letter when symbol is >= 0x370 and <= 0x58F => GlyphShapes.Foreign,
            GlyphKind.Digit => GlyphShapes.Digit,
            GlyphKind.Symbol => GlyphShapes.Symbol,
            _ => GlyphShapes.None,
        };
        if (kind is GlyphKind.Symbol or GlyphKind.Punctuation && (OfSign(symbol, false) ?? OfSymbol(symbol)) is not null)
            shapes |= GlyphShapes.Sign;
        return symbol is '1' or '|' ? shapes | GlyphShapes.One : shapes;
    }

    public static char? OfLetter(int symbol) => Lookalikes.TryGetValue(symbol, out var letter) ? letter : null;

    /// <summary>Letters drawn as emoji: negative circled and squared ones, regional indicators.</summary>
    public static char? OfSymbol(int symbol) => symbol switch
    {
        >= 0x1F150 and <= 0x1F169 => (char)('a' + symbol - 0x1F150),
        >= 0x1F170 and <= 0x1F189 => (char)('a' + symbol - 0x1F170),
        >= 0x1F1E6 and <= 0x1F1FF => (char)('a' + symbol - 0x1F1E6),
        _ => null,
    };

    public static char OfDigit(int symbol, bool oneIsL) => symbol switch
    {
        '0' => 'o',
        '1' => oneIsL ? 'l' : 'i',
        '2' => 'z',
        '3' => 'e',
        '4' => 'a',
        '5' => 's',
        '6' => 'g',
        '7' => 't',
        '8' => 'b',
        '9' => 'g',
        _ => (char)0,
    };

    public static char? OfSign(int symbol, bool oneIsL) => symbol switch
    {
        '@' => 'a',
        '$' or '§' => 's',
        '!' or '¡' => 'i',
        '|' => oneIsL ? 'l' : 'i',
        '+' => 't',
        '(' or '¢' => 'c',
        '€' => 'e',
        '£' => 'l',
        '¥' => 'y',
        _ => null,
    };

    /// <summary>Signs that end a sentence or open a bracket in honest text: a letter only in the middle of a word.</summary>
    public static bool IsSignOnlyInside(int symbol) => symbol is '!' or '¡' or '(' or '+' or '|';

    private static FrozenDictionary<int, char> Pairs(string pairs)
    {
        var map = new Dictionary<int, char>();
        for (var i = 0; i < pairs.Length; i += 2)
            map[pairs[i]] = pairs[i + 1];
        return map.ToFrozenDictionary();
    }
}
