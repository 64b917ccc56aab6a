using System.Text;

namespace LiveChat.AssistantRouting.Knowledge;

/// <summary>A row of a CSV file. <paramref name="Error"/>: why it is not well-formed.</summary>
internal sealed record CsvRow(int Line, IReadOnlyList<string> Cells, string? Error);

/// <summary>CSV as RFC 4180 has it, with ',', ';' or tabs, whichever the first line has most of.</summary>
internal static class CsvRows
{
    public static List<CsvRow> Read(string text)
    {
        // Of the line ends only those that files have: U+2028 and the like come with pasted texts and end no row.
        text = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        // Excel's own word for its separator, before the first line.
        var named = text.Length > 5 && text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && text[5] == '\n' ? text[4] : (char?)null;
        if (named is not null) text = text[6..];
        var first = text.AsSpan(0, Math.Max(0, text.IndexOf('\n', StringComparison.Ordinal) is var end && end < 0 ? text.Length : end));
        var (commas, semicolons, tabs) = (first.Count(','), first.Count(';'), first.Count('\t'));
        var separator = named ?? (tabs > commas && tabs > semicolons ? '\t' : semicolons > commas ? ';' : ',');
        var rows = new List<CsvRow>();
        var cells = new List<string>();
        var cell = new StringBuilder();
        var line = named is null ? 1 : 2;
        var (rowLine, quoted) = (line, false);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\n') line++;
            if (quoted)
            {
                if (c != '"') cell.Append(c);
                else if (i + 1 < text.Length && text[i + 1] == '"') cell.Append(text[i++]);
                else quoted = false;
            }
            else if (c == '"' && IsBlank(cell)) (quoted, _) = (true, cell.Clear());
            else if (c == separator) Flush();
            else if (c == '\n') EndRow();
            else cell.Append(c);
        }

        if (quoted) rows.Add(new CsvRow(rowLine, [.. cells, cell.ToString()], "a quotation mark is not closed"));
        else if (cell.Length > 0 || cells.Count > 0) EndRow();
        return rows;

        // 'Rooms, "large, small"': many write a space before the quotation mark.
        static bool IsBlank(StringBuilder cell)
        {
            for (var i = 0; i < cell.Length; i++)
                if (cell[i] != ' ') return false;
            return true;
        }

        void Flush()
        {
            cells.Add(cell.ToString());
            cell.Clear();
        }

        void EndRow()
        {
            Flush();
            rows.Add(new CsvRow(rowLine, [.. cells], null));
            cells.Clear();
            rowLine = line;
        }
    }
}
