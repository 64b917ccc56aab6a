using Lucene.Net.Analysis.Core;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Search.Similarities;
using Lucene.Net.Store;
using Lucene.Net.Util;

namespace LiveChat.AssistantRouting.Retrieval;

/// <summary>
/// The passages of one tenant in one language: a BM25 index in memory for finding candidates, and each passage's terms
/// as sorted numbers for judging them. Built once, never changed, so any number of threads may search it.
/// </summary>
internal sealed class LanguageIndex
{
    private const string HeadingField = "h", BodyField = "b", TitleField = "t", OrdinalField = "o";

    private readonly IndexSearcher _searcher;
    private readonly int[] _passageOfDocument;

    public LanguageIndex(Language language, IReadOnlyList<Passage> passages)
    {
        Language = language;
        Vocabulary = new Vocabulary(language);
        Passages = [.. passages.Select(p => new IndexedPassage(p, Vocabulary))];
        Vocabulary.Complete();
        Tables = [.. Passages.Where(p => p.Passage.Kind == PassageKind.Table)];
        (_searcher, _passageOfDocument) = Build();
    }

    public Language Language { get; }

    public Vocabulary Vocabulary { get; }

    public IReadOnlyList<IndexedPassage> Passages { get; }

    /// <summary>The tables, for questions with a number.</summary>
    public IReadOnlyList<IndexedPassage> Tables { get; }

    /// <summary>The best candidates by BM25, best first, with their scores.</summary>
    public List<(IndexedPassage Passage, float Score)> Candidates(IReadOnlyList<QueryTerm> terms, int count)
    {
        var query = new BooleanQuery(disableCoord: true);
        var words = new HashSet<string>();
        foreach (var term in terms)
        {
            words.Clear();
            foreach (var (id, factor) in term.Alternatives)
            {
                // Synonyms share one word; the first is the best.
                var word = Vocabulary.IndexWord(id);
                if (!words.Add(word)) continue;
                Add(query, HeadingField, word, 2.0 * factor * term.Weight);
                Add(query, BodyField, word, factor * term.Weight);
                Add(query, TitleField, word, 0.8 * factor * term.Weight);
            }
        }

        var found = new List<(IndexedPassage, float)>(count);
        if (query.Clauses.Count == 0) return found;
        // In order: the out-of-order scorer would allocate its 2048 buckets for every question.
        var collector = TopScoreDocCollector.Create(count, docsScoredInOrder: true);
        _searcher.Search(query, collector);
        foreach (var hit in collector.GetTopDocs().ScoreDocs) found.Add((Passages[_passageOfDocument[hit.Doc]], hit.Score));
        return found;
    }

    private static void Add(BooleanQuery query, string field, string word, double boost)
    {
        if (query.Clauses.Count < BooleanQuery.MaxClauseCount)
            query.Add(new TermQuery(new Term(field, word)) { Boost = (float)boost }, Occur.SHOULD);
    }

    private (IndexSearcher Searcher, int[] Map) Build()
    {
        var directory = new RAMDirectory();
        var similarity = new BM25Similarity();
        var config = new IndexWriterConfig(LuceneVersion.LUCENE_48, new KeywordAnalyzer()) { Similarity = similarity, UseCompoundFile = false };
        using (var writer = new IndexWriter(directory, config))
        {
            var type = new FieldType { IsIndexed = true, IsTokenized = true, IndexOptions = IndexOptions.DOCS_AND_FREQS };
            type.Freeze();
            for (var i = 0; i < Passages.Count; i++)
            {
                var passage = Passages[i];
                writer.AddDocument(
                [
                    new Field(HeadingField, new WordStream(passage.Heading, Vocabulary), type),
                    new Field(BodyField, new WordStream(passage.Body, Vocabulary), type),
                    new Field(TitleField, new WordStream(passage.Title, Vocabulary), type),
                    new NumericDocValuesField(OrdinalField, i),
                ]);
            }

            writer.ForceMerge(1);
        }

        var reader = DirectoryReader.Open(directory);
        var map = new int[reader.MaxDoc];
        var ordinals = MultiDocValues.GetNumericValues(reader, OrdinalField);
        for (var doc = 0; doc < map.Length; doc++) map[doc] = (int)ordinals.Get(doc);
        return (new IndexSearcher(reader) { Similarity = similarity }, map);
    }
}
