namespace LiveChat.AssistantRouting.Retrieval;

/// <summary>A number of the question that a table has an answer to.</summary>
/// <param name="Column">The column whose ranges were searched.</param>
/// <param name="Inside">False when the number lies outside everything the column has: the honest answer is the column's extent.</param>
internal sealed record RangeMatch(int Column, double Value, bool Inside, double Least, double Most);

/// <summary>
/// 'My chest is 101 cm, which size?': finds the table with a column of that name whose ranges hold the number.
/// Words cannot do it, since 101 stands nowhere.
/// </summary>
internal static class RangeSearch
{
    private const double CentimetresPerInch = 2.54;

    /// <summary>How far a number may lie outside a column's extent and still be about it, as a share of the extent.</summary>
    private const double Reach = 1.0;

    public static PassageHit? Find(Query query, LanguageIndex index)
    {
        if (query.Numbers.Count == 0) return null;
        PassageHit? best = null;
        foreach (var table in index.Tables)
        {
            var grid = table.Passage.Grid!;
            for (var column = 1; column < grid.Columns.Count; column++)
            {
                if (grid.Ranges[column] is not { } ranges) continue;
                foreach (var number in query.Numbers)
                {
                    var evidence = Evidence(query, index, grid, table, column, number);
                    if (evidence < 2 || Place(grid, ranges, column, number) is not { } place) continue;
                    var score = RetrievalRules.ScoreOfRange(evidence) - (place.Match.Inside ? 0 : 0.15);
                    if (best is not null && best.Score >= score) continue;
                    var passage = place.Match.Inside
                        ? table.Passage with { Kind = PassageKind.Row, RowIndex = place.Row, Lines = [grid.RowText(place.Row)] }
                        : table.Passage;
                    best = new PassageHit(passage, 1, score, query, index, place.Match);
                }
            }
        }

        return best;
    }

    // 3 for the column's name, 1 for its unit, 1 for the name of what the rows are, 1 for the table's heading. The unit alone is no
    // evidence, and a number with another unit is not about the column.
    private static int Evidence(Query query, LanguageIndex index, Grid grid, IndexedPassage table, int column, QueryNumber number)
    {
        var unit = grid.Columns[column].Unit.ToLowerInvariant();
        var sameUnit = number.Unit == unit || (number.Unit == "in" && unit == "cm");
        if (number.Unit.Length > 0 && !sameUnit) return 0;
        var named = NamedBy(query, index, grid.Columns[column].Name);
        var rows = NamedBy(query, index, grid.Columns[0].Name);
        var other = Enumerable.Range(1, grid.Columns.Count - 1).Any(c => c != column && NamedBy(query, index, grid.Columns[c].Name) > named);
        if (other || (named == 0 && !(rows > 0 && number.Unit.Length > 0))) return 0;
        var heading = query.Terms.Any(t => t.Alternatives.Any(a => table.Passage.Heading.Length > 0 && table.HasInHeading(a.Id))) ? 1 : 0;
        return (named * 3) + (sameUnit && unit.Length > 0 ? 1 : 0) + Math.Min(rows, 1) + heading;
    }

    /// <summary>How many of a column name's words the question has.</summary>
    private static int NamedBy(Query query, LanguageIndex index, string name)
    {
        var words = index.Vocabulary.Read(name, count: false);
        return words.Distinct().Count(word => query.Terms.Any(t => t.Alternatives.Any(a => a.Id == word)));
    }

    private static (int Row, RangeMatch Match)? Place(Grid grid, NumberRange?[] ranges, int column, QueryNumber number)
    {
        var value = number.Unit == "in" && grid.Columns[column].Unit.Equals("cm", StringComparison.OrdinalIgnoreCase)
            ? number.Value * CentimetresPerInch : number.Value;
        var least = ranges.Min(r => r?.Low ?? double.MaxValue);
        var most = ranges.Max(r => r?.High ?? double.MinValue);
        for (var row = 0; row < ranges.Length; row++)
            if (ranges[row] is { } range && range.Contains(value)) return (row, new RangeMatch(column, value, true, least, most));

        if (value < least || value > most)
        {
            var reach = (most - least) * Reach;
            return value >= least - reach && value <= most + reach ? (0, new RangeMatch(column, value, false, least, most)) : null;
        }

        // Between two rows ('99.5' with 94–99 and 100–105): the next larger one.
        var next = Enumerable.Range(0, ranges.Length).Where(r => ranges[r] is { } range && range.Low > value).MinBy(r => ranges[r]!.Value.Low);
        return (next, new RangeMatch(column, value, true, least, most));
    }
}
