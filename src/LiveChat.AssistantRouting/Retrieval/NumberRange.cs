using System.Globalization;
using System.Text.RegularExpressions;

namespace LiveChat.AssistantRouting.Retrieval;

/// <summary>The numbers that a table cell stands for, both ends included: '100–105', '42', '> 120', 'up to 20'.</summary>
internal readonly partial record struct NumberRange(double Low, double High)
{
    public bool Contains(double value) => value >= Low && value <= High;

    /// <summary>The ranges of one column, or null when fewer than two thirds of its cells are ranges: a column of dates,
    /// prices with words or times of day must not answer for a measure.</summary>
    public static NumberRange?[]? Column(IEnumerable<string> cells)
    {
        var ranges = cells.Select(Parse).ToArray();
        return ranges.Count(r => r is not null) * 3 >= ranges.Length * 2 ? ranges : null;
    }

    public static NumberRange? Parse(string cell)
    {
        var match = Pattern().Match(cell.Trim());
        if (!match.Success) return null;
        var low = Number(match.Groups["low"].Value);
        if (match.Groups["high"].Success)
        {
            var high = Number(match.Groups["high"].Value);
            return low is { } l && high is { } h && l <= h ? new NumberRange(l, h) : null;
        }

        if (low is not { } only) return null;
        if (match.Groups["upto"].Success) return new NumberRange(double.NegativeInfinity, only);
        return match.Groups["from"].Success || match.Groups["plus"].Success ? new NumberRange(only, double.PositiveInfinity) : new NumberRange(only, only);
    }

    private static double? Number(string text) =>
        double.TryParse(Tokens.CanonicalNumber(text), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : null;

    [GeneratedRegex(@"^(?:(?<upto><|≤|up to|bis|jusqu'à|hasta)|(?<from>>|≥|from|over|ab|über|dès|desde))?\s*(?<low>\d[\d.,]*)(?:\s*(?:-|–|—|to|bis|à|a)\s*(?<high>\d[\d.,]*))?(?<plus>\+)?\s*(?:cm|mm|m|kg|g|in|kW|l|°C|°)?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 100)]
    private static partial Regex Pattern();
}
