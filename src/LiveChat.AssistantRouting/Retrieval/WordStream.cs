using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;

namespace LiveChat.AssistantRouting.Retrieval;

/// <summary>Hands words that are analysed already to Lucene.</summary>
internal sealed class WordStream : TokenStream
{
    private readonly IReadOnlyList<int> _ids;
    private readonly Vocabulary _vocabulary;
    private readonly ICharTermAttribute _term;
    private int _next;

    public WordStream(IReadOnlyList<int> ids, Vocabulary vocabulary)
    {
        _ids = ids;
        _vocabulary = vocabulary;
        _term = AddAttribute<ICharTermAttribute>();
    }

    public override bool IncrementToken()
    {
        if (_next >= _ids.Count) return false;
        ClearAttributes();
        _term.SetEmpty().Append(_vocabulary.IndexWord(_ids[_next++]));
        return true;
    }

    public override void Reset()
    {
        base.Reset();
        _next = 0;
    }
}
