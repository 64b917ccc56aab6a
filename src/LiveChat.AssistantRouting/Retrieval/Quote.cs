using System.Text;

namespace LiveChat.AssistantRouting.Retrieval;

/// <summary>Turns the best passage into the reply's text: its own words, whole sentences and rows, and not too many.</summary>
internal static class Quote
{
    /// <summary>Passages up to this length are quoted whole.</summary>
    public const int ShortPassage = 380;

    private const int LongestQuote = 420, LongestTable = 620;

    public static string Of(PassageHit hit)
    {
        var passage = hit.Passage;
        return passage.Kind switch
        {
            PassageKind.Row => WithLeadIn(passage, hit.Range is null ? passage.Lines[0] : passage.Grid!.RowText(passage.RowIndex), hit.Range is null),
            PassageKind.Table => WithLeadIn(passage, string.Join('\n', TableLines(passage.Grid!)), true),
            _ => Section(hit),
        };
    }

    // Every row, with as many columns as fit; a table with too many rows is cut, since its article is named as the source.
    private static IReadOnlyList<string> TableLines(Grid grid)
    {
        for (var columns = grid.Headers.Count - 1; columns >= 1; columns--)
        {
            var lines = grid.RowTexts(columns);
            if (columns == 1 || lines.Sum(l => l.Length + 1) <= LongestTable) return lines.Count <= 20 ? lines : [.. lines.Take(20), "- …"];
        }

        return [];
    }

    private static string WithLeadIn(Passage passage, string rows, bool wanted) =>
        wanted && passage.LeadIn.Length > 0 ? $"{passage.LeadIn}\n\n{rows}" : rows;

    private static string Section(PassageHit hit)
    {
        var lines = hit.Passage.Lines;
        if (lines.Sum(l => l.Length + 1) <= ShortPassage) return Join(lines);

        // The run of whole sentences (a list item is one) that has most of the question, the earliest among equals.
        var units = lines.SelectMany(l => IsItem(l) ? [l] : Sentences.Of(l)).ToList();
        var weights = units.ConvertAll(u => Weight(u, hit));
        var (bestStart, bestEnd, bestWeight) = (0, 1, -1.0);
        for (var start = 0; start < units.Count; start++)
        {
            var (length, weight) = (0, 0.0);
            for (var end = start; end < units.Count && (end == start || length + units[end].Length <= LongestQuote); end++)
            {
                length += units[end].Length + 1;
                weight += weights[end];
                if (weight <= bestWeight + 0.001) continue;
                (bestStart, bestEnd, bestWeight) = (start, end + 1, weight);
            }
        }

        return Join(units[bestStart..bestEnd]);
    }

    private static double Weight(string unit, PassageHit hit)
    {
        var ids = hit.Index.Vocabulary.Read(unit, count: false).ToHashSet();
        return hit.Query.Terms.Sum(t => t.Weight * t.Alternatives.Where(a => ids.Contains(a.Id)).Select(a => a.Factor).DefaultIfEmpty().Max());
    }

    private static string Join(IReadOnlyList<string> lines)
    {
        var text = new StringBuilder();
        for (var i = 0; i < lines.Count; i++)
        {
            if (i > 0) text.Append(IsItem(lines[i]) ? (IsItem(lines[i - 1]) ? "\n" : "\n\n") : IsItem(lines[i - 1]) ? "\n\n" : " ");
            text.Append(lines[i]);
        }

        return text.ToString();
    }

    private static bool IsItem(string line) => line.StartsWith("- ", StringComparison.Ordinal);
}
