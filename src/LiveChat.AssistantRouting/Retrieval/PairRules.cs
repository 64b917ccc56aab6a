namespace LiveChat.AssistantRouting.Retrieval;

/// <summary>
/// Which pairs of a question say nothing. Where a script has no spaces every two neighbours are a token, most of them parts of
/// 'how much is' or of two words at once; counted as words that no article has, they made every question look unanswerable. Pure.
/// </summary>
internal static class PairRules
{
    // What asks and binds. Of one character only what is no part of other words; the longer ones first.
    private static readonly string[] s_binding =
    [
        "什么时候", "多长时间", "可不可以", "请告诉我", "什麼時候", "多少钱", "多少錢", "怎么样", "怎麼樣", "有没有", "有沒有", "能不能", "在哪里", "在哪裡", "是不是",
        "多少", "多久", "什么", "什麼", "怎么", "怎麼", "如何", "可以", "能否", "你们", "你們", "我们", "我們", "请问", "請問", "哪里", "哪裡", "哪儿", "几点", "幾點", "几天", "幾天", "告诉",
        "何時", "何分", "何日", "何人", "何", "吗", "嗎", "呢", "吧", "的", "了", "您", "我",
    ];

    // Of one character in Chinese, and say little: 'use', 'have', 'buy', 'come'.
    private const string Light = "用有是在能会會要到买買做去来來给給还還都也和与與或就想看问問寄发發办辦开開送收付";

    // The same of Japanese verbs: 'use', 'enter', 'go', 'see', 'buy', 'get', 'say', 'pay', 'send', 'take', 'ask', 'change'.
    private const string LightInJapanese = "使有入出来行見買聞教知送受取持付着分言思欲要払頼願借決変届貰頂連開閉泊多少長短高安早遅大小良";

    private const string Particles = "はがをのにでとへもかや";

    /// <summary>Ideographs between two that bind, as in 'where 产 from': they say something, and no pair has them alone. In Japanese
    /// only verbs: counted, nouns of one character hid more right answers than wrong ones.</summary>
    public static List<int> Alone(string text, HashSet<int> silent)
    {
        var alone = new List<int>();
        if (silent.Count == 0) return alone;
        var japanese = text.Any(c => c is >= '\u3040' and <= '\u30FF');
        var light = japanese ? LightInJapanese : Light;
        var binding = Binding(text);
        for (var i = 0; i < text.Length; i++)
        {
            if (IsIdeograph(text[i]) && !binding[i] && Ends(i - 1) && Ends(i + 1) && !light.Contains(text[i], StringComparison.Ordinal)
                && (!japanese || IsVerb(i))) alone.Add(i);
        }

        return alone;

        // The rest of a verb follows, as in 飲める, and not what binds a noun.
        bool IsVerb(int at) => at + 1 < text.Length && text[at + 1] is >= '\u3041' and <= '\u309F' && !Particles.Contains(text[at + 1], StringComparison.Ordinal);

        bool Ends(int at) => at < 0 || at >= text.Length || !IsIdeograph(text[at]) || binding[at];
    }

    /// <summary>Places in <paramref name="tokens"/> that are not to be read; none where nothing would be left.</summary>
    /// <param name="known">Whether the articles have this word.</param>
    public static HashSet<int> Silent(string text, List<Token> tokens, Func<string, bool> known)
    {
        var silent = new HashSet<int>();
        if (!tokens.Exists(t => IsPair(text, t))) return silent;
        var binding = Binding(text);
        var left = false;
        for (var i = 0; i < tokens.Count; i++)
        {
            var token = tokens[i];
            if (!IsPair(text, token)) left = true;
            else if (binding[token.Start] || binding[token.Start + token.Length - 1] || (!known(token.Text) && Straddles(tokens, i, binding, known))) silent.Add(i);
            else left = true;
        }

        return left ? silent : [];
    }

    private static bool IsIdeograph(char c) => c is (>= '\u3400' and <= '\u4DBF') or (>= '\u4E00' and <= '\u9FFF');

    // Half of a word that the articles have, and half of its neighbour. What has a binding character in it is no word: 'ンは' stands
    // in every text on check-in, and says nothing of bread.
    private static bool Straddles(List<Token> tokens, int i, bool[] binding, Func<string, bool> known)
    {
        var (start, last) = (tokens[i].Start, tokens[i].Start + tokens[i].Length - 1);
        return (i > 0 && tokens[i - 1].Start + tokens[i - 1].Length - 1 == start && IsWord(tokens[i - 1]))
            || (i + 1 < tokens.Count && tokens[i + 1].Start == last && IsWord(tokens[i + 1]));

        bool IsWord(Token token) => !binding[token.Start] && !binding[token.Start + token.Length - 1] && known(token.Text);
    }

    private static bool[] Binding(string text)
    {
        var binding = new bool[text.Length];
        // In Japanese what binds is written in hiragana, and what is meant nearly always in the other two.
        for (var i = 0; i < text.Length; i++) binding[i] = text[i] is >= '\u3041' and <= '\u309F';
        foreach (var word in s_binding)
        {
            for (var at = text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = text.IndexOf(word, at + word.Length, StringComparison.Ordinal))
                Array.Fill(binding, true, at, word.Length);
        }

        return binding;
    }

    /// <summary>Whether it is two neighbours of a script without spaces.</summary>
    public static bool IsPair(string text, Token token) => token.Length <= 2 && text[token.Start]
        is (>= '\u3040' and <= '\u30FF') or (>= '\u3400' and <= '\u4DBF') or (>= '\u4E00' and <= '\u9FFF') or (>= '\uAC00' and <= '\uD7AF') or (>= '\u0E00' and <= '\u0E7F');
}
