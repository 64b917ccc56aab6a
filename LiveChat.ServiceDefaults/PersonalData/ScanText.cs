using System.Globalization;
using System.Text;

namespace LiveChat.ServiceDefaults.PersonalData;

/// <summary>Digits that stand together, with at most two separators between two of them.</summary>
/// <param name="Places">Index of each digit in the read text.</param>
/// <param name="Groups">Index within <paramref name="Digits"/> at which each unseparated group begins.</param>
internal sealed record DigitRun(string Digits, IReadOnlyList<int> Places, IReadOnlyList<int> Groups);

/// <summary>
/// A text as it is searched: any script's digits as ASCII, all dashes and spaces alike, full-width letters narrow, nothing
/// invisible; with the way back to the original.
/// </summary>
internal sealed class ScanText
{
    private readonly List<int> starts;
    private readonly List<int> ends;
    private List<DigitRun>? runs;

    private ScanText(string text, List<int> starts, List<int> ends, bool promising) =>
        (Text, this.starts, this.ends, Promising) = (text, starts, ends, promising);

    public string Text { get; }

    /// <summary>There is a digit, an '@' or a dash: without any nothing can be found.</summary>
    public bool Promising { get; }

    public int Origin(int index) => starts[index];

    public int OriginEnd(int index) => ends[index];

    public IReadOnlyList<DigitRun> Runs => runs ??= ReadRuns();

    public static ScanText Read(string original)
    {
        var text = new StringBuilder(original.Length);
        var (starts, ends) = (new List<int>(original.Length), new List<int>(original.Length));
        var promising = false;
        for (var i = 0; i < original.Length;)
        {
            var pair = char.IsHighSurrogate(original[i]) && i + 1 < original.Length && char.IsLowSurrogate(original[i + 1]);
            var length = pair ? 2 : 1;
            var c = original[i] < 0x80 ? original[i] : Fold(original, i);
            if (c != 0)
            {
                promising |= c is '@' or '-' or (>= '0' and <= '9');
                text.Append(c);
                starts.Add(i);
                ends.Add(i + length);
            }

            i += length;
        }

        return new ScanText(text.ToString(), starts, ends, promising);
    }

    private static char Fold(string text, int at)
    {
        if (CharUnicodeInfo.GetDecimalDigitValue(text, at) is >= 0 and <= 9 and var digit)
            return (char)('0' + digit);
        return CharUnicodeInfo.GetUnicodeCategory(text, at) switch
        {
            UnicodeCategory.Format => (char)0,
            UnicodeCategory.DashPunctuation => '-',
            UnicodeCategory.SpaceSeparator => ' ',
            _ when text[at] is >= '！' and <= '～' => (char)(text[at] - 0xFEE0),
            _ when char.IsSurrogate(text[at]) => '\uFFFD',
            _ => text[at],
        };
    }

    private List<DigitRun> ReadRuns()
    {
        var found = new List<DigitRun>();
        var digits = new StringBuilder();
        var (places, groups) = (new List<int>(), new List<int>());
        for (var i = 0; i <= Text.Length; i++)
        {
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
            found.Add(new DigitRun(digits.ToString(), [.. places], [.. groups]));
            digits.Clear();
            places.Clear();
            groups.Clear();
        }

        return found;
    }
}
