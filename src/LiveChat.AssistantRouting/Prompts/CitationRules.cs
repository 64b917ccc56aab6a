using System.Globalization;
using System.Text.RegularExpressions;
using LiveChat.AssistantRouting.Retrieval;
using LiveChat.Contracts;

namespace LiveChat.AssistantRouting.Prompts;

/// <summary>Turns the numbers that a model put behind its sentences into sources. Pure.</summary>
internal static partial class CitationRules
{
    public const int LongestReply = 8000;

    /// <summary>The text without the numbers, and the articles they name, each once, in the order of their mention.</summary>
    public static (string Text, IReadOnlyList<MessageSource> Sources) Read(string answer, IReadOnlyList<Passage> passages)
    {
        var sources = new List<MessageSource>();
        var text = Numbers().Replace(answer, match =>
        {
            var any = false;
            foreach (var part in match.Groups["n"].Value.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries))
            {
                if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1 || number > passages.Count) continue;
                any = true;
                var article = passages[number - 1].Article;
                var source = new MessageSource(article.Title, article.Url);
                if (!sources.Contains(source)) sources.Add(source);
            }

            // A number that names no article is part of what the model says.
            return any ? "" : match.Value;
        });
        return (TextRules.Cut(text.Trim(), LongestReply), sources);
    }

    [GeneratedRegex(@"[ \t]?\[(?<n>\d{1,2}(?:\s*,\s*\d{1,2}){0,5})\](?!\()", RegexOptions.CultureInvariant)]
    private static partial Regex Numbers();
}
