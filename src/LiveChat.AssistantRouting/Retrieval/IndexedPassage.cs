namespace LiveChat.AssistantRouting.Retrieval;

/// <summary>A passage with its terms. The term lists keep repetitions for BM25, the sorted sets answer 'is it in there?'.</summary>
internal sealed class IndexedPassage
{
    private readonly int[] _titleSet;
    private readonly int[] _headingSet;
    private readonly int[] _bodySet;
    private readonly int[] _cellSet;
    private readonly int[] _headerSet;

    public IndexedPassage(Passage passage, Vocabulary vocabulary)
    {
        Passage = passage;
        Title = vocabulary.Read(passage.Article.Title);
        Heading = passage.Heading.Length == 0 ? Title : vocabulary.Read(passage.Heading);
        Body = vocabulary.Read(passage.SearchText);
        _titleSet = Set(Title);
        _headingSet = Set(Heading);
        _bodySet = Set(Body);
        _cellSet = passage.Kind == PassageKind.Row ? Set(vocabulary.Read(string.Join(' ', passage.Grid!.Rows[passage.RowIndex]), count: false)) : [];
        _headerSet = passage.Kind == PassageKind.Row ? Set(vocabulary.Read(string.Join(' ', passage.Grid!.Headers), count: false)) : [];
        Facts = AskedFor.In(passage.Kind == PassageKind.Table ? string.Join('\n', passage.Grid!.RowTexts()) : string.Join('\n', passage.Lines));
        Answers = AskedFor.By(Tokens.Scan(passage.Heading));
        vocabulary.CountPassage(Set([.. Heading, .. Body]));
    }

    public Passage Passage { get; }

    /// <summary>The kinds of facts that its text has.</summary>
    public FactKinds Facts { get; }

    /// <summary>The kind of fact that its heading asks for ('How long ...?').</summary>
    public FactKinds Answers { get; }

    public IReadOnlyList<int> Title { get; }

    /// <summary>Of the heading or, before the first heading, of the title.</summary>
    public IReadOnlyList<int> Heading { get; }

    public IReadOnlyList<int> Body { get; }

    /// <summary>The weights of the heading's different words, added up.</summary>
    public double HeadingWeight(Vocabulary vocabulary)
    {
        double weight = 0;
        foreach (var id in _headingSet) weight += vocabulary.Weight(id);
        return weight;
    }

    public bool HasInHeading(int id) => Array.BinarySearch(_headingSet, id) >= 0;

    public bool HasInBody(int id) => Array.BinarySearch(_bodySet, id) >= 0;

    public bool HasInTitle(int id) => Array.BinarySearch(_titleSet, id) >= 0;

    /// <summary>Whether a row's own cells have it, its headers left aside.</summary>
    public bool HasInCells(int id) => Array.BinarySearch(_cellSet, id) >= 0;

    public bool HasInHeaders(int id) => Array.BinarySearch(_headerSet, id) >= 0;

    private static int[] Set(IReadOnlyList<int> ids)
    {
        var set = ids.Distinct().ToArray();
        Array.Sort(set);
        return set;
    }
}
