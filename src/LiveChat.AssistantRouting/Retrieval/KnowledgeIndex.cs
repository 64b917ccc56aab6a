using System.Collections.Concurrent;

namespace LiveChat.AssistantRouting.Retrieval;

/// <summary>What an index found: the passage, and how sure it is.</summary>
/// <param name="Coverage">0..1: how much of the question's meaning the passage has; below
/// <see cref="RetrievalRules.KnownFrom"/> it is no answer.</param>
/// <param name="Score">For ordering only: coverage, how well the heading fits, and BM25.</param>
internal sealed record PassageHit(Passage Passage, double Coverage, double Score, Query Query, LanguageIndex Index, RangeMatch? Range = null);

/// <summary>One tenant's articles, searchable. Immutable: a change of the articles makes a new one.</summary>
internal sealed class KnowledgeIndex
{
    /// <summary>Candidates that BM25 hands to the finer judgement.</summary>
    private const int CandidateCount = 24;

    private readonly Dictionary<string, LanguageIndex> _languages;
    private readonly IReadOnlyList<IndexedArticle> _articles;
    private readonly HashSet<Guid> _scoped;
    private readonly ConcurrentDictionary<Guid, Lazy<KnowledgeIndex>> _views = new();

    public KnowledgeIndex(IEnumerable<IndexedArticle> all)
    {
        var articles = _articles = [.. all];
        _scoped = [.. articles.SelectMany(a => a.AssistantIds)];
        _languages = articles
            .GroupBy(a => Languages.CodeOf(a.Locale))
            .ToDictionary(g => g.Key, g => new LanguageIndex(Languages.For(g.Key), [.. g.OrderBy(a => a.Id).SelectMany(ArticleSplitter.Split)]));
    }

    public static KnowledgeIndex Empty { get; } = new([]);

    /// <summary>What one assistant may use: an index of its own where articles are kept for some assistants, so that what it may
    /// not use neither answers nor weighs words. Assistants that no article names share one.</summary>
    public KnowledgeIndex For(Guid assistantId)
    {
        if (_scoped.Count == 0) return this;
        var view = _scoped.Contains(assistantId) ? assistantId : Guid.Empty;
        return _views.GetOrAdd(view, id => new Lazy<KnowledgeIndex>(() => new KnowledgeIndex(
            _articles.Where(a => a.AssistantIds.Count == 0 || a.AssistantIds.Contains(id)).Select(a => a with { AssistantIds = [] })))).Value;
    }

    public int PassageCount => _languages.Values.Sum(l => l.Passages.Count);

    /// <summary>
    /// The best passages, best first. Articles in the visitor's language are asked first; the other languages only when
    /// they know nothing, since a visitor may write in another language than the browser's.
    /// </summary>
    public List<PassageHit> Search(string question, string? locale, int count)
    {
        var code = Languages.CodeOf(locale);
        List<PassageHit> hits = _languages.TryGetValue(code, out var own) ? SearchIn(own, question, count) : [];
        if (hits.Count > 0 && RetrievalRules.IsKnown(hits[0])) return hits;
        var nearly = hits.Count > 0;
        foreach (var (language, index) in _languages)
        {
            if (language == code) continue;
            // A word that two languages share must not push what the visitor's own language nearly knows aside.
            var others = SearchIn(index, question, count);
            if (!nearly || (others.Count > 0 && RetrievalRules.IsKnown(others[0]))) hits.AddRange(others);
        }

        hits.Sort(RetrievalRules.BestFirst);
        if (hits.Count > count) hits.RemoveRange(count, hits.Count - count);
        return hits;
    }

    private static List<PassageHit> SearchIn(LanguageIndex index, string question, int count)
    {
        var query = Query.Read(question, index);
        var candidates = index.Candidates(query.Terms, CandidateCount);
        var hits = new List<PassageHit>(candidates.Count + 1);
        if (RangeSearch.Find(query, index) is { } range) hits.Add(range);
        foreach (var (passage, score) in candidates)
        {
            if (RetrievalRules.Judge(passage, query, index.Vocabulary, score / candidates[0].Score) is not { } judged) continue;
            hits.Add(new PassageHit(passage.Passage, judged.Coverage, judged.Score, query, index));
        }

        hits.Sort(RetrievalRules.BestFirst);
        if (hits.Count > count) hits.RemoveRange(count, hits.Count - count);
        return hits;
    }
}
