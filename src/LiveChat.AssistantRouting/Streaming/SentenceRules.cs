namespace LiveChat.AssistantRouting.Streaming;

/// <summary>Where a text that is still growing can be cut. Pure.</summary>
internal static class SentenceRules
{
    /// <summary>A sentence without an end is cut at a space here: screening looks at two neighbours together anyway.</summary>
    public const int Longest = 400;

    /// <summary>Length of the first whole sentence with the white space behind it; 0 while it is not known to be whole.</summary>
    public static int EndOfFirst(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length && i < Longest; i++)
        {
            if (text[i] is '\n' or '。' or '！' or '？') return WithSpace(text, i + 1);
            // A full stop within a number or an address has no space behind it; what follows the last character is not known yet.
            if (text[i] is '.' or '!' or '?' or '…' or '؟' && i + 1 < text.Length && char.IsWhiteSpace(text[i + 1])) return WithSpace(text, i + 1);
        }

        if (text.Length <= Longest) return 0;
        var space = text[..Longest].LastIndexOfAny(' ', '\t');
        if (space > 0) return space + 1;
        return char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest;
    }

    private static int WithSpace(ReadOnlySpan<char> text, int end)
    {
        while (end < text.Length && char.IsWhiteSpace(text[end])) end++;
        return end;
    }
}
