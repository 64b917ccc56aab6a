using System.Globalization;
using System.Text;

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
            var c = text[i];
            if (IsPaired(c))
            {
                i = ScanPairs(text, i, tokens);
                sentenceStart = false;
            }
            else if (char.IsDigit(c))
            {
                i = ScanNumber(text, i, tokens);
                sentenceStart = false;
            }
            else if (IsLetter(text, i))
            {
                i = ScanWord(text, i, tokens, sentenceStart);
                sentenceStart = false;
            }
            else
            {
                if (c is '.' or '!' or '?' or '\n' or ':' or '¿' or '¡') sentenceStart = true;
                i++;
            }
        }

        return tokens;
    }

    /// <summary>The one spelling under which a word is compared.</summary>
    public static string Fold(string word)
    {
        if (Ascii.IsValid(word)) return word.ToLowerInvariant();
        var buffer = new StringBuilder(word.Length + 2);
        foreach (var c in word.Normalize(NormalizationForm.FormKD))
        {
            if (char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format) continue;
            switch (c)
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
                default: buffer.Append(char.ToLowerInvariant(c)); break;
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
        while (i < text.Length && !IsPaired(text[i]))
        {
            if (IsLetter(text, i) || IsMark(text[i])) i++;
            else if (text[i] is '\'' or '’' && i + 1 < text.Length && IsLetter(text, i + 1))
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
        var word = Fold(text.Substring(from, Math.Min(to - from, LongestWord)));
        if (word.Length > 0) tokens.Add(new Token(word, from, to - from, false, !sentenceStart && char.IsUpper(text[from])));
        return i;
    }

    private static int ScanNumber(string text, int start, List<Token> tokens)
    {
        var i = start;
        while (i < text.Length && (char.IsDigit(text[i]) || (text[i] is '.' or ',' && i + 1 < text.Length && char.IsDigit(text[i + 1])))) i++;
        var end = Math.Min(i, start + LongestWord);
        tokens.Add(new Token(CanonicalNumber(text.AsSpan(start, end - start)), start, i - start, true, false));
        return i;
    }

    /// <summary>'1,000' is a thousand, '9,50' is nine and a half; what is no number at all ('10.2.3') stays as typed.</summary>
    internal static string CanonicalNumber(ReadOnlySpan<char> raw)
    {
        var digits = raw.ToString().Normalize(NormalizationForm.FormKC);
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
        var i = start;
        while (i < text.Length && IsPaired(text[i])) i++;
        if (i - start == 1)
        {
            tokens.Add(new Token(Fold(text.Substring(start, 1)), start, 1, false, false));
            return i;
        }

        for (var p = start; p + 1 < i; p++) tokens.Add(new Token(Fold(text.Substring(p, 2)), p, 2, false, false));
        return i;
    }

    private static bool IsPaired(char c) =>
        c is (>= '\u3040' and <= '\u30FF') or (>= '\u3400' and <= '\u4DBF') or (>= '\u4E00' and <= '\u9FFF')
            or (>= '\uAC00' and <= '\uD7AF') or (>= '\uF900' and <= '\uFAFF') or (>= '\uFF66' and <= '\uFF9F') or (>= '\u0E00' and <= '\u0E7F');

    private static bool IsLetter(string text, int index) =>
        char.IsLetter(text[index]) || (char.IsSurrogate(text[index]) && CharUnicodeInfo.GetUnicodeCategory(text, index) is UnicodeCategory.OtherLetter);

    private static bool IsMark(char c) =>
        char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.Format;
}
