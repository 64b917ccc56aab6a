using System.Globalization;
using System.Text;
using LiveChat.AssistantRouting.Retrieval;

namespace LiveChat.AssistantRouting.SmallTalk;

/// <summary>What was recognised, and the language of the phrase ('de').</summary>
internal readonly record struct SmallTalkMatch(SmallTalkKind Kind, string Language);

/// <summary>
/// Recognises small talk, and only that: every clause of the message must be a known phrase (punctuation, emoji, drawn out
/// letters and a typing error aside). 'Hello, do you ship to Switzerland?' is therefore a question.
/// </summary>
internal static class SmallTalkRules
{
    /// <summary>Small talk is short; a longer message is a question.</summary>
    private const int LongestMessage = 160;

    /// <summary>In a longer text nobody looks for the wish for a person: it bounds the work.</summary>
    private const int LongestComplaint = 1000;

    private static readonly SmallTalkBook[] Books = [.. SmallTalkPhrases.All.Select(p => new SmallTalkBook(p))];

    /// <param name="locale">The visitor's, whose language is tried first: 'ok' and 'hi' belong to many.</param>
    /// <param name="names">Names the visitor may address ('Thanks Ada').</param>
    public static SmallTalkMatch? Recognise(string message, string? locale, params IEnumerable<string> names)
    {
        if (message.Length > LongestMessage) return PersonAskedFor(message, locale);
        var clauses = Clauses(message);
        var own = Languages.CodeOf(locale);
        if (clauses.Count is 0 or > 5) return clauses.Count == 0 && Emoji(message) is { } shown ? new(shown, own) : null;
        var addressed = names.SelectMany(n => Words(n)).ToHashSet();
        // Their own language first.
        SmallTalkBook[] books = [.. Books.OrderByDescending(b => b.Language == own)];
        foreach (var book in books)
        {
            if (Read(book, clauses, addressed) is { } kind) return new SmallTalkMatch(kind, book.Language);
        }

        return Mixed(books, clauses, addressed, own) ?? PersonAskedFor(message, locale);
    }

    // 'Danke, bye': each clause in whatever language it is, the answer in the visitor's own, else in that of the first.
    private static SmallTalkMatch? Mixed(SmallTalkBook[] books, List<List<string>> clauses, HashSet<string> addressed, string own)
    {
        SmallTalkMatch? found = null;
        foreach (var clause in clauses)
        {
            if (First(books, clause, addressed) is { } match)
            {
                found = found is not { } before ? match : new SmallTalkMatch(
                    match.Kind > before.Kind ? match.Kind : before.Kind, match.Language == own ? own : before.Language);
            }
            else if (!Array.Exists(books, b => b.IsFiller(clause, addressed)))
            {
                return null;
            }
        }

        return found;
    }

    private static SmallTalkMatch? First(SmallTalkBook[] books, List<string> clause, HashSet<string> addressed)
    {
        foreach (var book in books)
        {
            if (book.Read(clause, addressed) is { } kind) return new SmallTalkMatch(kind, book.Language);
        }

        return null;
    }

    /// <summary>A whole sentence that asks for a person counts whatever else is said: 'It came torn. I want a human.'</summary>
    private static SmallTalkMatch? PersonAskedFor(string message, string? locale)
    {
        if (message.Length > LongestComplaint) return null;
        var own = Languages.CodeOf(locale);
        var sentences = message.Split(['.', '!', '?', '\n', '。', '！', '？', '؟']).Select(Words).Where(w => w.Count >= 3 || w is [{ Length: >= 5 }]).ToList();
        if (sentences.Count == 0) return null;
        foreach (var book in Books.OrderByDescending(b => b.Language == own))
        {
            if (sentences.Exists(s => book.Read(s, []) == SmallTalkKind.WantsPerson)) return new SmallTalkMatch(SmallTalkKind.WantsPerson, book.Language);
        }

        return null;
    }

    // Of several clauses the weightiest counts: 'Hello! I want a human' asks for a person. The kinds ascend by weight.
    private static SmallTalkKind? Read(SmallTalkBook book, List<List<string>> clauses, HashSet<string> addressed)
    {
        SmallTalkKind? heaviest = null;
        foreach (var clause in clauses)
        {
            if (book.Read(clause, addressed) is not { } kind)
            {
                if (book.IsFiller(clause, addressed)) continue;
                return null;
            }

            if (heaviest is null || kind > heaviest) heaviest = kind;
        }

        return heaviest;
    }

    private static List<List<string>> Clauses(string message)
    {
        var clauses = new List<List<string>>();
        foreach (var part in message.Replace(" - ", ",", StringComparison.Ordinal).Split(['.', '!', '?', ',', ';', ':', '\n', '…', '。', '！', '？', '、', '؟', '،', '¡', '¿', '–', '—', '(', ')']))
        {
            var words = Words(part);
            if (words.Count > 0) clauses.Add(words);
        }

        return clauses;
    }

    /// <summary>Folded words: no diacritics, no emoji, letters drawn out ('heyyyy') shortened to at most two.</summary>
    internal static List<string> Words(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var rune in text.Replace("’", "'", StringComparison.Ordinal).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark)
            {
                word.Append(rune.ToString());
            }
            else if (rune.Value != '\'')
            {
                Flush();
            }
        }

        Flush();
        return words;

        void Flush()
        {
            var folded = Tokens.Fold(word.ToString());
            word.Clear();
            foreach (var c in folded)
                if (word.Length < 2 || word[^1] != c || word[^2] != c || !char.IsLetter(c)) word.Append(c);
            if (word.Length > 0) words.Add(word.ToString());
            word.Clear();
        }
    }

    // A message of nothing but waving hands or smiles greets; one of thumbs or hearts thanks.
    private static SmallTalkKind? Emoji(string message) =>
        HasAny(message, "👋", "🙂", "😊") ? SmallTalkKind.Greeting : HasAny(message, "👍", "👌", "🙏", "❤", "♥", "💙", "💚", "🎉") ? SmallTalkKind.Thanks : null;

    private static bool HasAny(string message, params ReadOnlySpan<string> shown)
    {
        foreach (var one in shown)
            if (message.Contains(one, StringComparison.Ordinal)) return true;
        return false;
    }
}
