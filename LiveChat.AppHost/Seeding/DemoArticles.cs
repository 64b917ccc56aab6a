using System.Text.Json.Nodes;

namespace LiveChat.AppHost.Seeding;

/// <summary>Reads the shop's articles: Markdown files with a head of <c>name: value</c> lines between two lines of dashes.</summary>
internal static class DemoArticles
{
    public static IEnumerable<JsonObject> Read(string folder) =>
        Directory.EnumerateFiles(folder, "*.md").Order(StringComparer.Ordinal).Select(file => Parse(File.ReadAllText(file)));

    /// <summary>The body of <c>POST knowledge</c>: the head's members, and <c>text</c>.</summary>
    public static JsonObject Parse(string file)
    {
        var parts = file.ReplaceLineEndings("\n").Split("---\n", 3);
        if (parts is not ["", var head, var text])
            throw new FormatException("An article starts with a head between two lines of dashes.");
        var article = new JsonObject();
        foreach (var line in head.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            article[line[..colon].Trim()] = line[(colon + 1)..].Trim();
        }
        article["text"] = text.Trim();
        return article;
    }
}
