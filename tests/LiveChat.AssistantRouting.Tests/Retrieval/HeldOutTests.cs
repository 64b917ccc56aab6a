using LiveChat.AssistantRouting.Retrieval;
using Xunit;

namespace LiveChat.AssistantRouting.Tests.Retrieval;

/// <summary>
/// Questions that nothing was tuned by: they were written after the rules and their numbers, half of them about a domain that
/// those had never seen. A rule must not be changed for one of them; what fails here shows what visitors will meet.
/// </summary>
public sealed class HeldOutTests(ITestOutputHelper output)
{
    private static readonly KnowledgeIndex Dental = new(DemoKnowledge.Read(Path.Combine(AppContext.BaseDirectory, "Retrieval", "dental")));

    [Fact]
    public void Questions_NeverTunedBy_FindTheirPassage()
    {
        var lines = Lines("heldout.tsv");
        var (first, third, answered) = (0, 0, 0);
        foreach (var line in lines)
        {
            var hits = Index(line[0]).Search(line[2], line[1], 3);
            var places = hits.FindIndex(h => h.Passage.Article.Title == line[3] && Quote.Of(h).Contains(line[4], StringComparison.OrdinalIgnoreCase));
            if (places == 0) first++;
            if (places >= 0) third++;
            if (places == 0 && RetrievalRules.IsKnown(hits[0])) answered++;
            else output.WriteLine($"{places + 1} {(hits.Count > 0 ? hits[0].Coverage : 0):0.00} {line[1]} {line[2]} -> {(hits.Count > 0 ? hits[0].Passage.Heading : "")}");
        }

        output.WriteLine($"of {lines.Count}: hit@1 {first}, hit@3 {third}, answered rightly {answered}");
        Assert.True(first >= LeastFirst * lines.Count && third >= LeastThird * lines.Count, $"of {lines.Count}: hit@1 {first}, hit@3 {third}");
        Assert.True(answered >= LeastAnswered * lines.Count, $"answered rightly {answered} of {lines.Count}");
    }

    [Fact]
    public void Unanswerable_NeverTunedBy_AreMostlyNotAnswered()
    {
        var wrong = Lines("heldout-unanswerable.tsv").Select(line => (Question: line[2], Hit: Index(line[0]).Search(line[2], line[1], 1).FirstOrDefault()))
            .Where(a => a.Hit is not null && RetrievalRules.IsKnown(a.Hit)).Select(a => $"{a.Question} -> {Quote.Of(a.Hit!)}").ToList();
        output.WriteLine($"wrongly answered: {wrong.Count}\n{string.Join('\n', wrong)}");
        Assert.True(wrong.Count <= MostWrong, string.Join('\n', wrong));
    }

    // First measured: 46, 54 and 33 of 63, and none of 20 wrong. With related words, phrases, parts of compounds and the kind of
    // fact asked for, which lifted the development set from 0.56 to 0.83: 47, 53 and 34. The aims of 0.85 and 0.95 are met by the
    // questions that the rules were tuned with, not by these: 7 of the 63 share no word with their article, by any list.
    private const double LeastFirst = 0.7, LeastThird = 0.84, LeastAnswered = 0.5;
    private const int MostWrong = 1;

    private static KnowledgeIndex Index(string domain) => domain == "shop" ? DemoKnowledge.Shop : Dental;

    private static List<string[]> Lines(string file) =>
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Retrieval", file)).Where(l => l.Length > 0).Select(l => l.Split('\t'))];
}
