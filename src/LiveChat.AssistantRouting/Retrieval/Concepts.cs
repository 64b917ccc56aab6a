using System.Collections.Frozen;

namespace LiveChat.AssistantRouting.Retrieval;

/// <summary>
/// One language's part of <c>concepts.txt</c>: which words ask for each other, in any trade. A word reaches a concept by its stem,
/// a phrase by its folded words with one space between them.
/// </summary>
internal sealed class Concepts
{
    private const int LongestPhrase = 4;
    private static readonly string[] s_languages = ["en", "de", "fr", "es"];
    private static readonly Lazy<string[]> s_lines = new(ReadLines);

    private readonly FrozenDictionary<string, int[]> _asks;
    private readonly FrozenDictionary<string, int[]> _is;
    private readonly FrozenDictionary<string, int[]> _narrow;
    private readonly FrozenSet<string> _phraseStarts;
    private readonly FrozenSet<string> _surfaces;

    private Concepts(Dictionary<string, List<int>> asks, Dictionary<string, List<int>> means, Dictionary<string, List<int>> narrow, IEnumerable<string> surfaces)
    {
        _asks = asks.ToFrozenDictionary(p => p.Key, p => p.Value.ToArray());
        _is = means.ToFrozenDictionary(p => p.Key, p => p.Value.ToArray());
        _narrow = narrow.ToFrozenDictionary(p => p.Key, p => p.Value.ToArray());
        _surfaces = surfaces.ToFrozenSet();
        _phraseStarts = asks.Keys.Where(k => k.Contains(' ', StringComparison.Ordinal)).Select(k => k[..k.IndexOf(' ', StringComparison.Ordinal)]).ToFrozenSet();
    }

    public static Concepts None { get; } = new([], [], [], []);

    /// <summary>Those of a language; <see cref="None"/> for one without.</summary>
    public static Concepts For(string code, Func<string, string> stem)
    {
        var column = Array.IndexOf(s_languages, code);
        if (column < 0) return None;
        var (asks, means, narrow, surfaces) = (new Dictionary<string, List<int>>(), new Dictionary<string, List<int>>(), new Dictionary<string, List<int>>(), new HashSet<string>());
        for (var concept = 0; concept < s_lines.Value.Length; concept++)
        {
            var sides = s_lines.Value[concept].Split('|')[column].Split('<');
            for (var side = 0; side < sides.Length; side++)
            {
                foreach (var entry in sides[side].Split(' ', StringSplitOptions.RemoveEmptyEntries))
                {
                    if (entry == "-") continue;
                    var words = Tokens.Scan(entry.Replace('_', ' ')).ConvertAll(t => t.Text);
                    var key = words.Count == 1 ? stem(words[0]) : string.Join(' ', words);
                    if (words.Count == 1) surfaces.Add(words[0]);
                    Add(asks, key, concept);
                    Add(side == 0 ? means : narrow, key, concept);
                }
            }
        }

        return new Concepts(asks, means, narrow, surfaces);
    }

    /// <summary>The concepts that a stem or phrase asks for.</summary>
    public ReadOnlySpan<int> AskedBy(string stem) => _asks.TryGetValue(stem, out var found) ? found : [];

    /// <summary>The concepts that a stem or phrase of an article answers.</summary>
    public ReadOnlySpan<int> Of(string stem) => _is.TryGetValue(stem, out var found) ? found : [];

    /// <summary>The concepts that a stem or phrase of an article is an instance of: 'dog' of pets.</summary>
    public ReadOnlySpan<int> InstanceOf(string stem) => _narrow.TryGetValue(stem, out var found) ? found : [];

    /// <summary>Whether a folded word stands in the list as it is: a part that a compound may be made of.</summary>
    public bool Has(string surface) => _surfaces.Contains(surface);

    /// <summary>The longest phrase that begins at a token, and how many tokens it has; null and 0 for none.</summary>
    public (string? Phrase, int Length) PhraseAt(List<Token> tokens, int start)
    {
        if (!_phraseStarts.Contains(tokens[start].Text)) return default;
        for (var length = Math.Min(LongestPhrase, tokens.Count - start); length > 1; length--)
        {
            var phrase = string.Join(' ', Enumerable.Range(start, length).Select(i => tokens[i].Text));
            if (_asks.ContainsKey(phrase)) return (phrase, length);
        }

        return default;
    }

    private static void Add(Dictionary<string, List<int>> map, string key, int concept)
    {
        if (!map.TryGetValue(key, out var list)) map[key] = list = [];
        if (!list.Contains(concept)) list.Add(concept);
    }

    private static string[] ReadLines()
    {
        using var stream = typeof(Concepts).Assembly.GetManifestResourceStream("concepts.txt")!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(l => l[0] != '#')];
    }
}
