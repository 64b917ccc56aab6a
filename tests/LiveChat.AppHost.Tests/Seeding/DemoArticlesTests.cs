using LiveChat.AppHost.Seeding;
using Xunit;

namespace LiveChat.AppHost.Tests.Seeding;

public sealed class DemoArticlesTests
{
    [Fact]
    public void Parse_HeadAndText_MembersOfOneBody()
    {
        var article = DemoArticles.Parse("---\ntitle: Shipping\nurl: /demo/help/shipping\n---\n\nTwo days.\n\n--- a line in the text\n");

        Assert.Equal("Shipping", (string?)article["title"]);
        Assert.Equal("/demo/help/shipping", (string?)article["url"]);
        Assert.Equal("Two days.\n\n--- a line in the text", (string?)article["text"]);
    }

    [Fact]
    public void Read_TheShopsOwn_AllHaveTitleAndText()
    {
        var articles = DemoArticles.Read(Path.Combine(AppContext.BaseDirectory, "Demo", "knowledge")).ToList();

        Assert.True(articles.Count >= 12, $"{articles.Count} articles");
        Assert.All(articles, a => Assert.True(((string?)a["title"])?.Length > 0 && ((string?)a["text"])?.Length > 0));
    }
}
