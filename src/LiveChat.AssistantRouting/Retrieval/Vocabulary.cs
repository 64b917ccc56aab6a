namespace LiveChat.AssistantRouting.Retrieval;

/// <summary>
/// The words of a <see cref="LanguageIndex"/>: numbers for stems, how many passages have each, the spellings seen
/// (for typing errors), the members of synonym groups and the parts of compounds.
/// </summary>
internal sealed class Vocabulary(Language language)
{
    /// <summary>Of words that say little: a missing one must not sink an answer.</summary>
    public const double WeakWeight = 0.08;

    private const double Floor = 0.3;

    /// <summary>Words kept for one concept or part: a question looks through all of them.</summary>
    private const int MostOfOne = 64;

    private static readonly string[] GroupWords = [.. Enumerable.Range(0, 256).Select(g => $"={g}")];

    private readonly Dictionary<string, int> _ids = [];
    private readonly List<string> _words = [];
    private readonly List<int> _passages = [];
    private readonly Dictionary<string, int> _surfaces = [];
    private readonly Dictionary<int, List<int>> _groups = [];
    private readonly Dictionary<int, List<int>> _concepts = [];
    private readonly Dictionary<int, List<int>> _instances = [];
    private readonly Dictionary<int, List<int>> _compounds = [];
    private readonly Dictionary<int, List<int>> _compoundsOfConcept = [];
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
        var tokens = Tokens.Scan(text);
        for (var i = 0; i < tokens.Count; i++)
        {
            var token = tokens[i];
            if (language.Concepts.PhraseAt(tokens, i).Phrase is { } phrase)
            {
                if (count) ids.Add(Learn(phrase));
                else if (_surfaces.TryGetValue(phrase, out var whole)) ids.Add(whole);
            }

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
            foreach (var concept in language.Concepts.Of(_words[id])) Add(_concepts, concept, id);
            foreach (var concept in language.Concepts.InstanceOf(_words[id])) Add(_instances, concept, id);
            if (!language.Synonyms.TryGetValue(_words[id], out var group)) continue;
            if (!_groups.TryGetValue(group, out var members)) _groups[group] = members = [];
            members.Add(id);
        }

        if (language.SplitsCompounds) FindCompounds();
        _spelling = new Spelling(_surfaces.Keys.Where(w => !w.Contains(' ', StringComparison.Ordinal)));
    }

    /// <summary>The number of a folded word as typed, by its stem; -1 when no passage has it.</summary>
    public int Find(string surface) =>
        _surfaces.TryGetValue(surface, out var id) || _ids.TryGetValue(language.Stem(surface), out id) ? id : -1;

    public IReadOnlyList<int> GroupMembers(int group) => _groups.TryGetValue(group, out var members) ? members : [];

    /// <summary>The words of the articles that answer a concept.</summary>
    public IReadOnlyList<int> ConceptMembers(int concept) => _concepts.TryGetValue(concept, out var members) ? members : [];

    /// <summary>The words of the articles that are a case of a concept.</summary>
    public IReadOnlyList<int> ConceptInstances(int concept) => _instances.TryGetValue(concept, out var found) ? found : [];

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
    public double Weight(int id) => language.Weak.Contains(_words[id]) ? WeakWeight : Floor + ((1 - Floor) * Rarity(id));

    /// <summary>The articles' compounds that have a word of theirs at one end: 'Versichertenkarte' for 'Karte'.</summary>
    public IReadOnlyList<int> CompoundsWith(int id) => _compounds.TryGetValue(id, out var found) ? found : [];

    /// <summary>The same for the words of a concept, which the articles may not have alone.</summary>
    public IReadOnlyList<int> CompoundsWithConcept(int concept) => _compoundsOfConcept.TryGetValue(concept, out var found) ? found : [];

    /// <summary>0..1: how much is told by whichever of some words: the more passages have one of them, the less.</summary>
    public double Weight(IEnumerable<int> ids) =>
        Floor + ((1 - Floor) * Math.Log(1 + (double)_passageCount / Math.Clamp(ids.Sum(id => _passages[id]), 1, Math.Max(1, _passageCount))) / Math.Log(1 + _passageCount));

    // By stems, since a compound is inflected at its end: 'Kindergeburtstage' for 'Geburtstag'.
    private void FindCompounds()
    {
        for (var id = 0; id < _words.Count; id++)
        {
            var word = _words[id];
            if (word.Contains(' ', StringComparison.Ordinal)) continue;
            for (var cut = 4; cut <= word.Length - 4; cut++)
            {
                Part(word[cut..], id);
                foreach (var modifier in Modifiers(word[..cut])) Part(language.Stem(modifier), id);
            }
        }

        void Part(string stem, int id)
        {
            if (_ids.TryGetValue(stem, out var known) && known != id) Add(_compounds, known, id);
            foreach (var concept in language.Concepts.Of(stem)) Add(_compoundsOfConcept, concept, id);
            foreach (var concept in language.Concepts.InstanceOf(stem)) Add(_instances, concept, id);
        }
    }

    // 'Lieferungs-', 'Monats-', 'Sonnen-': what joins it to the next word is no part of it.
    private static IEnumerable<string> Modifiers(string start)
    {
        yield return start;
        if (start.Length > 4 && start[^1] is 's' or 'n') yield return start[..^1];
    }

    /// <summary>The two words that a compound is made of, where this language writes compounds and both are known, by an article
    /// or by a concept; null for any other word.</summary>
    public (string Modifier, string Head)? Split(string surface)
    {
        if (!language.SplitsCompounds || surface.Length < 8) return null;
        for (var cut = 4; cut <= surface.Length - 4; cut++)
        {
            if (!IsKnown(surface[cut..])) continue;
            foreach (var modifier in Modifiers(surface[..cut]))
                if (IsKnown(modifier)) return (modifier, surface[cut..]);
        }

        return null;

        bool IsKnown(string word) => Find(word) >= 0 || language.Concepts.AskedBy(language.Stem(word)).Length > 0;
    }

    private static void Add(Dictionary<int, List<int>> map, int key, int id)
    {
        if (!map.TryGetValue(key, out var list)) map[key] = list = [];
        if (list.Count < MostOfOne && !list.Contains(id)) list.Add(id);
    }

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
