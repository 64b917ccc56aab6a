using System.Collections.Frozen;
using LiveChat.AssistantRouting.Retrieval;

namespace LiveChat.AssistantRouting.Routing;

/// <summary>What a message is about, and who found out.</summary>
/// <param name="Name">Such as <c>billing_issue</c>; null where nothing was recognised.</param>
/// <param name="By"><c>words</c>, <c>provider</c> or <c>nobody</c>.</param>
internal sealed record Intent(string? Name, string By)
{
    public static Intent Unknown { get; } = new(null, "nobody");
}

/// <summary>The built-in classifier: the intent whose words the message has most of. Needs no key and no network. Pure.</summary>
internal static class IntentRules
{
    /// <summary>Shorter stems would begin too many other words.</summary>
    private const int ShortestPrefix = 5;

    private static readonly (string Name, IReadOnlyList<Phrase> Phrases)[] Book =
        [.. IntentWords.All.Select(i => (i.Name, (IReadOnlyList<Phrase>)[.. i.ByLanguage.SelectMany(l => Phrases(Languages.For(l.Language), l.Words))]))];

    /// <summary>Names that the built-in classifier knows.</summary>
    public static IReadOnlySet<string> Known { get; } = IntentWords.All.Select(i => i.Name).ToFrozenSet();

    /// <summary>A name may be the tenant's own; then only a provider recognises it.</summary>
    public static bool IsName(string name) => name.Length is >= 2 and <= 40 && char.IsAsciiLetterLower(name[0]) && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_');

    /// <summary>Null where no intent's words are in the message, or two have equally many.</summary>
    public static string? Recognise(string text)
    {
        var words = KeywordRules.Words(text);
        if (words.Count > 200) words.RemoveRange(200, words.Count - 200);
        var stems = new Dictionary<string, List<string>>();
        var (best, second, name) = (0, 0, default(string));
        foreach (var (intent, phrases) in Book)
        {
            var score = phrases.Where(p => p.IsIn(Stems(p.Language))).Sum(p => p.Words.Count);
            if (score > best) (second, best, name) = (best, score, intent);
            else if (score > second) second = score;
        }

        return best > second ? name : null;

        List<string> Stems(Language language)
        {
            if (!stems.TryGetValue(language.Code, out var stemmed)) stems[language.Code] = stemmed = words.ConvertAll(language.Stem);
            return stemmed;
        }
    }

    private static IEnumerable<Phrase> Phrases(Language language, string words) =>
        words.Split('|').Select(p => new Phrase(language, KeywordRules.Words(p).ConvertAll(language.Stem))).Where(p => p.Words.Count > 0);

    private sealed record Phrase(Language Language, IReadOnlyList<string> Words)
    {
        public bool IsIn(List<string> stems)
        {
            for (var start = 0; start + Words.Count <= stems.Count; start++)
            {
                var i = 0;
                while (i < Words.Count && Same(stems[start + i], Words[i])) i++;
                if (i == Words.Count) return true;
            }

            return false;
        }

        // 'Rechnungsbetrag' begins with 'Rechnung'.
        private static bool Same(string word, string wanted) =>
            word == wanted || (wanted.Length >= ShortestPrefix && word.StartsWith(wanted, StringComparison.Ordinal));
    }
}
