using LiveChat.AssistantRouting.Retrieval;
using Xunit;

namespace LiveChat.AssistantRouting.Tests.Retrieval;

/// <summary>
/// Questions to two houses in four languages (locale, question, article, a fact of the answer), and such as neither can answer; and
/// to two more in Japanese and Chinese. An answer counts as found only where the visitor is shown it.
/// </summary>
public sealed class QuestionSetTests(ITestOutputHelper output)
{
    private static readonly KnowledgeIndex Cjk = new(DemoKnowledge.Read(Path.Combine(AppContext.BaseDirectory, "Retrieval", "cjk")));

    [Fact]
    public void Questions_InFourLanguages_FindTheirAnswer()
    {
        var lines = Lines("questions.tsv");
        var figures = new Figures(output);
        foreach (var line in lines) figures.Ask(line[0], line[1], Index(line[0]), hit => hit.Passage.Article.Title == line[2] && Has(hit, line[3]));

        figures.Tell();
        Assert.True(lines.Count >= 120);
        Assert.Equal(["de", "en", "es", "fr"], figures.Languages);
        Assert.All(figures.Languages, language => Assert.True(figures.Count(language) >= 15, language));
        Assert.True(figures.Shown() >= 0.85 && figures.Third() >= 0.95, $"shown {figures.Shown():0.000}, hit@3 {figures.Third():0.000}");
        Assert.All(figures.Languages, language => Assert.True(figures.Shown(language) >= 0.85, $"{language}: shown {figures.Shown(language):0.000}"));
    }

    [Fact]
    public void Questions_NobodyCanAnswer_AreSeldomAnswered()
    {
        var lines = Lines("unanswerable.tsv");
        Assert.True(lines.Count >= 40);
        Wrong(lines, Index, 0.05);
    }

    [Fact]
    public void Questions_InJapaneseAndChinese_FindTheirAnswer()
    {
        var figures = new Figures(output);
        foreach (var line in Lines("cjk.tsv")) figures.Ask(line[0], line[1], Cjk, hit => Has(hit, line[2]));
        figures.Tell();
        Assert.All(["ja", "zh"], language => Assert.True(figures.Count(language) >= 10, language));
        Assert.True(figures.Shown() >= 0.85 && figures.Third() >= 0.95, $"shown {figures.Shown():0.000}, hit@3 {figures.Third():0.000}");
    }

    // Most of them share their main word with an article that says nothing of it, so the bound is wider than for the forty. The last
    // 16 were asked for the first time after the last change: 4 of 8 Japanese ones were answered, none of the Chinese.
    [Fact]
    public void Questions_InJapaneseAndChinese_NobodyCanAnswer_AreSeldomAnswered() => Wrong(Lines("cjk-unanswerable.tsv"), _ => Cjk, 0.1);

    private void Wrong(List<string[]> lines, Func<string, KnowledgeIndex> index, double most)
    {
        var wrong = new List<string>();
        foreach (var (language, question) in lines.Select(l => (l[0], l[1])))
        {
            var hit = index(language).Search(question, language, 3).FirstOrDefault();
            output.WriteLine($"{hit?.Coverage:0.00} {question} ({hit?.Passage.Heading})");
            if (hit is not null && RetrievalRules.IsKnown(hit)) wrong.Add($"{language} {question} -> {Quote.Of(hit)}");
        }

        output.WriteLine($"{wrong.Count} of {lines.Count} answered: {string.Join(", ", lines.GroupBy(l => l[0]).Select(g => $"{g.Key} {wrong.Count(w => w.StartsWith(g.Key, StringComparison.Ordinal))} of {g.Count()}"))}");
        Assert.True(wrong.Count <= most * lines.Count, string.Join('\n', wrong));
    }

    private static bool Has(PassageHit hit, string fact) => Quote.Of(hit).Contains(fact, StringComparison.OrdinalIgnoreCase);

    private static KnowledgeIndex Index(string locale) => locale == "en" ? DemoKnowledge.Shop : DemoKnowledge.Rental;

    private static List<string[]> Lines(string file) =>
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Retrieval", file)).Where(l => l.Length > 0).Select(l => l.Split('\t'))];
}
