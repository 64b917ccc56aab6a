using LiveChat.AssistantRouting.Retrieval;
using Xunit;

namespace LiveChat.AssistantRouting.Tests.Retrieval;

/// <summary>The question sets that the retrieval's numbers were found with: locale, question, article, a fact of the answer.</summary>
public sealed class QuestionSetTests(ITestOutputHelper output)
{
    [Fact]
    public void Questions_BestPassage_IsRightForMost()
    {
        var questions = Lines("questions.tsv");
        var right = 0;
        foreach (var line in questions)
        {
            var (locale, question, article, fact) = (line[0], line[1], line[2], line[3]);
            var hit = Index(locale).Search(question, locale, 3).FirstOrDefault();
            var text = hit is null ? "" : Quote.Of(hit);
            var ok = hit is not null && RetrievalRules.IsKnown(hit) && hit.Passage.Article.Title == article && text.Contains(fact, StringComparison.OrdinalIgnoreCase);
            if (ok) right++;
            else output.WriteLine($"{question} -> {hit?.Coverage:0.00} {hit?.Passage.Article.Title} / {hit?.Passage.Heading}: {text}");
        }

        output.WriteLine($"hit@1 {right} of {questions.Count}");
        Assert.True(questions.Count >= 60);
        Assert.True(right >= 0.85 * questions.Count, $"only {right} of {questions.Count} answered rightly");
    }

    [Fact]
    public void UnanswerableQuestions_NoPassage_IsKnown()
    {
        var wrong = new List<string>();
        foreach (var line in Lines("unanswerable.tsv"))
        {
            var hit = Index(line[0]).Search(line[1], line[0], 3).FirstOrDefault();
            output.WriteLine($"{hit?.Coverage:0.00} {line[1]} ({hit?.Passage.Heading})");
            if (hit is not null && RetrievalRules.IsKnown(hit)) wrong.Add($"{line[1]} -> {Quote.Of(hit)}");
        }

        Assert.True(wrong.Count <= 0.05 * Lines("unanswerable.tsv").Count, string.Join('\n', wrong));
    }

    private static KnowledgeIndex Index(string locale) => locale == "en" ? DemoKnowledge.Shop : DemoKnowledge.Rental;

    private static List<string[]> Lines(string file) =>
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Retrieval", file)).Where(l => l.Length > 0).Select(l => l.Split('\t'))];
}
