using LiveChat.AssistantRouting.Retrieval;

namespace LiveChat.AssistantRouting.Tests.Retrieval;

/// <summary>The demo shop's articles and a bicycle rental's in German, French and Spanish, read from their files.</summary>
internal static class DemoKnowledge
{
    public static KnowledgeIndex Shop { get; } = new(Read(Path.Combine(AppContext.BaseDirectory, "Demo", "knowledge")));

    public static KnowledgeIndex Rental { get; } = new(Read(Path.Combine(AppContext.BaseDirectory, "Retrieval", "alpenrad")));

    public static IReadOnlyList<IndexedArticle> Read(string folder) =>
        [.. Directory.GetFiles(folder, "*.md").Order(StringComparer.Ordinal).Select(Parse)];

    private static IndexedArticle Parse(string file)
    {
        var parts = File.ReadAllText(file).Split("---\n", 3);
        var fields = parts[1].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(": ", 2)).ToDictionary(p => p[0], p => p[1]);
        return new IndexedArticle(Guid.CreateVersion7(), fields["title"], fields["url"], fields["locale"], parts[2]);
    }
}
