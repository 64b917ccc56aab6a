using System.Buffers;
using System.Globalization;
using System.Text;

namespace LiveChat.Chat.Analytics;

/// <summary>
/// Comma-separated values as RFC 4180 has them. A text that a spreadsheet would take for a formula gets an apostrophe in
/// front: visitors write these texts, and staff open the file.
/// </summary>
internal static class Csv
{
    private static readonly SearchValues<char> s_quoted = SearchValues.Create(",\"\r\n;'\t");

    /// <summary>One line with its end; null is an empty cell, numbers and times are written invariantly.</summary>
    public static string Line(params ReadOnlySpan<object?> cells)
    {
        var line = new StringBuilder();
        for (var i = 0; i < cells.Length; i++)
        {
            if (i > 0) line.Append(',');
            line.Append(cells[i] switch
            {
                null => "",
                string text => Cell(text),
                DateTimeOffset at => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                bool yes => yes ? "true" : "false",
                IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
                var other => Cell(other.ToString() ?? ""),
            });
        }

        return line.Append("\r\n").ToString();
    }

    /// <summary>A text as a cell.</summary>
    public static string Cell(string text)
    {
        // Spreadsheets skip blanks before they look for a formula; full-width signs count for them too.
        var first = text.AsSpan().TrimStart();
        if ((first.Length > 0 && "=+-@＝＋－＠".Contains(first[0])) || (text.Length > 0 && text[0] is '\t' or '\r' or '\n')) text = "'" + text;
        return text.AsSpan().IndexOfAny(s_quoted) < 0 && !text.StartsWith(' ') ? text
            : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    /// <summary>Names the file, and marks it as UTF-8 for spreadsheets.</summary>
    public static async Task BeginAsync(HttpResponse response, string fileName, CancellationToken cancellationToken)
    {
        response.ContentType = "text/csv; charset=utf-8";
        response.Headers.ContentDisposition = $"attachment; filename=\"{fileName}\"";
        response.Headers.CacheControl = "no-store";
        await response.WriteAsync("\ufeff", Encoding.UTF8, cancellationToken).ConfigureAwait(false);
    }
}
