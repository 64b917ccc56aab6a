using System.Text;
using System.Text.RegularExpressions;
using LiveChat.AssistantRouting.Retrieval;

namespace LiveChat.AssistantRouting.SmallTalk;

/// <summary>One language's phrases, ready to be compared with a clause's words. Immutable.</summary>
internal sealed class SmallTalkBook
{
    private readonly Dictionary<string, SmallTalkKind> _phrases = [];
    private readonly Dictionary<char, (string Text, SmallTalkKind Kind)[]> _fuzzy;
    private readonly HashSet<string> _persons;
    private readonly HashSet<string> _aroundPersons;
    private readonly HashSet<string> _roles;
    private readonly HashSet<string> _wishes;
    private readonly HashSet<string> _for;
    private readonly HashSet<string> _fillers;
    private readonly HashSet<string> _robots;
    private readonly HashSet<string> _asksRobots;
    private readonly HashSet<string> _aroundRobots;
    private readonly Regex? _robotPattern;
    private readonly Regex? _personPattern;
    private readonly int _longest;
    private readonly int _mostWords;

    public SmallTalkBook(SmallTalkPhrases phrases)
    {
        Language = phrases.Language;
        Add(phrases.WantsPerson, SmallTalkKind.WantsPerson);
        Add(phrases.AreYouARobot, SmallTalkKind.AreYouARobot);
        Add(phrases.WhoAreYou, SmallTalkKind.WhoAreYou);
        Add(phrases.Goodbye, SmallTalkKind.Goodbye);
        Add(phrases.Thanks, SmallTalkKind.Thanks);
        Add(phrases.Greeting, SmallTalkKind.Greeting);
        _fuzzy = _phrases.Where(p => p.Key.Length >= 4).GroupBy(p => p.Key[0]).ToDictionary(g => g.Key, g => g.Select(p => (p.Key, p.Value)).ToArray());
        _mostWords = _phrases.Keys.Max(k => k.Count(c => c == ' ')) + 1;
        _longest = _phrases.Keys.Max(k => k.Length) + 2;
        _persons = [.. SmallTalkRules.Words(phrases.Persons)];
        _aroundPersons = [.. SmallTalkRules.Words(phrases.AroundPersons), .. _persons];
        _roles = [.. SmallTalkRules.Words(phrases.Roles)];
        _wishes = [.. SmallTalkRules.Words(phrases.Wishes)];
        _for = [.. SmallTalkRules.Words(phrases.For)];
        _fillers = [.. SmallTalkRules.Words(phrases.Fillers)];
        _robots = [.. SmallTalkRules.Words(phrases.Robots)];
        _asksRobots = [.. SmallTalkRules.Words(phrases.AsksRobots)];
        _aroundRobots = [.. SmallTalkRules.Words(phrases.AroundRobots), .. _robots, .. _asksRobots];
        _robotPattern = Pattern(phrases.RobotPattern);
        _personPattern = Pattern(phrases.PersonPattern);
    }

    public string Language { get; }

    public bool IsFiller(List<string> clause, HashSet<string> addressed) => clause.TrueForAll(w => _fillers.Contains(w) || addressed.Contains(w));

    /// <summary>What a clause is, or null when it is anything else.</summary>
    public SmallTalkKind? Read(List<string> clause, HashSet<string> addressed)
    {
        if (clause.Count > 16) return null;
        if (Phrase(clause) is { } whole) return whole;
        var bare = clause.FindAll(w => !addressed.Contains(w));
        if (bare.Count == 0) return null;
        if (Phrase(bare) is { } named) return named;
        if (AsksWhetherRobot(bare)) return SmallTalkKind.AreYouARobot;
        if (AsksForPerson(bare)) return SmallTalkKind.WantsPerson;

        // 'hello there', 'thanks a lot for your help': a phrase with nothing but fillers around it.
        for (var start = 0; start < bare.Count; start++)
        {
            for (var end = bare.Count; end > start; end--)
            {
                if (!Fillers(bare, end, bare.Count)) break;
                if (end - start > _mostWords || (start == 0 && end == bare.Count)) continue;
                if (Phrase(bare.GetRange(start, end - start)) is { } inner) return inner;
            }

            if (!_fillers.Contains(bare[start])) break;
        }

        // 'hi i want a human', 'ok bye': two phrases without a comma; the second, or the weightier, counts.
        for (var cut = 1; cut < bare.Count && cut <= 4; cut++)
        {
            if (Phrase(bare.GetRange(0, cut)) is not (SmallTalkKind.Greeting or SmallTalkKind.Thanks)) continue;
            if (Read(bare[cut..], addressed) is { } rest) return rest;
        }

        return null;
    }

    private bool Fillers(List<string> words, int from, int to)
    {
        for (var i = from; i < to; i++)
            if (!_fillers.Contains(words[i])) return false;
        return true;
    }

    private SmallTalkKind? Phrase(List<string> words)
    {
        if (words.Count > _mostWords + 1) return null;
        var text = string.Join(' ', words);
        if (text.Length > _longest) return null;
        if (_phrases.TryGetValue(text, out var kind)) return kind;
        var single = Squeeze(text);
        if (single != text && _phrases.TryGetValue(single, out kind)) return kind;
        if (text.Length < 4 || !_fuzzy.TryGetValue(text[0], out var similar)) return null;

        // One error in a phrase ('helo', 'thnaks'), two in a long one; never in its first letter, which would make other
        // words of the short ones ('hello' and 'cello').
        var allowed = text.Length >= 12 ? 2 : 1;
        (SmallTalkKind Kind, int Distance)? best = null;
        foreach (var (phrase, phraseKind) in similar)
        {
            if (Math.Abs(phrase.Length - text.Length) > allowed) continue;
            if (text.Length == 4 && phrase.Length <= 4) continue;
            var distance = Spelling.Distance(phrase, text, allowed);
            if (distance <= allowed && (best is null || distance < best.Value.Distance)) best = (phraseKind, distance);
        }

        return best?.Kind;
    }

    private bool AsksWhetherRobot(List<string> words) => Matches(_robotPattern, words)
        || (words.Count > 1 && words.Exists(_robots.Contains) && words.Exists(_asksRobots.Contains) && words.TrueForAll(_aroundRobots.Contains));

    private bool AsksForPerson(List<string> words) => Matches(_personPattern, words) ||
        (_persons.Count > 0 && words.Exists(_persons.Contains)
            && (words.Exists(_wishes.Contains) || (words.Exists(_roles.Contains) && !words.Exists(_for.Contains)))
            && words.TrueForAll(w => _aroundPersons.Contains(w) || _fillers.Contains(w)));

    private static bool Matches(Regex? pattern, List<string> words) => pattern is not null && words is [{ Length: <= 60 } only] && pattern.IsMatch(only);

    // Folded as the words are that it is held against.
    private static Regex? Pattern(string? pattern) => pattern is null ? null : new Regex(Tokens.Fold(pattern), RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    // 'hii' is 'hi', 'byee' is 'bye'.
    private static string Squeeze(string text)
    {
        var doubled = 1;
        while (doubled < text.Length && (text[doubled] != text[doubled - 1] || !char.IsLetter(text[doubled]))) doubled++;
        if (doubled >= text.Length) return text;
        var single = new StringBuilder(text, 0, doubled, text.Length);
        for (var i = doubled; i < text.Length; i++)
            if (text[i] != text[i - 1] || !char.IsLetter(text[i])) single.Append(text[i]);
        return single.ToString();
    }

    private void Add(string phrases, SmallTalkKind kind)
    {
        foreach (var phrase in phrases.Split('|', StringSplitOptions.RemoveEmptyEntries))
        {
            var text = string.Join(' ', SmallTalkRules.Words(phrase));
            if (text.Length > 0) _phrases.TryAdd(text, kind);
        }
    }
}
