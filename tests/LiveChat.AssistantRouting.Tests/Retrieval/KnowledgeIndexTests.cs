using LiveChat.AssistantRouting.Retrieval;
using Xunit;

namespace LiveChat.AssistantRouting.Tests.Retrieval;

public sealed class KnowledgeIndexTests
{
    [Fact]
    public void Search_InASea_OfArticles_FindsTheOne()
    {
        var index = new KnowledgeIndex([.. Sea(1000), Article("Lamps", "## Bulbs\nThe Aurora lamp takes an E27 bulb of 40 watts.")]);
        var hit = index.Search("which bulb for the Aurora lamp?", "en", 3)[0];
        Assert.Equal("Lamps", hit.Passage.Article.Title);
    }

    [Fact]
    public void Search_FromManyThreads_AnswersAlike()
    {
        var expected = Quote.Of(DemoKnowledge.Shop.Search("Do you ship to Switzerland?", "en", 1)[0]);
        Parallel.For(0, 400, i =>
        {
            var (question, title) = (i % 3) switch
            {
                0 => ("Do you ship to Switzerland?", "Shipping"),
                1 => ("can i pay with paypal", "Payment"),
                _ => ("my chest is 101 cm", "Size guide"),
            };
            var hit = DemoKnowledge.Shop.Search(question, "en", 1)[0];
            Assert.Equal(title, hit.Passage.Article.Title);
            if (i % 3 == 0) Assert.Equal(expected, Quote.Of(hit));
        });
    }

    [Fact]
    public void Search_Japanese_IsTokenisedByPairs()
    {
        var index = new KnowledgeIndex([Article("配送", "## 海外への発送\nスイスへは発送できます。送料は二千円です。", "ja"), Article("返品", "## 返品\n三十日以内に返品できます。", "ja")]);
        Assert.Equal("配送", index.Search("スイスに発送できますか？", "ja", 1)[0].Passage.Article.Title);
        Assert.Equal("返品", index.Search("返品したい", "ja", 1)[0].Passage.Article.Title);
    }

    [Theory]
    [InlineData("zh", "## 国际配送\n我们可以发货到瑞士，运费二十元。", "## 退货\n三十天内可以退货。", "可以寄到瑞士吗？")]
    [InlineData("ko", "## 해외 배송\n스위스로 배송합니다. 배송비는 2만원입니다.", "## 반품\n30일 이내에 반품할 수 있습니다.", "스위스로 배송되나요?")]
    [InlineData("th", "## จัดส่งต่างประเทศ\nเราจัดส่งไปสวิตเซอร์แลนด์", "## คืนสินค้า\nคืนสินค้าได้ภายในสามสิบวัน", "ส่งไปสวิตเซอร์แลนด์ได้ไหม")]
    public void Search_InScriptsWithoutSpaces_FindsTheRightOne(string locale, string shipping, string returns, string question)
    {
        var index = new KnowledgeIndex([Article("A", shipping, locale), Article("B", returns, locale)]);
        Assert.Equal("A", index.Search(question, locale, 1)[0].Passage.Article.Title);
    }

    // What a compound, a phrase, an irregular form and a concept are found by, each alone.
    [Theory]
    [InlineData("de", "## Kindergeburtstage\nFür zehn Kinder.", "Wir feiern einen Geburtstag")]
    [InlineData("de", "## Steuer\nFür Touristen 2 Euro.", "Touristensteuer?")]
    [InlineData("en", "## Refunds\nWithin five days.", "I want my money back")]
    [InlineData("en", "## Teeth\nWe clean them.", "my tooth")]
    [InlineData("fr", "## Retardataires\nOn attend dix minutes.", "J'ai du retard")]
    [InlineData("es", "## Estación\nA cinco minutos.", "¿A qué distancia está la estación?")]
    public void Search_ByOtherForms_FindsTheOne(string locale, string text, string question)
    {
        var index = new KnowledgeIndex([Article("A", text, locale), Article("B", "## Xyzzy\nPlugh.", locale)]);
        Assert.Equal("A", index.Search(question, locale, 1)[0].Passage.Article.Title);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?!")]
    [InlineData("the a of")]
    [InlineData("+-&&||!(){}[]^\"~*?:\\/")]
    public void Search_WithoutWords_FindsNothing(string question) => Assert.Empty(DemoKnowledge.Shop.Search(question, "en", 3));

    [Fact]
    public void Search_HostileText_IsBounded()
    {
        DemoKnowledge.Shop.Search(new string('a', 4000), "en", 3);
        DemoKnowledge.Shop.Search(string.Join(' ', Enumerable.Range(0, 1500).Select(i => $"w{i}")), "en", 3);
        DemoKnowledge.Shop.Search(string.Concat(Enumerable.Repeat("9,9.", 1000)), "en", 3);
        new KnowledgeIndex([Article("Deep", new string('>', 30_000) + "x"), Article("Deep", string.Concat(Enumerable.Repeat("[", 20_000))), Article("Pipes", string.Concat(Enumerable.Repeat("|", 20_000)))]).Search("x", "en", 1);
    }

    [Theory]
    [InlineData("My chest is 101 cm", "Size L")]
    [InlineData("chest 99.5 cm", "Size L")]
    [InlineData("chest 38 inches", "Size M")]
    [InlineData("shoe size 47", "Sock size XL")]
    public void Search_NumberInARange_PicksTheRow(string question, string row)
    {
        var hit = DemoKnowledge.Shop.Search(question, "en", 1)[0];
        Assert.True(hit.Range!.Inside);
        Assert.Contains(row, Quote.Of(hit), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("My chest is 130 cm", false)]
    [InlineData("My chest is 70 cm", false)]
    public void Search_NumberOutsideTheTable_SaysSo(string question, bool inside) =>
        Assert.Equal(inside, DemoKnowledge.Shop.Search(question, "en", 1)[0].Range!.Inside);

    [Theory]
    [InlineData("82–87", 82, 87)]
    [InlineData("100 - 105 cm", 100, 105)]
    [InlineData("24.5–26", 24.5, 26)]
    [InlineData("24,5 bis 26", 24.5, 26)]
    [InlineData("62", 62, 62)]
    public void NumberRange_Cell_IsParsed(string cell, double low, double high) => Assert.Equal(new NumberRange(low, high), NumberRange.Parse(cell));

    [Theory]
    [InlineData("10:00–18:00")]
    [InlineData("€4.50")]
    [InlineData("1–2 working days")]
    [InlineData("")]
    public void NumberRange_OtherCell_IsNone(string cell) => Assert.Null(NumberRange.Parse(cell));

    [Theory]
    [InlineData("Größe", "grosse")]
    [InlineData("ÉTÉ", "ete")]
    [InlineData("ｆｕｌｌ", "full")]
    [InlineData("شُكراً", "شكرا")]
    public void Tokens_Fold_DropsCaseAndMarks(string word, string folded) => Assert.Equal(folded, Tokens.Fold(word));

    [Theory]
    [InlineData("9,50", "9.5")]
    [InlineData("1,000", "1000")]
    [InlineData("12.90", "12.9")]
    [InlineData("10.2.3", "10.2.3")]
    public void Tokens_CanonicalNumber_HasOneSpelling(string raw, string expected) => Assert.Equal(expected, Tokens.CanonicalNumber(raw));

    internal static IEnumerable<IndexedArticle> Sea(int count)
    {
        var random = new Random(7);
        string[] words = ["shelf", "table", "chair", "oak", "steel", "glue", "paint", "drawer", "hinge", "screw", "panel", "cushion", "fabric", "colour", "delivery", "assembly", "warranty", "price", "order", "return"];
        for (var i = 0; i < count; i++)
        {
            var text = string.Join("\n\n", Enumerable.Range(0, 6).Select(s =>
                $"## {words[random.Next(words.Length)]} {words[random.Next(words.Length)]} {i}{s}\n" + string.Join(' ', Enumerable.Range(0, 60).Select(_ => words[random.Next(words.Length)] + (random.Next(4) == 0 ? random.Next(500) : "")))));
            yield return Article($"Article {i}", text);
        }
    }

    private static IndexedArticle Article(string title, string body, string locale = "en") => new(Guid.CreateVersion7(), title, null, locale, body);
}
