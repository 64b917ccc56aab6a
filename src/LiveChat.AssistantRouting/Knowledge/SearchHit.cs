using LiveChat.AssistantRouting.Retrieval;

namespace LiveChat.AssistantRouting.Knowledge;

/// <summary>A stretch of a snippet that the question has, in UTF-16 units, as JavaScript counts.</summary>
internal sealed record Highlight(int Start, int Length);

/// <summary>One article that a search found, with its best passage.</summary>
/// <param name="Snippet">What the assistant would quote.</param>
/// <param name="Score">0..1: how much of the question it has.</param>
/// <param name="Answers">Whether the assistant would answer with it.</param>
internal sealed record SearchHit(Article Article, string Heading, string Snippet, IReadOnlyList<Highlight> Highlights, double Score, bool Answers)
{
    public static SearchHit Of(Article article, PassageHit hit)
    {
        var snippet = Quote.Of(hit);
        return new SearchHit(article, hit.Passage.Heading, snippet, HighlightsIn(snippet, hit), Math.Round(hit.Coverage, 3), RetrievalRules.IsKnown(hit));
    }

    internal static List<Highlight> HighlightsIn(string snippet, PassageHit hit)
    {
        var asked = hit.Query.Terms.SelectMany(t => t.Alternatives.Select(a => a.Id)).ToHashSet();
        var highlights = new List<Highlight>();
        foreach (var token in Tokens.Scan(snippet))
        {
            if (!asked.Contains(hit.Index.Vocabulary.Find(token.Text))) continue;
            // Pairs of ideographs overlap: neighbours become one stretch.
            if (highlights.Count > 0 && highlights[^1] is var last && last.Start + last.Length >= token.Start)
                highlights[^1] = new Highlight(last.Start, token.Start + token.Length - last.Start);
            else highlights.Add(new Highlight(token.Start, token.Length));
        }

        return highlights;
    }
}
