using System.Text;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace LiveChat.AssistantRouting.Retrieval;

/// <summary>Splits an article's Markdown into passages: one per heading's text, one per table and one per table row.</summary>
internal static class ArticleSplitter
{
    private const int LongestLeadIn = 120;
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().DisableHtml().Build();

    public static List<Passage> Split(IndexedArticle article)
    {
        var passages = new List<Passage>();
        var headings = new string[7];
        var lines = new List<string>();
        foreach (var block in Parse(article.Body))
        {
            switch (block)
            {
                case HeadingBlock heading:
                    Flush();
                    headings[heading.Level] = PlainText(heading.Inline);
                    Array.Clear(headings, heading.Level + 1, headings.Length - heading.Level - 1);
                    break;
                case Table table when Grid.From(Cells(table), Languages.CodeOf(article.Locale) is not "de") is { } grid:
                    AddTable(grid);
                    break;
                default:
                    AddLines(block, lines, 0);
                    break;
            }
        }

        Flush();
        return passages;

        string Heading() => string.Join(" – ", headings.Where(h => !string.IsNullOrEmpty(h) && h != article.Title));

        void Flush()
        {
            if (lines.Count > 0) passages.Add(new Passage(article, PassageKind.Section, Heading(), "", [.. lines], null, -1));
            lines.Clear();
        }

        void AddTable(Grid grid)
        {
            var last = lines.Count > 0 ? lines[^1] : "";
            var leadIn = last.Length is > 0 and <= LongestLeadIn && !last.StartsWith("- ", StringComparison.Ordinal) ? last : "";
            if (leadIn.Length > 0) lines.RemoveAt(lines.Count - 1);
            Flush();
            passages.Add(new Passage(article, PassageKind.Table, Heading(), leadIn, grid.RowTexts(), grid, -1));
            for (var row = 0; row < grid.Rows.Count; row++)
                passages.Add(new Passage(article, PassageKind.Row, Heading(), leadIn, [grid.RowText(row)], grid, row));
        }
    }

    private static MarkdownDocument Parse(string markdown)
    {
        // Markdig refuses documents nested deeper than its limit; such an article is taken as plain lines.
        try { return Markdown.Parse(markdown, Pipeline); }
        catch (ArgumentException) { return new MarkdownDocument { new ParagraphBlock { Inline = new ContainerInline().AppendChild(new LiteralInline(markdown)) } }; }
    }

    private static void AddLines(Block block, List<string> lines, int depth)
    {
        switch (block)
        {
            case ListBlock list:
                foreach (var item in list)
                {
                    var inner = new List<string>();
                    AddLines(item, inner, depth + 1);
                    if (inner.Count > 0) lines.Add("- " + string.Join(' ', inner));
                }

                break;
            case ContainerBlock container when depth < 32:
                foreach (var child in container) AddLines(child, lines, depth + 1);
                break;
            case CodeBlock code:
                Add(lines, code.Lines.ToString());
                break;
            case LeafBlock { Inline: not null } leaf:
                Add(lines, PlainText(leaf.Inline));
                break;
        }
    }

    private static void Add(List<string> lines, string text)
    {
        if (!string.IsNullOrWhiteSpace(text)) lines.Add(text.Trim());
    }

    private static List<List<string>> Cells(Table table)
    {
        var rows = new List<List<string>>();
        foreach (var row in table.OfType<TableRow>())
        {
            var cells = new List<string>();
            foreach (var cell in row.OfType<TableCell>())
            {
                var inner = new List<string>();
                AddLines(cell, inner, 1);
                cells.Add(string.Join(' ', inner));
            }

            rows.Add(cells);
        }

        return rows;
    }

    /// <summary>The words without Markdown's signs; links keep their text, line breaks become spaces.</summary>
    private static string PlainText(ContainerInline? inlines)
    {
        if (inlines is null) return "";
        var text = new StringBuilder();
        foreach (var inline in inlines.Descendants())
        {
            switch (inline)
            {
                case LiteralInline literal: text.Append(literal.Content.ToString()); break;
                case CodeInline code: text.Append(code.Content); break;
                case LineBreakInline: text.Append(' '); break;
                case AutolinkInline link: text.Append(link.Url); break;
                case HtmlEntityInline entity: text.Append(entity.Transcoded.ToString()); break;
            }
        }

        return text.ToString().Trim();
    }
}
