using System.Buffers;
using System.Globalization;
using System.Text;

namespace LiveChat.ServiceDefaults.PersonalData;

/// <summary>Digits that stand together, with at most two separators between two of them.</summary>
/// <param name="Places">Index of each digit in the read text.</param>
/// <param name="Groups">Index within <paramref name="Digits"/> at which each unseparated group begins.</param>
internal sealed record DigitRun(string Digits, IReadOnlyList<int> Places, IReadOnlyList<int> Groups);

/// <summary>
/// A text as it is searched: any script's digits as ASCII, all dashes and spaces alike, full-width letters narrow, nothing
/// invisible; with the way back to the original. Most texts read as they stand: then nothing is copied, since this runs for
/// every message before it is stored.
/// </summary>
internal sealed class ScanText
{
    private const int FewestDigits = 7;

    /// <summary>For the vectorised way from one number to the next.</summary>
    internal static readonly SearchValues<char> Digits = SearchValues.Create("0123456789");

    // Without any of these nothing can be found.
    private static readonly SearchValues<char> s_promising = SearchValues.Create("@-0123456789");

    // What each character of the BMP folds to, in pages that are made when first touched.
    private static readonly char[]?[] s_pages = new char[]?[256];

    private readonly string original;
    // Where each character of the read text stands; null where that is its own place.
    private readonly int[]? starts;
    private List<DigitRun>? runs;

    private ScanText(string original, string text, int[]? starts, bool promising) =>
        (this.original, Text, this.starts, Promising) = (original, text, starts, promising);

    public string Text { get; }

    /// <summary>There is a digit, an '@' or a dash: without any nothing can be found.</summary>
    public bool Promising { get; }

    public int Origin(int index) => starts is null ? index : starts[index];

    public int OriginEnd(int index) => starts is null ? index + 1 : starts[index] + (IsPair(original, starts[index]) ? 2 : 1);

    public IReadOnlyList<DigitRun> Runs => runs ??= ReadRuns();

    public static ScanText Read(string original)
    {
        var promising = original.AsSpan().ContainsAny(s_promising);
        if (System.Text.Ascii.IsValid(original))
            return new ScanText(original, original, null, promising);
        var (changed, shorter) = (false, 0);
        for (var i = 0; i < original.Length; i++)
        {
            var c = original[i];
            if (c < 0x80)
                continue;
            var pair = IsPair(original, i);
            var folded = Fold(original, i);
            if (folded != c)
            {
                changed = true;
                // What is dropped, and a digit of two units, move all that follows.
                shorter += folded == 0 ? (pair ? 2 : 1) : pair ? 1 : 0;
                promising |= folded is '@' or '-' or (>= '0' and <= '9');
            }

            if (pair)
                i++;
        }

        return !promising || !changed ? new ScanText(original, original, null, promising) : Folded(original, original.Length - shorter, shorter > 0);
    }

    private static ScanText Folded(string original, int length, bool moved)
    {
        var starts = moved ? new int[length] : null;
        var text = string.Create(length, (original, starts), static (into, from) =>
        {
            var at = 0;
            for (var i = 0; i < from.original.Length; i++)
            {
                var c = from.original[i] < 0x80 ? from.original[i] : Fold(from.original, i);
                var pair = IsPair(from.original, i);
                if (c != 0 || from.original[i] == 0)
                {
                    if (from.starts is not null)
                        from.starts[at] = i;
                    into[at++] = c;
                    if (pair && c == from.original[i])
                    {
                        if (from.starts is not null)
                            from.starts[at] = i + 1;
                        into[at++] = from.original[i + 1];
                    }
                }

                if (pair)
                    i++;
            }
        });
        return new ScanText(original, text, starts, true);
    }

    private static bool IsPair(string text, int at) =>
        char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]);

    // Zero drops it. Other signs beyond the BMP, and halves of them, stay: no rule takes them for anything.
    private static char Fold(string text, int at)
    {
        var c = text[at];
        if (char.IsSurrogate(c))
            return Fold(CharUnicodeInfo.GetDecimalDigitValue(text, at), CharUnicodeInfo.GetUnicodeCategory(text, at), c);
        var page = Volatile.Read(ref s_pages[c >> 8]) ?? MakePage(c >> 8);
        return page[c & 0xFF];
    }

    // Two threads may make the same page; the results are equal, so the loser's is dropped without harm.
    private static char[] MakePage(int number)
    {
        var page = new char[256];
        for (var i = 0; i < page.Length; i++)
        {
            var c = (char)((number << 8) | i);
            page[i] = Fold(CharUnicodeInfo.GetDecimalDigitValue(c), CharUnicodeInfo.GetUnicodeCategory(c), c);
        }

        Volatile.Write(ref s_pages[number], page);
        return page;
    }

    private static char Fold(int digit, UnicodeCategory category, char c) => category switch
    {
        _ when digit is >= 0 and <= 9 => (char)('0' + digit),
        UnicodeCategory.Format => (char)0,
        UnicodeCategory.DashPunctuation => '-',
        UnicodeCategory.SpaceSeparator => ' ',
        _ when c is >= '！' and <= '～' => (char)(c - 0xFEE0),
        _ => c,
    };

    private List<DigitRun> ReadRuns()
    {
        var found = new List<DigitRun>();
        var digits = new StringBuilder();
        var (places, groups) = (new List<int>(), new List<int>());
        for (var i = 0; i <= Text.Length; i++)
        {
            // Between two runs nothing matters.
            if (places.Count == 0 && Text.AsSpan(i).IndexOfAny(Digits) is var next)
            {
                if (next < 0)
                    break;
                i += next;
            }

            if (i < Text.Length && char.IsAsciiDigit(Text[i]))
            {
                if (places.Count == 0 || places[^1] != i - 1)
                    groups.Add(digits.Length);
                digits.Append(Text[i]);
                places.Add(i);
                continue;
            }

            if (places.Count == 0 || (i < Text.Length && i - places[^1] <= 2 && Text[i] is ' ' or '-' or '.' or '/' or '(' or ')'))
                continue;
            // Shorter ones are no card and no phone: most are, so most cost nothing.
            if (digits.Length >= FewestDigits)
                found.Add(new DigitRun(digits.ToString(), [.. places], [.. groups]));
            digits.Clear();
            places.Clear();
            groups.Clear();
        }

        return found;
    }
}
