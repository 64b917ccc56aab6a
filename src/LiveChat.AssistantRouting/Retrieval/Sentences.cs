namespace LiveChat.AssistantRouting.Retrieval;

/// <summary>Cuts a paragraph into sentences, in any script.</summary>
internal static class Sentences
{
    private static readonly string[] Abbreviations = ["e.g", "i.e", "ca", "approx", "no", "nr", "st", "dr", "mr", "mrs", "z.b", "d.h", "bzw", "inkl", "max", "min", "env", "p.ej", "etc"];

    public static List<string> Of(string paragraph)
    {
        var sentences = new List<string>();
        var start = 0;
        for (var i = 0; i < paragraph.Length; i++)
        {
            if (!Ends(paragraph, start, i)) continue;
            Add(paragraph[start..(i + 1)]);
            start = i + 1;
        }

        Add(paragraph[start..]);
        return sentences;

        void Add(string text)
        {
            var trimmed = text.Trim();
            if (trimmed.Length > 0) sentences.Add(trimmed);
        }
    }

    private static bool Ends(string text, int start, int i)
    {
        if (text[i] is '。' or '！' or '？' or '؟') return true;
        if (text[i] is not ('.' or '!' or '?') || i + 1 >= text.Length || !char.IsWhiteSpace(text[i + 1])) return false;
        var next = i + 1;
        while (next < text.Length && char.IsWhiteSpace(text[next])) next++;
        if (next < text.Length && char.IsLower(text[next])) return false;
        if (text[i] != '.') return true;
        var word = text[start..i];
        word = word[(word.LastIndexOfAny([' ', '(']) + 1)..];
        return word.Length > 1 && !Array.Exists(Abbreviations, a => a.Equals(word, StringComparison.OrdinalIgnoreCase));
    }
}
