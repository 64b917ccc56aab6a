using LiveChat.AssistantRouting.Retrieval;

namespace LiveChat.AssistantRouting.Prompts;

/// <summary>Which passages a model is given. It reads better than the retrieval judges, so nearer misses come along. Pure.</summary>
internal static class GroundingRules
{
    public const int Most = 5;
    public const double Least = 0.3;

    /// <summary>The best passages, best first. 'And to Austria?' is searched with the question before it.</summary>
    public static List<Passage> Passages(KnowledgeIndex knowledge, string question, string? language, IReadOnlyList<ConversationLine> before)
    {
        var hits = knowledge.Search(question, language, Most * 2);
        if ((hits.Count == 0 || !RetrievalRules.IsKnown(hits[0])) && before.LastOrDefault(l => l.Author == "visitor") is { } last)
            hits.AddRange(knowledge.Search($"{last.Text} {question}", language, Most));
        var passages = new List<Passage>();
        foreach (var hit in hits)
        {
            if (passages.Count == Most) break;
            if (hit.Range is null && hit.Coverage < Least) continue;
            // A row comes as its whole table would: once per table is enough.
            if (!passages.Exists(p => p == hit.Passage || (p.Grid is not null && p.Grid == hit.Passage.Grid && p.Kind == PassageKind.Table))) passages.Add(hit.Passage);
        }

        return passages;
    }
}
