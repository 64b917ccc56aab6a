using LiveChat.AssistantRouting.Retrieval;

namespace LiveChat.AssistantRouting.Routing;

/// <summary>Keywords with word boundaries in any script: 'art' is not in 'party'. Case and diacritics do not count; in
/// scripts without spaces a keyword may stand anywhere.</summary>
internal static class KeywordRules
{
    public static List<string> Words(string text) => Tokens.Scan(text).ConvertAll(t => t.Text);

    /// <summary>The first of the keywords that the message has, or null.</summary>
    public static string? FirstIn(IReadOnlyList<string> keywords, IReadOnlyList<string> messageWords)
    {
        foreach (var keyword in keywords)
        {
            var words = Words(keyword);
            for (var start = 0; start + words.Count <= messageWords.Count; start++)
                if (StartsAt(messageWords, words, start)) return keyword;
        }

        return null;
    }

    private static bool StartsAt(IReadOnlyList<string> message, List<string> words, int start)
    {
        // One ideograph is half of a pair in the message.
        if (words is [[>= '\u2E80'] single]) return message[start].Contains(single, StringComparison.Ordinal);
        for (var i = 0; i < words.Count; i++)
            if (message[start + i] != words[i]) return false;
        return words.Count > 0;
    }
}
