namespace LiveChat.AssistantRouting.Retrieval;

/// <summary>
/// Reads one question by one index's words: phrases first, then word by word what stands for it in the articles: itself, its
/// synonyms, what its concepts ask for, the parts of a compound, a spelling that was meant. Used once.
/// </summary>
internal sealed class QueryReader(string text, LanguageIndex index)
{
    /// <summary>More words than this are not read: nobody asks that much at once, and it bounds the work.</summary>
    private const int MostTerms = 40;

    private const int MostAlternatives = 24, MostCompounds = 8, LeastSplit = 8;

    // How well something stands for the word that was asked; found by the question sets that the rules are tuned with.
    private const double SynonymFactor = 0.92, SpellingFactor = 0.85, CompoundFactor = 0.85, PartFactor = 0.8, AkinFactor = 0.75,
        ConceptFactor = 0.72, NarrowFactor = 0.7, ConceptCompoundShare = 0.88, PhrasePartFactor = 0.5, InstanceFactor = 0.45;

    private const double UnknownWeight = 0.8, UnknownPairWeight = 1, MeasureWeight = 0.3, HintShare = 0.9;

    private readonly Vocabulary _vocabulary = index.Vocabulary;
    private readonly Language _language = index.Language;
    private readonly List<Token> _tokens = Tokens.Scan(text);
    private readonly List<QueryTerm> _terms = [];
    private readonly HashSet<int> _seen = [];
    private readonly HashSet<string> _seenPhrases = [];
    private readonly HashSet<string> _hints = [];

    public Query Read()
    {
        var numbers = new List<QueryNumber>();
        var silent = PairRules.Silent(text, _tokens, word => _vocabulary.Find(word) >= 0);
        for (var i = 0; i < _tokens.Count && _terms.Count < MostTerms; i++)
        {
            var token = _tokens[i];
            var unit = token.Number ? Units.After(text, _tokens, i) : "";
            if (token.Number && double.TryParse(token.Text, System.Globalization.CultureInfo.InvariantCulture, out var value))
                numbers.Add(new QueryNumber(value, unit, token.Start));
            if (_language.Concepts.PhraseAt(_tokens, i) is { Phrase: { } phrase, Length: var length } && AddPhrase(phrase, i, length))
            {
                i += length - 1;
                continue;
            }

            if (silent.Contains(i) || (_language.Stop.Contains(token.Text) && !Tokens.IsSizeLetter(text, token))) continue;
            Add(token, unit);
        }

        foreach (var at in PairRules.Alone(text, silent)) _terms.Add(new QueryTerm(text[at].ToString(), UnknownPairWeight, false, []));

        // 'How much does it cost' asks for one price, not for two.
        _terms.RemoveAll(hint => _hints.Contains(hint.Text)
            && _terms.Exists(t => t != hint && hint.Alternatives.All(a => t.Alternatives.Any(b => b.Id == a.Id))));
        return new Query(_terms, numbers, _tokens) { Wants = AskedFor.By(_tokens) };
    }

    // True where the phrase says it all; where it only hints, its words are read one by one too.
    private bool AddPhrase(string phrase, int start, int length)
    {
        var own = Enumerable.Range(start, length).Select(i => _tokens[i].Text)
            .Where(w => !_language.Stop.Contains(w) && !_language.Weak.Contains(_language.Stem(w))).ToList();
        var whole = own.Count == 0 || _language.Concepts.Of(phrase).Length > 0;
        if (!_seenPhrases.Add(phrase)) return whole;
        var found = new List<(int Id, double Factor)>();
        if (_vocabulary.Find(phrase) is >= 0 and var same) found.Add((same, 1));
        found.AddRange(OfConcepts(phrase));
        foreach (var word in whole ? own : [])
        {
            if (_vocabulary.Find(word) is not (>= 0 and var part)) continue;
            var related = _language.Concepts.AskedBy(_language.Stem(word)).ContainsAny(_language.Concepts.AskedBy(phrase));
            found.Add((part, related ? SynonymFactor : PhrasePartFactor));
        }

        if (found.Count > 0 && _language.Concepts.Of(phrase).Length == 0) _hints.Add(phrase);
        if (found.Count > 0) _terms.Add(new QueryTerm(phrase, (whole ? 1 : HintShare) * _vocabulary.Weight(Ids(found)), false, Best(found)));
        else if (whole && own.Count > 0) _terms.Add(new QueryTerm(phrase, UnknownWeight, false, []));
        return whole;
    }

    private void Add(Token token, string unit)
    {
        var found = new List<(int Id, double Factor)>(4);
        var id = _vocabulary.Find(token.Text);
        if (id >= 0) found.Add((id, 1));
        var stem = _language.Stem(token.Text);
        if (_language.Synonyms.TryGetValue(stem, out var group))
        {
            if (!_seen.Add(-1 - group)) return;
            foreach (var member in _vocabulary.GroupMembers(group))
                if (member != id) found.Add((member, SynonymFactor));
        }

        var weak = _language.Weak.Contains(stem);
        if (found.Count > 0)
        {
            found.AddRange(OfConcepts(stem));
            if (id >= 0) found.AddRange(_vocabulary.CompoundsWith(id).Select(compound => (compound, PartFactor)));
        }
        // A pair with one character changed is no misspelling: it is another pair.
        else if (!token.Number && !weak && !PairRules.IsPair(text, token))
        {
            if (AddedByParts(token, stem)) return;
            found = Guess(token.Text, stem);
        }

        if (found.Count > 0 && !_seen.Add(found[0].Id)) return;
        var critical = (token.Number && unit.Length == 0 && token.Length > 2) || (token.Capital && !_language.CapitalisedNouns && !weak);
        // Its own rarity weighs; without it that of everything which might be meant.
        var sure = found.Where(a => a.Factor > RetrievalRules.SureFactor).ToList();
        var weight = weak ? Vocabulary.WeakWeight
            : found.Count > 0 ? _vocabulary.Weight(Ids(sure.Count > 0 ? sure : found))
            : token.Number ? unit.Length > 0 || token.Length <= 2 ? MeasureWeight : 1
            : critical ? 1 : PairRules.IsPair(text, token) ? UnknownPairWeight : UnknownWeight;
        _terms.Add(new QueryTerm(token.Text, weight, critical, Best(found)));
    }

    // What a word that the articles do not have may mean by the first way that finds anything; the list knows it, or it is mistyped.
    private List<(int Id, double Factor)> Guess(string word, string stem)
    {
        if (OfConcepts(stem) is { Count: > 0 } asked) return asked;
        if (!Listed(stem) && _vocabulary.Correct(word) is >= 0 and var meant) return [(meant, SpellingFactor)];
        var compounds = _vocabulary.CompoundsOf(word, stem).Take(MostCompounds).Select(c => (c.Id, c.Last ? CompoundFactor : PartFactor)).ToList();
        if (compounds.Count > 0) return compounds;
        return _vocabulary.Akin(word) is >= 0 and var akin ? [(akin, AkinFactor)] : [];
    }

    private bool AddedByParts(Token token, string stem)
    {
        // 'Parkplatz' is a word of the list, and neither a park nor a place; what is only asked by may still be made of parts.
        if (_language.Concepts.Of(stem).Length > 0 || OfConcepts(stem).Count > 0) return false;
        if (_vocabulary.Split(token.Text) is var (modifier, head))
        {
            Add(token with { Text = modifier }, "");
            Add(token with { Text = head }, "");
            return true;
        }

        if (token.Text.Length < LeastSplit || Guess(token.Text, stem).Count > 0 || _vocabulary.Parts(token.Text) is not { Known.Count: > 0 } parts) return false;
        // 'handwash' asks for 'hand' and for 'wash'; 'Motorräder' for something else than 'Räder'.
        foreach (var part in parts.Known)
            if (_seen.Add(part)) _terms.Add(new QueryTerm(token.Text, _vocabulary.Weight(part), false, [(part, PartFactor)]));
        if (!parts.Whole) _terms.Add(new QueryTerm(token.Text, parts.KnownFirst ? MeasureWeight : UnknownWeight, false, []));
        return true;
    }

    private List<(int Id, double Factor)> OfConcepts(string stem)
    {
        var found = new List<(int, double)>();
        foreach (var concept in _language.Concepts.AskedBy(stem))
        {
            var means = _language.Concepts.Of(stem).Contains(concept);
            var factor = means ? ConceptFactor : NarrowFactor;
            foreach (var member in _vocabulary.ConceptMembers(concept)) found.Add((member, factor));
            foreach (var compound in _vocabulary.CompoundsWithConcept(concept)) found.Add((compound, factor * ConceptCompoundShare));
            if (!means) continue;
            foreach (var instance in _vocabulary.ConceptInstances(concept)) found.Add((instance, InstanceFactor));
        }

        return found;
    }

    // A word of the list is no typing error, and no compound that nobody knows.
    private bool Listed(string stem) => _language.Concepts.AskedBy(stem).Length > 0;

    private static IEnumerable<int> Ids(List<(int Id, double Factor)> found) => found.Select(a => a.Id).Distinct();

    // Each word once, by the best of its ways, the best first.
    private static List<(int Id, double Factor)> Best(List<(int Id, double Factor)> found)
    {
        if (found.Count < 2) return found;
        found.Sort((a, b) => b.Factor.CompareTo(a.Factor));
        var best = new List<(int Id, double Factor)>(Math.Min(found.Count, MostAlternatives));
        foreach (var way in found)
        {
            if (best.Count == MostAlternatives) break;
            if (!best.Exists(b => b.Id == way.Id)) best.Add(way);
        }

        return best;
    }
}
