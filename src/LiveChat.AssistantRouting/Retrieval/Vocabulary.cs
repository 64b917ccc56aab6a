namespace LiveChat.AssistantRouting.Retrieval;

/// <summary>
/// The words of a <see cref="LanguageIndex"/>: numbers for stems, how many passages have each, the spellings seen
/// (for typing errors), the members of synonym groups and the parts of compounds.
/// </summary>
internal sealed class Vocabulary(Language language)
{
    /// <summary>Of words that say little: a missing one must not sink an answer.</summary>
    public const double WeakWeight = 0.12;

    private static readonly string[] GroupWords = [.. Enumerable.Range(0, 256).Select(g => $"={g}")];

    private readonly Dictionary<string, int> _ids = [];
    private readonly List<string> _words = [];
    private readonly List<int> _passages = [];
    private readonly Dictionary<string, int> _surfaces = [];
    private readonly Dictionary<int, List<int>> _groups = [];
    private Spelling _spelling = new([]);
    private int _passageCount;

    public Language Language => language;

    /// <summary>The word under which BM25 knows it: synonyms share one, so that a question costs one posting list for all of them.</summary>
    public string IndexWord(int id) => language.Synonyms.TryGetValue(_words[id], out var group) ? GroupWords[group] : _words[id];

    /// <summary>Numbers of the words of a text that say something; repeated ones stay repeated.</summary>
    /// <param name="count">False for a text that was read before, so that nothing new is learnt.</param>
    public List<int> Read(string text, bool count = true)
    {
        var ids = new List<int>();
        foreach (var token in Tokens.Scan(text))
        {
            if (language.Stop.Contains(token.Text) && !Tokens.IsSizeLetter(text, token)) continue;
            if (count) ids.Add(Learn(token.Text));
            else if (_surfaces.TryGetValue(token.Text, out var known)) ids.Add(known);
        }

        return ids;
    }

    public void CountPassage(IReadOnlyList<int> distinctIds)
    {
        _passageCount++;
        foreach (var id in distinctIds) _passages[id]++;
    }

    /// <summary>Called once all passages are read.</summary>
    public void Complete()
    {
        for (var id = 0; id < _words.Count; id++)
        {
            if (!language.Synonyms.TryGetValue(_words[id], out var group)) continue;
            if (!_groups.TryGetValue(group, out var members)) _groups[group] = members = [];
            members.Add(id);
        }

        _spelling = new Spelling(_surfaces.Keys);
    }

    /// <summary>The number of a folded word as typed, by its stem; -1 when no passage has it.</summary>
    public int Find(string surface) =>
        _surfaces.TryGetValue(surface, out var id) || _ids.TryGetValue(language.Stem(surface), out id) ? id : -1;

    public IReadOnlyList<int> GroupMembers(int group) => _groups.TryGetValue(group, out var members) ? members : [];

    /// <summary>The number of a stem, or -1.</summary>
    public int FindStem(string stem) => _ids.TryGetValue(stem, out var id) ? id : -1;

    /// <summary>Compounds that end (or begin) with a word that no passage has alone: 'Bett' in 'Babybett'. A walk over all
    /// words, so only for unknown ones of a language that writes compounds.</summary>
    public IEnumerable<(int Id, bool Last)> CompoundsOf(string surface, string stem)
    {
        if (!language.SplitsCompounds || surface.Length < 4) yield break;
        foreach (var (word, id) in _surfaces)
        {
            if (word.Length < stem.Length + 3) continue;
            if (word.EndsWith(surface, StringComparison.Ordinal) || (stem.Length >= 4 && word.EndsWith(stem, StringComparison.Ordinal))) yield return (id, true);
            else if (stem.Length >= 4 && word.StartsWith(stem, StringComparison.Ordinal)) yield return (id, false);
        }
    }

    /// <summary>The known word with the longest common beginning, where that is most of both ('washable', 'washing'), or -1.</summary>
    public int Akin(string surface) => _spelling.Akin(surface) is { } akin ? _surfaces[akin] : -1;

    /// <summary>The word that was probably meant, or -1.</summary>
    public int Correct(string surface) => _spelling.Nearest(surface) is { } near ? _surfaces[near] : -1;

    /// <summary>Known words that an unknown one is made of: 'handwash' is 'hand' and 'wash'. In languages that write
    /// compounds one known end counts too ('Versandfrage' begins with 'Versand').</summary>
    /// <returns>The known parts, whether they are all of it, and whether the known one stands first.</returns>
    public (List<int> Known, bool Whole, bool KnownFirst) Parts(string surface)
    {
        (List<int> Known, bool Whole, bool KnownFirst) one = ([], false, false);
        int Find(string part)
        {
            var id = this.Find(part);
            return id >= 0 ? id : language.Synonyms.TryGetValue(language.Stem(part), out var group) && GroupMembers(group) is [var first, ..] ? first : -1;
        }

        for (var cut = surface.Length - 4; cut >= 4; cut--)
        {
            var (head, tail) = (Find(surface[..cut]), Find(surface[cut..]));
            if (head >= 0 && tail >= 0) return ([head, tail], true, true);
            if (language.SplitsCompounds && one.Known.Count == 0 && (head >= 0 || tail >= 0)) one = ([head >= 0 ? head : tail], false, head >= 0);
        }

        return one;
    }

    /// <summary>How much a word tells, 0..1: 1 for a word of one passage, towards 0 for one that all have.</summary>
    public double Rarity(int id) =>
        Math.Log(1 + (double)_passageCount / Math.Max(1, _passages[id])) / Math.Log(1 + _passageCount);

    /// <summary>0..1: how much of a text's meaning a known word carries.</summary>
    public double Weight(int id) => language.Weak.Contains(_words[id]) ? WeakWeight : 0.3 + (0.7 * Rarity(id));

    private int Learn(string surface)
    {
        if (_surfaces.TryGetValue(surface, out var known)) return known;
        var stem = language.Stem(surface);
        if (!_ids.TryGetValue(stem, out var id))
        {
            id = _words.Count;
            _ids[stem] = id;
            _words.Add(stem);
            _passages.Add(0);
        }

        _surfaces[surface] = id;
        return id;
    }
}
