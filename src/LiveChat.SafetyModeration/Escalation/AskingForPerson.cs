using LiveChat.SafetyModeration.Matching;

namespace LiveChat.SafetyModeration.Escalation;

/// <summary>
/// Recognises the wish for a person by <c>Lists/askingForPerson.txt</c>: phrases anywhere in a message, and single words where
/// they are all of it. However it is written, as the lists find their phrases. Pure.
/// </summary>
internal static class AskingForPerson
{
    private static readonly (PhraseMatcher Anywhere, HashSet<string> Alone) s_words = Read();

    public static bool In(string text) => s_words.Alone.Contains(Bare(text)) || s_words.Anywhere.Find(text).Count > 0;

    // "Human!!!" is the word alone; a question mark makes it no question about something else.
    private static string Bare(string text) => text.Length > 100 ? "" : TextReading.Normalize(text).Trim(' ', '!', '?', '.', '¿', '¡');

    private static (PhraseMatcher, HashSet<string>) Read()
    {
        using var stream = typeof(AskingForPerson).Assembly.GetManifestResourceStream("LiveChat.SafetyModeration.Lists.askingForPerson.txt")
            ?? throw new InvalidOperationException("The words for the wish for a person are not in the assembly.");
        using var reader = new StreamReader(stream);
        var (anywhere, alone) = (new List<string>(), new HashSet<string>(StringComparer.Ordinal));
        var section = "";
        while (reader.ReadLine() is { } line)
        {
            var text = line.Trim();
            if (text.Length == 0 || text.StartsWith('#'))
                continue;
            if (text.StartsWith('['))
                section = text;
            else if (section == "[anywhere]")
                anywhere.Add(text);
            else
                alone.Add(Bare(text));
        }

        return (PhraseMatcher.Compile(anywhere), alone);
    }
}
