using System.Collections.Concurrent;
using System.Collections.Frozen;
using Lucene.Net.Tartarus.Snowball;
using Lucene.Net.Tartarus.Snowball.Ext;

namespace LiveChat.AssistantRouting.Retrieval;

/// <summary>What the index must know of one language. Languages without a profile share <see cref="Languages.Neutral"/>.</summary>
/// <param name="Stop">Words that say nothing about the subject.</param>
/// <param name="Weak">Words that say little: they count, but a missing one must not sink an answer.</param>
/// <param name="Synonyms">Stem to the number of its group; words of a group stand for each other.</param>
/// <param name="SplitsCompounds">'Versandkosten' is also found by 'Versand'.</param>
internal sealed record Language(
    string Code, FrozenSet<string> Stop, FrozenSet<string> Weak, FrozenDictionary<string, int> Synonyms, bool SplitsCompounds,
    bool CapitalisedNouns, Func<SnowballProgram>? MakeStemmer)
{
    /// <summary>Forms and the words that they are forms of, where no rule of the stemmer says so.</summary>
    public FrozenDictionary<string, string> Irregular { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>What its words ask for besides themselves and their synonyms.</summary>
    public Concepts Concepts { get; init; } = Concepts.None;

    // Snowball programs keep state during a call, so each call borrows one; there are as many as callers at one time.
    private readonly ConcurrentBag<SnowballProgram> _stemmers = [];

    public string Stem(string word)
    {
        if (Irregular.TryGetValue(word, out var regular)) word = regular;
        if (MakeStemmer is null || word.Length < 4 || char.IsDigit(word[0]) || word.Contains(' ', StringComparison.Ordinal)) return word;
        if (!_stemmers.TryTake(out var stemmer)) stemmer = MakeStemmer();
        stemmer.SetCurrent(word);
        stemmer.Stem();
        var stem = stemmer.Current;
        _stemmers.Add(stemmer);
        return stem;
    }
}

/// <summary>The languages with a profile, by the first part of a BCP 47 tag.</summary>
internal static class Languages
{
    public static readonly Language English = Make("en", EnglishWords.Stop, EnglishWords.Weak, EnglishWords.Synonyms, EnglishWords.Irregular, () => new EnglishStemmer());
    public static readonly Language German = Make("de", GermanWords.Stop, GermanWords.Weak, GermanWords.Synonyms, GermanWords.Irregular, () => new GermanStemmer(), compounds: true);
    public static readonly Language French = Make("fr", FrenchWords.Stop, FrenchWords.Weak, FrenchWords.Synonyms, FrenchWords.Irregular, () => new FrenchStemmer());
    public static readonly Language Spanish = Make("es", SpanishWords.Stop, SpanishWords.Weak, SpanishWords.Synonyms, SpanishWords.Irregular, () => new SpanishStemmer());
    public static readonly Language Neutral = Make("", "", "", "", "", null);

    private static readonly Language[] Known = [English, German, French, Spanish];

    /// <summary>'de-CH' finds German, 'ja' finds <see cref="Languages.Neutral"/>.</summary>
    public static Language For(string? locale)
    {
        var code = CodeOf(locale);
        foreach (var language in Known)
            if (language.Code == code) return language;
        return Neutral;
    }

    /// <summary>The first part of a BCP 47 tag in lower case; '' for null.</summary>
    public static string CodeOf(string? locale)
    {
        if (string.IsNullOrEmpty(locale)) return "";
        var end = locale.AsSpan().IndexOfAny('-', '_');
        return (end < 0 ? locale : locale[..end]).ToLowerInvariant();
    }

    private static Language Make(string code, string stop, string weak, string synonyms, string irregular, Func<SnowballProgram>? stemmer, bool compounds = false)
    {
        var bare = new Language(code, [], [], FrozenDictionary<string, int>.Empty, compounds, compounds, stemmer)
        {
            Irregular = irregular.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('='))
                .ToDictionary(p => Tokens.Fold(p[0]), p => Tokens.Fold(p[1])).ToFrozenDictionary(),
        };
        var groups = new Dictionary<string, int>();
        var number = 0;
        foreach (var line in synonyms.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            foreach (var word in Words(line)) groups.TryAdd(bare.Stem(word), number);
            number++;
        }

        return bare with
        {
            Stop = Words(stop).ToFrozenSet(),
            Weak = Words(weak).Select(bare.Stem).ToFrozenSet(),
            Synonyms = groups.ToFrozenDictionary(),
            Concepts = Concepts.For(code, bare.Stem),
        };
    }

    private static IEnumerable<string> Words(string list) =>
        list.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Select(Tokens.Fold);
}
