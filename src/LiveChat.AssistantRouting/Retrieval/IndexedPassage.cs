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
        Heading = vocabulary.Read(passage.Heading);
        Body = vocabulary.Read(passage.SearchText);
        _titleSet = Set(Title);
        _headingSet = Set(Heading);
        _bodySet = Set(Body);
        _cellSet = passage.Kind == PassageKind.Row ? Set(vocabulary.Read(string.Join(' ', passage.Grid!.Rows[passage.RowIndex]), count: false)) : [];
        _headerSet = passage.Kind == PassageKind.Row ? Set(vocabulary.Read(string.Join(' ', passage.Grid!.Headers), count: false)) : [];
        vocabulary.CountPassage(Set([.. Heading, .. Body]));
    }

    public Passage Passage { get; }

    public IReadOnlyList<int> Title { get; }

    public IReadOnlyList<int> Heading { get; }

    public IReadOnlyList<int> Body { get; }

    /// <summary>Different words of the heading (or, before the first heading, of the title).</summary>
    public int HeadingSize => _headingSet.Length > 0 ? _headingSet.Length : _titleSet.Length;

    public bool HasInHeading(int id) => Array.BinarySearch(_headingSet.Length > 0 ? _headingSet : _titleSet, id) >= 0;

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
