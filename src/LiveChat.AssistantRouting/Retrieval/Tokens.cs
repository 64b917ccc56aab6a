using System.Globalization;
using System.Text;
using LiveChat.ServiceDefaults;

namespace LiveChat.AssistantRouting.Retrieval;

/// <summary>One word, number or CJK bigram of a text. <paramref name="Start"/> and <paramref name="Length"/> are UTF-16
/// positions in the original, for highlights and for the distance between a number and its noun.</summary>
internal readonly record struct Token(string Text, int Start, int Length, bool Number, bool Capital);

/// <summary>
/// Cuts text of any script into folded tokens: lower case, no diacritics, numbers in one spelling ('9,50' and '9.5'
/// are equal), a digit and its unit apart ('101cm'), CJK and Thai as overlapping pairs because they have no spaces.
/// </summary>
internal static class Tokens
{
    /// <summary>Longer words are cut: nobody types them, and they would cost memory in every index.</summary>
    private const int LongestWord = 40;

    public static List<Token> Scan(string text)
    {
        var tokens = new List<Token>(Math.Min(text.Length / 5 + 1, 4096));
        var sentenceStart = true;
        for (var i = 0; i < text.Length;)
        {
            var rune = RuneAt(text, i);
            if (IsPaired(rune))
            {
                i = ScanPairs(text, i, tokens);
                sentenceStart = false;
            }
            else if (Rune.IsDigit(rune))
            {
                i = ScanNumber(text, i, tokens);
                sentenceStart = false;
            }
            else if (Rune.IsLetter(rune))
            {
                i = ScanWord(text, i, tokens, sentenceStart);
                sentenceStart = false;
            }
            else
            {
                if (rune.Value is '.' or '!' or '?' or '\n' or ':' or '¿' or '¡') sentenceStart = true;
                i += rune.Utf16SequenceLength;
            }
        }

        return tokens;
    }

    /// <summary>The one spelling under which a word is compared.</summary>
    public static string Fold(string word)
    {
        if (Ascii.IsValid(word)) return word.ToLowerInvariant();
        var buffer = new StringBuilder(word.Length + 2);
        foreach (var rune in UnicodeText.NormalizeAny(word, NormalizationForm.FormKD).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format) continue;
            switch (rune.Value)
            {
                case 'ß' or 'ẞ': buffer.Append("ss"); break;
                case 'æ' or 'Æ': buffer.Append("ae"); break;
                case 'œ' or 'Œ': buffer.Append("oe"); break;
                case 'ø' or 'Ø': buffer.Append('o'); break;
                case 'ł' or 'Ł': buffer.Append('l'); break;
                case 'đ' or 'Đ' or 'ð': buffer.Append('d'); break;
                case 'ı': buffer.Append('i'); break;
                case 'ى': buffer.Append('ي'); break;
                case 'ة': buffer.Append('ه'); break;
                case 'ـ': break;
                default: buffer.Append(Rune.ToLowerInvariant(rune).ToString()); break;
            }
        }

        return buffer.ToString();
    }

    /// <summary>'S', 'M' and 'L' are sizes when they stand alone as capitals, though the stop lists have them.</summary>
    public static bool IsSizeLetter(string text, Token token) =>
        token.Length == 1 && text[token.Start] is 'S' or 'M' or 'L' && (token.Start == 0 || text[token.Start - 1] is not ('\'' or '’'));

    private static int ScanWord(string text, int start, List<Token> tokens, bool sentenceStart)
    {
        var i = start;
        var apostrophe = -1;
        while (i < text.Length)
        {
            var rune = RuneAt(text, i);
            if (IsPaired(rune)) break;
            if (Rune.IsLetter(rune) || IsMark(rune)) i += rune.Utf16SequenceLength;
            else if (rune.Value is '\'' or '’' && i + 1 < text.Length && Rune.IsLetter(RuneAt(text, i + 1)))
            {
                if (apostrophe < 0) apostrophe = i;
                i++;
            }
            else break;
        }

        // "l'article", "qu'il" keep what follows the apostrophe; "jumper's", "what's" what stands before it.
        var (from, to) = apostrophe < 0 ? (start, i)
            : apostrophe - start <= 2 && i - apostrophe > 2 ? (apostrophe + 1, i)
            : (start, apostrophe);
        var word = Fold(UnicodeText.CutUnits(text[from..to], LongestWord));
        if (word.Length > 0) tokens.Add(new Token(word, from, to - from, false, !sentenceStart && Rune.IsUpper(RuneAt(text, from))));
        return i;
    }

    private static int ScanNumber(string text, int start, List<Token> tokens)
    {
        var i = start;
        while (i < text.Length)
        {
            var rune = RuneAt(text, i);
            if (Rune.IsDigit(rune)) i += rune.Utf16SequenceLength;
            else if (rune.Value is '.' or ',' && i + 1 < text.Length && Rune.IsDigit(RuneAt(text, i + 1))) i++;
            else break;
        }

        tokens.Add(new Token(CanonicalNumber(UnicodeText.CutUnits(text[start..i], LongestWord)), start, i - start, true, false));
        return i;
    }

    /// <summary>'1,000' is a thousand, '9,50' is nine and a half; what is no number at all ('10.2.3') stays as typed.</summary>
    internal static string CanonicalNumber(string raw)
    {
        var digits = UnicodeText.NormalizeAny(raw, NormalizationForm.FormKC);
        var comma = digits.IndexOf(',', StringComparison.Ordinal);
        if (comma >= 0)
        {
            var thousands = digits.Length - comma == 4 && digits.IndexOf(',', comma + 1) < 0 && comma is > 0 and <= 3;
            digits = thousands ? digits.Remove(comma, 1) : digits.Replace(',', '.');
        }

        return digits.Length <= 15 && decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            ? value.ToString("0.############", CultureInfo.InvariantCulture)
            : digits;
    }

    private static int ScanPairs(string text, int start, List<Token> tokens)
    {
        var i = start + RuneAt(text, start).Utf16SequenceLength;
        if (i == text.Length || !IsPaired(RuneAt(text, i))) Add(start, i);
        for (var previous = start; i < text.Length && RuneAt(text, i) is var rune && IsPaired(rune); i += rune.Utf16SequenceLength)
        {
            Add(previous, i + rune.Utf16SequenceLength);
            previous = i;
        }

        return i;

        // Two vowel signs of Thai fold to nothing.
        void Add(int from, int to)
        {
            var pair = Fold(text[from..to]);
            if (pair.Length > 0) tokens.Add(new Token(pair, from, to - from, false, false));
        }
    }

    private static bool IsPaired(Rune rune) => rune.IsBmp
        ? rune.Value is (>= 0x3040 and <= 0x30FF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF)
            or (>= 0xAC00 and <= 0xD7AF) or (>= 0xF900 and <= 0xFAFF) or (>= 0xFF66 and <= 0xFF9F) or (>= 0x0E00 and <= 0x0E7F)
        // The ideographs' extensions have two planes to themselves.
        : rune.Plane is 2 or 3 && Rune.IsLetter(rune);

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.Format;

    // A lone surrogate is no letter of anything.
    private static Rune RuneAt(string text, int index) => Rune.TryGetRuneAt(text, index, out var rune) ? rune : Rune.ReplacementChar;
}
