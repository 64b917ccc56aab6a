namespace LiveChat.AssistantRouting.Retrieval;

/// <summary>One word of a question, seen through one index.</summary>
/// <param name="Weight">0..1: how much of the question's meaning it carries.</param>
/// <param name="Critical">A name or a number without a unit: an answer that lacks it is most likely about something else.</param>
/// <param name="Alternatives">Numbers of the words that stand for it, with how well (1 for itself); empty when unknown.</param>
internal sealed record QueryTerm(string Text, double Weight, bool Critical, IReadOnlyList<(int Id, double Factor)> Alternatives);

/// <summary>A number of the question, its unit ('' for none) and where it stands.</summary>
internal sealed record QueryNumber(double Value, string Unit, int Start);

/// <summary>A question, read by the words of one index.</summary>
internal sealed record Query(IReadOnlyList<QueryTerm> Terms, IReadOnlyList<QueryNumber> Numbers, IReadOnlyList<Token> Tokens)
{
    /// <summary>The kind of fact that it wants.</summary>
    public FactKinds Wants { get; init; }

    /// <summary>More words than this are not read: nobody asks that much at once, and it bounds the work.</summary>
    private const int MostTerms = 40;

    private const int MostAlternatives = 8;

    private const double SynonymFactor = 0.92, SpellingFactor = 0.85, PartFactor = 0.8, CompoundFactor = 0.85, RelatedFactor = 0.66, AkinFactor = 0.75;
    private const double RelatedWeight = 0.8;
    private const double UnknownWeight = 0.8, MeasureWeight = 0.3;

    public static Query Read(string text, LanguageIndex index)
    {
        var vocabulary = index.Vocabulary;
        var language = index.Language;
        var tokens = Retrieval.Tokens.Scan(text);
        var read = Phrases(tokens, language);
        var terms = new List<QueryTerm>();
        var numbers = new List<QueryNumber>();
        var seen = new HashSet<int>();
        for (var i = 0; i < tokens.Count && terms.Count < MostTerms; i++)
        {
            var token = tokens[i];
            var unit = token.Number ? UnitAfter(text, token, tokens, i) : "";
            if (token.Number && double.TryParse(token.Text, System.Globalization.CultureInfo.InvariantCulture, out var value))
                numbers.Add(new QueryNumber(value, unit, token.Start));
            if (read.TryGetValue(i, out var words))
            {
                foreach (var word in words) Add(token with { Text = word, Capital = false }, "");
                continue;
            }

            if (language.Stop.Contains(token.Text) && !Retrieval.Tokens.IsSizeLetter(text, token)) continue;
            Add(token, unit);
        }

        return new Query(terms, numbers, tokens) { Wants = AskedFor.By(tokens) };

        List<(int, double)> Compounds(string surface, string stem)
        {
            var found = new List<(int, double)>();
            foreach (var (id, last) in vocabulary.CompoundsOf(surface, stem))
                if (found.Count < MostAlternatives) found.Add((id, last ? CompoundFactor : PartFactor));
            return found;
        }

        List<(int, double)> Related(string stem)
        {
            var found = new List<(int, double)>();
            if (!language.Related.TryGetValue(stem, out var others)) return found;
            foreach (var other in others)
            {
                if (vocabulary.FindStem(other) is >= 0 and var id) found.Add((id, RelatedFactor));
                if (!language.Synonyms.TryGetValue(other, out var group)) continue;
                foreach (var member in vocabulary.GroupMembers(group)) found.Add((member, RelatedFactor));
            }

            return found;
        }

        void Add(Token token, string unit)
        {
            var alternatives = new List<(int, double)>(4);
            var id = vocabulary.Find(token.Text);
            if (id >= 0) alternatives.Add((id, 1));
            var stem = language.Stem(token.Text);
            if (language.Synonyms.TryGetValue(stem, out var group))
            {
                if (!seen.Add(-1 - group)) return;
                foreach (var member in vocabulary.GroupMembers(group))
                    if (member != id) alternatives.Add((member, SynonymFactor));
            }

            var weak = language.Weak.Contains(stem);
            if (alternatives.Count == 0 && !token.Number && !weak)
            {
                if (vocabulary.Correct(token.Text) is >= 0 and var meant) alternatives.Add((meant, SpellingFactor));
                else if (Compounds(token.Text, stem) is { Count: > 0 } compounds) alternatives.AddRange(compounds);
                else if (Related(stem) is { Count: > 0 } related) alternatives.AddRange(related);
                else if (vocabulary.Akin(token.Text) is >= 0 and var akin) alternatives.Add((akin, AkinFactor));
                else if (token.Text.Length >= 8 && vocabulary.Parts(token.Text) is { Known.Count: > 0 } parts)
                {
                    // 'handwash' asks for 'hand' and for 'wash'; 'Motorräder' for something else than 'Räder'.
                    foreach (var part in parts.Known)
                        if (seen.Add(part)) terms.Add(new QueryTerm(token.Text, vocabulary.Weight(part), false, [(part, PartFactor)]));
                    if (!parts.Whole) terms.Add(new QueryTerm(token.Text, parts.KnownFirst ? MeasureWeight : UnknownWeight, false, []));
                    return;
                }
            }

            else if (alternatives.Count > 0)
            {
                alternatives.AddRange(Related(stem));
            }

            if (alternatives.Count > 0 && alternatives[0].Item2 > RelatedFactor && !seen.Add(alternatives[0].Item1)) return;
            var critical = (token.Number && unit.Length == 0 && token.Length > 2) || (token.Capital && !language.CapitalisedNouns && !weak);
            var weight = weak ? Vocabulary.WeakWeight
                : alternatives.Count > 0 ? Math.Max(alternatives.Max(a => a.Item2 > RelatedFactor ? vocabulary.Weight(a.Item1) : 0), alternatives[0].Item2 > RelatedFactor ? 0 : RelatedWeight)
                : token.Number ? unit.Length > 0 || token.Length <= 2 ? MeasureWeight : 1
                : critical ? 1 : UnknownWeight;
            terms.Add(new QueryTerm(token.Text, weight, critical, alternatives));
        }
    }

    /// <summary>Where a phrase begins, the words that it is read as; where it goes on, nothing.</summary>
    private static Dictionary<int, string[]> Phrases(List<Token> tokens, Language language)
    {
        var read = new Dictionary<int, string[]>();
        if (language.Phrases.Count == 0) return read;
        for (var i = 0; i + 1 < tokens.Count && i < MostTerms * 3; i++)
        {
            var phrase = tokens[i].Text;
            for (var length = 2; length <= 3 && i + length <= tokens.Count; length++)
            {
                phrase = $"{phrase} {tokens[i + length - 1].Text}";
                if (!language.Phrases.TryGetValue(phrase, out var words)) continue;
                read[i] = words;
                for (var next = 1; next < length; next++) read[i + next] = [];
                i += length - 1;
                break;
            }
        }

        return read;
    }

    private static string UnitAfter(string text, Token number, List<Token> tokens, int index)
    {
        var end = number.Start + number.Length;
        if (number.Start > 0 && text[number.Start - 1] is '€' or '$' or '£') return "currency";
        var rest = text.AsSpan(end).TrimStart();
        if (rest.Length == 0) return "";
        if (rest[0] is '°' or '%' or '€' or '$' or '£') return rest[0] == '°' ? "°" : rest[0] == '%' ? "%" : "currency";
        if (rest[0] is '"' or '″' or '”') return "in";
        if (index + 1 >= tokens.Count || tokens[index + 1].Start - end > 1) return "";
        return tokens[index + 1].Text switch
        {
            "cm" or "centimeter" or "centimeters" or "centimetre" or "centimetres" or "zentimeter" or "centimetros" or "centimètres" => "cm",
            "in" or "inch" or "inches" or "zoll" or "pouces" or "pulgadas" => "in",
            "mm" => "mm",
            "m" or "meter" or "metre" or "metres" or "metros" => "m",
            "kg" or "kilo" or "kilos" => "kg",
            "g" or "gram" or "grams" => "g",
            "euro" or "euros" or "eur" or "chf" or "usd" or "gbp" or "dollars" or "pounds" or "franken" => "currency",
            "day" or "days" or "week" or "weeks" or "hour" or "hours" or "minutes" or "years" or "tage" or "wochen" or "stunden" or "jours" or "heures" or "dias" or "horas" => "time",
            "degrees" or "degree" or "grad" or "degres" or "grados" or "c" => "°",
            _ => "",
        };
    }
}
