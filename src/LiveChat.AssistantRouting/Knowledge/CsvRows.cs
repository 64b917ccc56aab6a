using System.Text;

namespace LiveChat.AssistantRouting.Knowledge;

/// <summary>A row of a CSV file. <paramref name="Error"/>: why it is not well-formed.</summary>
internal sealed record CsvRow(int Line, IReadOnlyList<string> Cells, string? Error);

/// <summary>CSV as RFC 4180 has it, with ',', ';' or tabs, whichever the first line has most of.</summary>
internal static class CsvRows
{
    public static List<CsvRow> Read(string text)
    {
        text = text.ReplaceLineEndings("\n");
        var first = text.AsSpan(0, Math.Max(0, text.IndexOf('\n', StringComparison.Ordinal) is var end && end < 0 ? text.Length : end));
        var (commas, semicolons, tabs) = (first.Count(','), first.Count(';'), first.Count('\t'));
        var separator = tabs > commas && tabs > semicolons ? '\t' : semicolons > commas ? ';' : ',';
        var rows = new List<CsvRow>();
        var cells = new List<string>();
        var cell = new StringBuilder();
        var (line, rowLine, quoted) = (1, 1, false);
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
            else if (c == '"' && cell.Length == 0) quoted = true;
            else if (c == separator) Flush();
            else if (c == '\n') EndRow();
            else cell.Append(c);
        }

        if (quoted) rows.Add(new CsvRow(rowLine, [.. cells, cell.ToString()], "a quotation mark is not closed"));
        else if (cell.Length > 0 || cells.Count > 0) EndRow();
        return rows;

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
