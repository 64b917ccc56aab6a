using LiveChat.AssistantRouting.Retrieval;
using Xunit;

namespace LiveChat.AssistantRouting.Tests.Retrieval;

/// <summary>How many questions found their passage, by language: shown to the visitor as the answer, first of all though
/// perhaps only offered as a heading to click, and among the first three.</summary>
internal sealed class Figures(ITestOutputHelper output)
{
    private readonly List<(string Language, bool Shown, bool First, bool Third)> _asked = [];

    public IEnumerable<string> Languages => _asked.Select(a => a.Language).Distinct().Order(StringComparer.Ordinal);

    public void Ask(string language, string question, KnowledgeIndex index, Func<PassageHit, bool> right)
    {
        var hits = index.Search(question, language, 3);
        var place = hits.FindIndex(h => right(h));
        var shown = place == 0 && RetrievalRules.IsKnown(hits[0]);
        _asked.Add((language, shown, place == 0, place >= 0));
        if (!shown) output.WriteLine($"{place + 1} {language} {question} -> {(hits.Count > 0 ? $"{hits[0].Coverage:0.00} {hits[0].Passage.Article.Title} / {hits[0].Passage.Heading}" : "nothing")}");
    }

    public int Count(string? language = null) => Of(language).Count();

    /// <summary>Share of 0 to 1; of all languages where none is named.</summary>
    public double Shown(string? language = null) => Of(language).Average(a => a.Shown ? 1.0 : 0);

    public double First(string? language = null) => Of(language).Average(a => a.First ? 1.0 : 0);

    public double Third(string? language = null) => Of(language).Average(a => a.Third ? 1.0 : 0);

    public void Tell()
    {
        foreach (var language in Languages.Append(null))
            output.WriteLine($"{language ?? "all"}, of {Count(language)}: shown {Shown(language):0.000}, hit@1 {First(language):0.000}, hit@3 {Third(language):0.000}");
    }

    private IEnumerable<(string Language, bool Shown, bool First, bool Third)> Of(string? language) => _asked.Where(a => language is null || a.Language == language);
}
