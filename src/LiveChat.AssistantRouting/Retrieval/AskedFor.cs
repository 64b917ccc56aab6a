using System.Text.RegularExpressions;

namespace LiveChat.AssistantRouting.Retrieval;

/// <summary>The kind of fact that a question asks for, or that a passage has.</summary>
[Flags]
internal enum FactKinds
{
    None = 0,
    Money = 1,
    Time = 2,
    Place = 4,
    Contact = 8,
}

/// <summary>
/// 'How much' wants a sum and 'when' a time, in any trade: between passages with the same words the one that has such a fact
/// comes first. It only orders; whether a passage is an answer at all, its words say.
/// </summary>
internal static partial class AskedFor
{
    /// <summary>What the question's words want; <see cref="FactKinds.None"/> where they do not say.</summary>
    public static FactKinds By(IReadOnlyList<Token> tokens)
    {
        var kinds = FactKinds.None;
        for (var i = 0; i < tokens.Count && i < 60; i++)
        {
            if (i + 1 < tokens.Count && s_pairs.TryGetValue($"{tokens[i].Text} {tokens[i + 1].Text}", out var pair))
                return pair == FactKinds.None && i + 2 < tokens.Count && s_spans.Contains(tokens[i + 2].Text) ? FactKinds.Time : pair;
            // 'ou' is 'where' at the beginning of a question, else 'or'.
            if (kinds == FactKinds.None && s_words.TryGetValue(tokens[i].Text, out var word) && (tokens[i].Text != "ou" || i == 0)) kinds = word;
        }

        return kinds;
    }

    /// <summary>Which facts a text has.</summary>
    public static FactKinds In(string text) =>
        (Money().IsMatch(text) ? FactKinds.Money : 0) | (Time().IsMatch(text) ? FactKinds.Time : 0)
        | (Place().IsMatch(text) ? FactKinds.Place : 0) | (Contact().IsMatch(text) ? FactKinds.Contact : 0);

    private static readonly Dictionary<string, FactKinds> s_words = Table(
        (FactKinds.Money, "price prices cost costs fee fees charge charges rate rates tariff expensive cheap preis preise kosten kostet teuer gebuhr gebuhren verlangt berechnet prix tarif tarifs coute coutent cher facturez combien precio precios cuesta cuestan tarifa cuanto cuanta caro cobran cobra"),
        (FactKinds.Time, "when soon deadline wann uhr frist quand heure heures delai cuando hora horario plazo tarda"),
        (FactKinds.Place, "where address directions wo wohin adresse anfahrt ou adresse donde direccion ubicacion"),
        (FactKinds.Contact, "phone telephone email contact telefon telefonnummer anrufen kontakt courriel contacter joindre telefono contactar correo"));

    // 'How many days' asks for a time, 'how many socks' for none of the kinds.
    private static readonly HashSet<string> s_spans = [.. "minutes hours days weeks months years minuten stunden tage wochen monate jahre minutes heures jours semaines mois ans temps minutos horas dias semanas meses anos tiempo".Split(' ')];

    private static readonly Dictionary<string, FactKinds> s_pairs = new()
    {
        ["how much"] = FactKinds.Money,
        ["wie viel"] = FactKinds.Money,
        ["wie teuer"] = FactKinds.Money,
        ["wie hoch"] = FactKinds.Money,
        ["was kostet"] = FactKinds.Money,
        ["how long"] = FactKinds.Time,
        ["what time"] = FactKinds.Time,
        ["until when"] = FactKinds.Time,
        ["how many"] = FactKinds.None,
        ["how far"] = FactKinds.Place,
        ["wie lange"] = FactKinds.Time,
        ["bis wann"] = FactKinds.Time,
        ["viel uhr"] = FactKinds.Time,
        ["wie weit"] = FactKinds.Place,
        ["wie viele"] = FactKinds.None,
        ["combien de"] = FactKinds.None,
        ["quelle heure"] = FactKinds.Time,
        ["cuanto tiempo"] = FactKinds.Time,
        ["que hora"] = FactKinds.Time,
        ["get there"] = FactKinds.Place,
        ["call you"] = FactKinds.Contact,
        ["reach you"] = FactKinds.Contact,
    };

    private static Dictionary<string, FactKinds> Table(params (FactKinds Kind, string Words)[] lists) =>
        lists.SelectMany(l => l.Words.Split(' ').Distinct().Select(word => (word, l.Kind))).DistinctBy(p => p.word).ToDictionary(p => p.word, p => p.Kind);

    [GeneratedRegex(@"[€$£]|\b(?:eur|euros?|chf|usd|gbp|franken)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Money();

    [GeneratedRegex(@"\d[:h.]\d\d|\d\s?(?:uhr|h|am|pm)\b|\d\s(?:\w+\s)?(?:minut|hour|day|week|month|year|stunde|tag|woche|monat|jahr|heure|jour|semaine|mois|ans?\b|hora|d[ií]a|semana|mes|a[nñ]o)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Time();

    [GeneratedRegex(@"\b(?:street|road|lane|avenue|square|station|floor|rue|place|gare|calle|avenida|plaza|estaci[oó]n)\b|stra(?:ße|sse)|platz\b|bahnhof|\d\s(?:metres|meters|meter|mètres|metros|km)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Place();

    [GeneratedRegex(@"\w@\w|\+?\d[\d ()/-]{7,}\d", RegexOptions.CultureInvariant)]
    private static partial Regex Contact();
}
