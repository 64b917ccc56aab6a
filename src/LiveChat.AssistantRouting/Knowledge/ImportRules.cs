using System.Text.Json;
using LiveChat.ServiceDefaults;

namespace LiveChat.AssistantRouting.Knowledge;

/// <summary>One article as a file had it, not yet checked.</summary>
/// <param name="At">Where it stands: the line of a CSV or Markdown file, the place in a JSON array; 1 for the first.</param>
/// <param name="Error">Why it could not even be read; null where it was.</param>
internal sealed record ImportedItem(int At, ArticleInput Input, string? Error = null);

/// <summary>Reads articles from Markdown, CSV and JSON files. Pure; a broken item is reported and does not stop the others.</summary>
internal static class ImportRules
{
    public const int MostItems = 500;

    /// <summary>By media type, else by the name's ending; null for anything else.</summary>
    public static string? FormatOf(string? mediaType, string? name) => (mediaType?.ToLowerInvariant(), Path.GetExtension(name ?? "").ToLowerInvariant()) switch
    {
        ("text/markdown" or "text/x-markdown", _) or (_, ".md" or ".markdown") => "markdown",
        ("text/csv" or "text/tab-separated-values", _) or (_, ".csv" or ".tsv") => "csv",
        ("application/json", _) or (_, ".json") => "json",
        _ => null,
    };

    public static List<ImportedItem> Read(string format, string text, string? name)
    {
        if (text.StartsWith('\uFEFF')) text = text[1..];
        return format switch
        {
            "markdown" => [Markdown(text.ReplaceLineEndings("\n"), name)],
            "csv" => Csv(text),
            _ => Json(text),
        };
    }

    // One file is one article. Front matter ('title: ...' between lines of ---) wins over the first heading, that over the name.
    private static ImportedItem Markdown(string text, string? name)
    {
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (text.StartsWith("---\n", StringComparison.Ordinal) && text.IndexOf("\n---\n", 3, StringComparison.Ordinal) is > 0 and var end)
        {
            foreach (var line in text[4..(end + 1)].Split('\n'))
                if (line.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon) fields[line[..colon].Trim()] = line[(colon + 1)..].Trim().Trim('"', '\'');
            text = text[(end + 5)..];
        }

        text = text.Trim();
        var title = fields.GetValueOrDefault("title");
        if (title is null && text.StartsWith("# ", StringComparison.Ordinal))
        {
            var line = text.IndexOf('\n', StringComparison.Ordinal);
            title = (line < 0 ? text : text[..line])[2..].Trim();
            text = line < 0 ? "" : text[line..].Trim();
        }

        title ??= Path.GetFileNameWithoutExtension(name ?? "").Replace('-', ' ').Replace('_', ' ');
        return new ImportedItem(1, new ArticleInput(title, text, fields.GetValueOrDefault("url"), fields.GetValueOrDefault("locale"), fields.GetValueOrDefault("kind")));
    }

    private static List<ImportedItem> Csv(string text)
    {
        var rows = CsvRows.Read(text);
        if (rows.Count == 0) return [];
        var header = rows[0].Cells.Select(c => c.Trim().ToLowerInvariant()).ToList();
        int Column(params ReadOnlySpan<string> names)
        {
            foreach (var name in names)
                if (header.IndexOf(name) is >= 0 and var found) return found;
            return -1;
        }

        var (title, body) = (Column("title", "question"), Column("text", "answer", "body"));
        if (title < 0 || body < 0) return [new ImportedItem(1, new ArticleInput(null, null, null, null), "the first line must name the columns: title and text, or question and answer; also url, locale, kind")];
        var (url, locale, kind) = (Column("url"), Column("locale", "language"), Column("kind"));
        var usual = header[title] == "question" ? ArticleKinds.Faq : null;
        var items = new List<ImportedItem>();
        foreach (var row in rows.Skip(1))
        {
            // A comma outside of quotation marks would cut the rest of the text off unseen.
            var error = row.Error ?? (row.Cells.Skip(header.Count).All(string.IsNullOrWhiteSpace) ? null
                : "has more cells than the first line names columns: put texts that have a separator in them into quotation marks");
            string? Cell(int column) => column >= 0 && column < row.Cells.Count && row.Cells[column].Trim() is { Length: > 0 } cell ? cell : null;
            if (row.Cells.All(string.IsNullOrWhiteSpace)) continue;
            items.Add(new ImportedItem(row.Line, new ArticleInput(Cell(title), Cell(body), Cell(url), Cell(locale), Cell(kind)?.ToLowerInvariant() ?? usual), error));
        }

        return items;
    }

    private static List<ImportedItem> Json(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            var root = json.RootElement;
            foreach (var name in (string[])["items", "articles", "faqs"])
                if (JsonText.TryMember(root, name, out var inner)) root = inner;
            if (root.ValueKind != JsonValueKind.Array) return [Broken(1, "must be an array of {title, text, url?, locale?, kind?}, or an object with such an array as items")];
            var items = new List<ImportedItem>();
            foreach (var element in root.EnumerateArray())
            {
                var at = items.Count + 1;
                try
                {
                    items.Add(new ImportedItem(at, Of(element.Deserialize<JsonItem>(JsonDefaults.Options)!)));
                }
                catch (Exception e) when (e is JsonException or NullReferenceException)
                {
                    items.Add(Broken(at, "must be {title, text, url?, locale?, kind?}, all of them texts"));
                }
            }

            return items;
        }
        catch (JsonException e)
        {
            return [Broken((int)Math.Clamp((e.LineNumber ?? 0) + 1, 1, int.MaxValue), "is no valid JSON")];
        }
    }

    private static ArticleInput Of(JsonItem item) => new(
        item.Title ?? item.Question, item.Text ?? item.Answer, item.Url, item.Locale,
        item.Kind ?? (item.Title is null && item.Question is not null ? ArticleKinds.Faq : null), item.AssistantIds);

    private static ImportedItem Broken(int at, string error) => new(at, new ArticleInput(null, null, null, null), error);

    private sealed record JsonItem(
        string? Title, string? Question, string? Text, string? Answer, string? Url, string? Locale, string? Kind, IReadOnlyList<Guid>? AssistantIds);
}
