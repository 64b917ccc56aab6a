using System.Globalization;
using System.Text;

namespace LiveChat.AssistantRouting.Retrieval;

/// <summary>A column's name and unit: 'Chest (cm)' is chest, cm.</summary>
internal sealed record GridColumn(string Name, string Unit);

/// <summary>A table of an article: the first column names the row, the others tell about it.</summary>
internal sealed class Grid
{
    private readonly List<GridColumn> _columns;

    private readonly bool _lowerHeaders;

    private Grid(List<string> headers, List<List<string>> rows, bool lowerHeaders)
    {
        _lowerHeaders = lowerHeaders;
        Headers = headers;
        Rows = rows;
        _columns = [.. headers.Select(ColumnOf)];
        Ranges = [.. Enumerable.Range(0, headers.Count).Select(c => NumberRange.Column(rows.Select(r => r[c])))];
    }

    public IReadOnlyList<string> Headers { get; }

    public IReadOnlyList<IReadOnlyList<string>> Rows { get; }

    public IReadOnlyList<GridColumn> Columns => _columns;

    /// <summary>Per column the ranges of its rows, or null where the column does not hold numbers.</summary>
    public IReadOnlyList<NumberRange?[]?> Ranges { get; }

    /// <param name="lowerHeaders">Whether column names lose their capital inside a sentence (not in German).</param>
    /// <summary>Null for a table without a header, a row or a second column: it is not worth rows of its own.</summary>
    public static Grid? From(List<List<string>> cells, bool lowerHeaders)
    {
        if (cells.Count < 2 || cells[0].Count < 2) return null;
        var width = cells[0].Count;
        var rows = cells.Skip(1).Select(r => Enumerable.Range(0, width).Select(c => c < r.Count ? r[c] : "").ToList())
            .Where(r => r.Exists(c => c.Length > 0)).ToList();
        return rows.Count == 0 ? null : new Grid(cells[0], rows, lowerHeaders);
    }

    /// <summary>One row as a line: '**Austria** – standard: €8.90, express: €18.00.'</summary>
    public string RowText(int row, int columns = int.MaxValue)
    {
        var cells = Rows[row];
        var text = new StringBuilder("**").Append(RowName(row)).Append("**");
        var separator = " – ";
        for (var c = 1; c < cells.Count && c <= columns; c++)
        {
            if (cells[c].Length == 0) continue;
            text.Append(separator).Append(CellText(c, cells[c]));
            separator = ", ";
        }

        return text.Append('.').ToString();
    }

    public IReadOnlyList<string> RowTexts(int columns = int.MaxValue) =>
        [.. Enumerable.Range(0, Rows.Count).Select(r => "- " + RowText(r, columns))];

    /// <summary>A bare 'L' or '42' is named by its column ('Size L'); 'Austria' speaks for itself.</summary>
    public string RowName(int row)
    {
        var key = Rows[row][0];
        return key.Length <= 4 && Headers[0].Length is > 0 and <= 24 ? $"{_columns[0].Name} {key}" : key;
    }

    private string CellText(int column, string cell)
    {
        var (name, unit) = _columns[column];
        // In a table of two columns the second one's name only repeats what was asked ('hours: 10:00-18:00').
        var label = Headers.Count == 2 ? "" : LowerFirst(name) + (unit.Length > 0 ? " " : ": ");
        return unit.Length > 0 && char.IsDigit(cell[^1]) ? $"{label}{cell} {unit}" : label + cell;
    }

    private static GridColumn ColumnOf(string header)
    {
        var open = header.LastIndexOf('(');
        return open > 0 && header.EndsWith(')')
            ? new GridColumn(header[..open].Trim(), header[(open + 1)..^1].Trim())
            : new GridColumn(header.Trim(), "");
    }

    private string LowerFirst(string name) =>
        _lowerHeaders && name.Length > 1 && char.IsUpper(name[0]) && char.IsLower(name[1])
            ? char.ToLower(name[0], CultureInfo.InvariantCulture) + name[1..]
            : name;
}
