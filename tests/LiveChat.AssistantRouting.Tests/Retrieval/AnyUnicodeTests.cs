using System.Text;
using LiveChat.AssistantRouting.Knowledge;
using LiveChat.AssistantRouting.Prompts;
using LiveChat.AssistantRouting.Retrieval;
using LiveChat.AssistantRouting.SmallTalk;
using LiveChat.AssistantRouting.Streaming;
using LiveChat.AssistantRouting.Tests.Hosting;
using Xunit;

namespace LiveChat.AssistantRouting.Tests.Retrieval;

/// <summary>Properties that hold for every string, well-formed or not.</summary>
public sealed class AnyUnicodeTests
{
    private static readonly string[] Seeds =
    [
        "\uD800", "\uDC00", "\uFFFE", "\uFFFF", "\U0001FFFE", "\0", "\u0301", "\u0338", "\u200D", "\uFE0F", "𠮷", "𠵱", "𝐡𝐞𝐥𝐥𝐨", "𝟗", "𐐀", "ﷺ", "각", "ー", "ั้",
        "e\u0301", "ǅ", "İ", "ß", "🇮🇹", "👨‍👩‍👧", "'", "’", "9,5", "1.2", ".", "\n", "|", "#", "- ", "&#xD800;", "&#xFFFE;", "&#0;", "[", "]", "`",
    ];

    [Fact]
    public void Scan_EveryScalarValue_KeepsTheWordsAround()
    {
        for (var value = 0; value <= 0x10FFFF; value++)
        {
            if (Rune.IsValid(value)) KeepsTheWordsAround(new Rune(value).ToString());
        }
    }

    [Fact]
    public void Scan_RandomStrings_KeepsTheWordsAroundAndStaysInTheText() => ForRandomStrings(10_000, text =>
    {
        KeepsTheWordsAround(text);
        foreach (var token in Tokens.Scan(text))
        {
            Assert.True(token.Text.Length > 0 && token.Length > 0 && token.Start >= 0 && token.Start + token.Length <= text.Length, Escape(text));
            Assert.True(IsWellFormed(token.Text), Escape(text));
            Assert.True(IsBorder(text, token.Start) && IsBorder(text, token.Start + token.Length), Escape(text));
        }
    });

    [Fact]
    public void Scan_LongWordOfPairs_IsCutBetweenThem() =>
        Assert.All((string[])[string.Concat(Enumerable.Repeat("𐐀", 60)), "a" + string.Concat(Enumerable.Repeat("𐐀", 60)), string.Concat(Enumerable.Repeat("𝟗", 60))],
            word => Assert.True(IsWellFormed(Assert.Single(Tokens.Scan(word)).Text)));

    [Theory]
    [InlineData("𠮷野家", new[] { "𠮷野", "野家" })]
    [InlineData("𠮷", new[] { "𠮷" })]
    [InlineData("𠮷𠵱", new[] { "𠮷𠵱" })]
    [InlineData("the 𠮷 shop", new[] { "the", "𠮷", "shop" })]
    [InlineData("𝐇𝐞𝐥𝐥𝐨 𝟗𝟎", new[] { "hello", "90" })]
    public void Scan_BeyondTheBasicPlane_AsTheSameScriptWithin(string text, string[] expected) =>
        Assert.Equal(expected, Tokens.Scan(text).Select(t => t.Text));

    [Fact]
    public void Scan_HalfAPair_IsNoLetter() => Assert.Equal(["a", "b", "c"], Tokens.Scan("a\uD842b\uDFB7c\uD842").Select(t => t.Text));

    [Fact]
    public void Fold_BrokenText_IsReadAsUnknownCharacters() => Assert.Equal("\uFFFDe\uFFFD", Tokens.Fold("\uD800É\uFFFE"));

    [Fact]
    public void SmallTalk_RandomStrings_NeverThrows() => ForRandomStrings(3_000, text =>
    {
        SmallTalkRules.Recognise(text, "en", text);
        SmallTalkRules.Recognise("Hello! " + text, "de", "Ada");
        AgreementRules.IsYes(text);
        ReplyTexts.LanguageOf(text, null, null);
    });

    // The rare letter is what is asked for: a greeting alone would drop it.
    [Fact]
    public void SmallTalk_WithALetterBeyondTheBasicPlane_IsAQuestion() => Assert.Null(SmallTalkRules.Recognise("Hello 𠮷", "en"));

    [Fact]
    public void UnansweredKey_OfAnyText_IsStorable()
    {
        ForRandomStrings(2_000, text => Assert.True(IsWellFormed(UnansweredStore.KeyOf(text, "en")), Escape(text)));
        Assert.True(IsWellFormed(UnansweredStore.KeyOf("a" + string.Concat(Enumerable.Range(0x20000, 200).Select(c => new Rune(c) + " ")), "en")));
        Assert.True(IsWellFormed(UnansweredStore.KeyOf("aa " + string.Concat(Enumerable.Range(0x20000, 200).Select(c => new Rune(c) + " ")), "en")));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    [InlineData("ja")]
    public void KnowledgeIndex_OfAnyArticles_AnswersTheOrdinaryQuestion(string locale) => ForRandomStrings(100, text =>
    {
        var index = new KnowledgeIndex(
        [
            new IndexedArticle(Guid.NewGuid(), text, null, locale, $"## {text}\n{text} {text}\n\n| {text} | b |\n|---|---|\n| {text} | 2 |\n\n- {text}"),
            new IndexedArticle(Guid.NewGuid(), "Lamps", null, "en", "## Bulbs\nThe Aurora lamp takes an E27 bulb."),
        ]);
        Assert.Equal("Lamps", index.Search("Which bulb for the Aurora lamp?", "en", 3)[0].Passage.Article.Title);
        foreach (var hit in index.Search(text, locale, 3)) SearchHit.Of(Article(hit.Passage.Article.Title), hit);
    });

    [Fact]
    public void Prompt_OfRandomStrings_NeverThrows() => ForRandomStrings(1_000, text =>
    {
        Assert.True(TokenCounts.Of(text) >= 0);
        CitationRules.Read(text + " [1]", []);
        for (var rest = text; rest.Length > 0 && SentenceRules.EndOfFirst(rest) is > 0 and var end;) rest = rest[end..];
    });

    [Theory]
    [InlineData("markdown")]
    [InlineData("csv")]
    [InlineData("json")]
    public void Import_OfRandomFiles_NeverThrows(string format) => ForRandomStrings(2_000, text =>
    {
        // A file is bytes: what is no UTF-8 is read as U+FFFD.
        var file = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
        ImportRules.Read(format, file, file);
    });

    [Theory]
    [InlineData("""{"\ud800":1,"items":[{"title":"A","text":"B"}]}""")]
    [InlineData("""[{"title":"\ud800","text":"B"},{"\udc00":1,"title":"A","text":"B"}]""")]
    [InlineData("""[{"title":"A","text":"B","\ud800":"\ud800"}]""")]
    public void Import_JsonWithHalvesOfPairs_IsReadOrRefused(string json) => Assert.NotEmpty(ImportRules.Read("json", json, null));

    private static Article Article(string title) => new(
        Guid.NewGuid(), title, "", null, "en", "article", [], 1, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, "");

    private static void KeepsTheWordsAround(string text)
    {
        var words = Tokens.Scan($"alpha {text} omega").ConvertAll(t => t.Text);
        Assert.True(words.Count >= 2 && words[0] == "alpha" && words[^1] == "omega", Escape(text));
    }

    private static bool IsWellFormed(string text) => text.EnumerateRunes().All(rune => rune != Rune.ReplacementChar);

    private static bool IsBorder(string text, int at) => at == 0 || at == text.Length || !char.IsSurrogatePair(text[at - 1], text[at]);

    private static void ForRandomStrings(int rounds, Action<string> check) => RandomTexts.ForEach(rounds, 60, Seeds, check);

    private static string Escape(string text) => RandomTexts.Escape(text);
}
