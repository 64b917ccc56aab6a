using System.Diagnostics;
using LiveChat.AssistantRouting.Assistants;
using LiveChat.AssistantRouting.Drafts;
using LiveChat.AssistantRouting.Retrieval;
using LiveChat.AssistantRouting.Routing;

namespace LiveChat.Benchmarks.Retrieval;

/// <summary>
/// The built-in answer in process, over 1,000 articles: small talk, retrieval, the quote and the trail. The articles are the demo
/// shop's, each many times with other numbers and a product of its own, so that most words have a thousand passages; asked are the
/// English questions that the retrieval was tuned with. Target: p50 under 1 ms.
/// </summary>
internal static class RetrievalBenchmark
{
    private const int Articles = 1_000;
    private const int Rounds = 60;

    public static void Run()
    {
        var began = Stopwatch.GetTimestamp();
        var index = new KnowledgeIndex(Many());
        Console.WriteLine($"{Articles} articles, {index.PassageCount} passages indexed in {Stopwatch.GetElapsedTime(began).TotalMilliseconds:0} ms");
        var assistant = Ada();
        var setup = new TenantSetup(1, 1, [assistant], RoutingSettings.None, index);
        var drafter = new Drafter(TimeProvider.System);
        var questions = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Retrieval", "questions.tsv"))
            .Select(line => line.Split('\t')).Where(line => line[0] == "en").Select(line => line[1]).ToList();
        var known = 0;
        for (var i = 0; i < Rounds / 2; i++)
            foreach (var question in questions) known += drafter.Answer(setup, assistant, question, "en", []).Known ? 1 : 0;
        var times = new List<double>(Rounds * questions.Count);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Rounds; i++)
        {
            foreach (var question in questions)
            {
                var from = Stopwatch.GetTimestamp();
                drafter.Answer(setup, assistant, question, "en", []);
                times.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
            }
        }

        var bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / times.Count;
        times.Sort();
        Console.WriteLine($"built-in answer: p50 {times[times.Count / 2]:0.000} ms, p99 {times[times.Count * 99 / 100]:0.000} ms, {bytes} bytes, "
            + $"{known * 2 / Rounds} of {questions.Count} known");
    }

    private static Assistant Ada() => new(
        Guid.CreateVersion7(), true, new AssistantSettings("Ada", null, null, null, null, null), 1, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);

    private static IEnumerable<IndexedArticle> Many()
    {
        var files = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Demo", "knowledge"), "*.md").Order(StringComparer.Ordinal).ToList();
        for (var i = 0; i < Articles; i++)
        {
            var body = File.ReadAllText(files[i % files.Count]).Split("---\n", 3)[2];
            yield return new IndexedArticle(Guid.CreateVersion7(), $"Product line {i}", null, "en",
                i < files.Count ? body : $"{body}\n\n## About model{i}\nThe model{i} comes in size {i % 60} and has the number {1000 + i}.");
        }
    }
}
