using System.Net;
using System.Net.Http.Headers;
using System.Text;
using LiveChat.AssistantRouting.Knowledge;
using LiveChat.AssistantRouting.Tests.Hosting;
using LiveChat.Contracts;
using Xunit;

namespace LiveChat.AssistantRouting.Tests.Knowledge;

/// <summary>Articles from files, FAQs, and articles for some assistants only.</summary>
public abstract class ImportSuite(RoutingHost host)
{
    private readonly string _tenant = RoutingHost.NewTenant();

    [Fact]
    public async Task Csv_IsImportedRowByRow_AndAgainAsVersions()
    {
        const string File = "question;answer;url\n\"Do you ship; to Norway?\";\"Yes, for \"\"20\"\" euros.\nIt takes a week.\";/help\n;no question;\nPets?;Dogs are welcome.;javascript:alert(1)\n";
        var first = await ImportAsync("text/csv", File);
        Assert.Equal((1, 0, 2), (first.Json!["created"]!.GetValue<int>(), first.Json["updated"]!.GetValue<int>(), first.Json["failed"]!.GetValue<int>()));
        var lines = first.Json["items"]!.AsArray();
        Assert.Equal([2, 4, 5], lines.Select(l => l!["at"]!.GetValue<int>()));
        Assert.NotNull(lines[1]!["errors"]!["title"]);
        Assert.NotNull(lines[2]!["errors"]!["url"]);
        var article = await host.SendAsync(HttpMethod.Get, _tenant, $"knowledge/{lines[0]!["id"]}");
        Assert.Equal(("faq", "Yes, for \"20\" euros.\nIt takes a week.", "Do you ship; to Norway?"), (article.Json!["kind"]!.GetValue<string>(), article.Json["text"]!.GetValue<string>(), article.Json["title"]!.GetValue<string>()));

        Assert.Equal("unchanged", (await ImportAsync("text/csv", File)).Json!["items"]![0]!["status"]!.GetValue<string>());
        var changed = await ImportAsync("text/csv", File.Replace("a week", "two weeks", StringComparison.Ordinal));
        Assert.Equal("updated", changed.Json!["items"]![0]!["status"]!.GetValue<string>());
        Assert.Single((await host.SendAsync(HttpMethod.Get, _tenant, $"knowledge/{lines[0]!["id"]}/versions")).Json!["items"]!.AsArray());
    }

    // As Excel and people write them: a byte order mark, CRLF, Excel's first line, a space before the quotation mark, pasted line separators.
    [Theory]
    [InlineData("\uFEFF\"question\",\"answer\"\r\n\"How big is \"\"XL\"\"?\",\"112 cm,\r\nwide\"\r\n", "How big is \"XL\"?", "112 cm,\nwide")]
    [InlineData("sep=;\r\nquestion;answer\r\nKayaks?;Yes, daily\r\n", "Kayaks?", "Yes, daily")]
    [InlineData("title, text\r\nRooms, \"Large, small, and tiny\"\r\n", "Rooms", "Large, small, and tiny")]
    [InlineData("title,text\nLamps,warm\u2028white\n", "Lamps", "warm\u2028white")]
    [InlineData("title,text,kind\nLamps,warm,FAQ,,\n", "Lamps", "warm")]
    public async Task Csv_AsProgramsWriteIt_KeepsTheWholeText(string file, string title, string text)
    {
        var item = Assert.Single((await ImportAsync("text/csv", file)).Json!["items"]!.AsArray())!;
        Assert.Equal(("created", title), ((string)item["status"]!, (string)item["title"]!));
        Assert.Equal(text, (string)(await host.SendAsync(HttpMethod.Get, _tenant, $"knowledge/{item["id"]}")).Json!["text"]!);
    }

    [Fact]
    public async Task Csv_CommaOutsideOfQuotationMarks_IsReported_NotCutOff()
    {
        var items = (await ImportAsync("text/csv", "question,answer\nHow long?,Three days, or four\nPets?,Yes\n")).Json!["items"]!.AsArray();
        Assert.Equal(["failed", "created"], items.Select(i => (string)i!["status"]!));
        Assert.Contains("quotation marks", (string)items[0]!["errors"]!["item"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LongTexts_AreLimitedInCharacters_AndAllTogetherInBytes()
    {
        // Three bytes a character, six where a client escapes them.
        var text = string.Concat(Enumerable.Repeat("返品は三十日以内に。", 4000));
        Assert.Equal(40_000, text.Length);
        Assert.Equal(HttpStatusCode.Created, (await host.SendAsync(HttpMethod.Post, _tenant, "knowledge", new { title = "返品", text, locale = "ja" })).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await host.SendAsync(HttpMethod.Post, _tenant, "knowledge", new { title = "返品", text = text + "。", locale = "ja" })).Status);
        var many = await ImportAsync("application/json", System.Text.Json.JsonSerializer.Serialize(Enumerable.Range(1, 500).Select(i => new { title = $"Article {i}", text = new string('x', 2000), locale = "en" })));
        Assert.Equal((500, 0), ((int)many.Json!["created"]!, (int)many.Json["failed"]!));
        using var form = new MultipartFormDataContent { { new StringContent(text, Encoding.UTF8, "text/markdown"), "file", "long.md" } };
        Assert.Equal(1, (int)(await host.PostAsync(_tenant, "knowledge/import?locale=ja", form)).Json!["created"]!);

        foreach (var path in (string[])["knowledge", "knowledge/import"])
        {
            var refused = await host.SendAsync(HttpMethod.Post, _tenant, path, System.Text.Json.JsonSerializer.Serialize(new { title = "t", text = new string('x', 4_200_000) }));
            Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "body_too_large"), (refused.Status, refused.Code));
            Assert.Equal("Send at most 4 MiB.", (string?)refused.Json!["detail"]);
        }

        // Everything else keeps the limit that it had.
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await host.SendAsync(HttpMethod.Post, _tenant, "assistants", new { name = "Ada", instructions = new string('x', 70_000) })).Status);
    }

    [Fact]
    public async Task Markdown_TakesItsTitleFromFrontMatterHeadingOrName()
    {
        Assert.Equal("Front", await TitleAsync("---\ntitle: Front\nlocale: de\n---\n# Heading\nText", "x.md"));
        Assert.Equal("Heading", await TitleAsync("# Heading\nText", "x.md"));
        Assert.Equal("opening hours", await TitleAsync("Text", "opening-hours.md"));

        async Task<string?> TitleAsync(string text, string name)
        {
            var answer = await ImportAsync("text/markdown", text, "?name=" + name);
            return answer.Json!["items"]![0]!["title"]?.GetValue<string>();
        }
    }

    [Fact]
    public async Task Json_ItemsFailOneByOne()
    {
        var answer = await ImportAsync("application/json", """[{"title":"A","text":"a"},5,{"title":"B","text":7},{"title":"C","text":"c","kind":"poem"},{"question":"Pets?","answer":"Yes","locale":"en"}]""");
        Assert.Equal(["created", "failed", "failed", "failed", "created"], answer.Json!["items"]!.AsArray().Select(i => i!["status"]!.GetValue<string>()));
        Assert.NotNull(answer.Json["items"]![3]!["errors"]!["kind"]);
        Assert.Equal(2, (await host.SendAsync(HttpMethod.Get, _tenant, "knowledge")).Json!["items"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("items")]
    [InlineData("articles")]
    [InlineData("faqs")]
    public async Task Json_ItemsMayLieInAnObject(string name)
    {
        var answer = await ImportAsync("application/json", $$"""{"{{name}}":[{"title":"A","text":"a"}]}""");
        Assert.Equal("created", Assert.Single(answer.Json!["items"]!.AsArray())!["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task Files_OfAFormAreTakenTogether()
    {
        using var form = new MultipartFormDataContent();
        form.Add(new StringContent("# One\ntext", Encoding.UTF8, "text/markdown"), "file", "one.md");
        form.Add(new StringContent("title,text\nTwo,text\n", Encoding.UTF8, "text/csv"), "file", "two.csv");
        var answer = await host.PostAsync(_tenant, "knowledge/import", form);
        Assert.Equal((2, "two.csv"), (answer.Json!["created"]!.GetValue<int>(), answer.Json["items"]![1]!["file"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("application/pdf", "x", HttpStatusCode.UnsupportedMediaType, "unsupported_media_type")]
    [InlineData("text/csv", "", HttpStatusCode.BadRequest, "invalid_request")]
    [InlineData("text/csv", "a,b\n1,2", HttpStatusCode.OK, null)]
    [InlineData("application/json", "{", HttpStatusCode.OK, null)]
    [InlineData("application/json", "[]", HttpStatusCode.BadRequest, "invalid_request")]
    [InlineData("text/csv", "title,text\n\"open,text", HttpStatusCode.OK, null)]
    [InlineData("text/markdown", "a\0b", HttpStatusCode.OK, null)]
    public async Task BadFile_IsRefusedOrReported(string type, string content, HttpStatusCode status, string? code)
    {
        var answer = await ImportAsync(type, content, "?name=file");
        Assert.Equal((status, code), (answer.Status, answer.Code));
        if (status == HttpStatusCode.OK) Assert.Equal("failed", answer.Json!["items"]![0]!["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task NoUtf8_IsSaidSo()
    {
        using var content = new ByteArrayContent([0x74, 0xE4, 0x74]);
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_request"), Both(await host.PostAsync(_tenant, "knowledge/import", content)));
        Assert.Equal(HttpStatusCode.Forbidden, (await host.SendAsync(HttpMethod.Post, _tenant, "knowledge/import", "[]", role: "agent")).Status);
    }

    [Fact]
    public async Task Faq_WinsOverAnArticle_ThatFitsToo()
    {
        var assistant = await AddAssistantAsync("Bo");
        await host.SendAsync(HttpMethod.Post, _tenant, "knowledge", new { title = "Parking", text = "## Where can I park my car?\nCar park: behind the house, where you can park your car for 2 euros." });
        Assert.Contains("2 euros", await TryAsync(assistant, "Where can I park my car?"), StringComparison.Ordinal);
        await host.SendAsync(HttpMethod.Post, _tenant, "knowledge", new { title = "Where can I park my car?", text = "In the street, free of charge.", kind = "faq" });
        Assert.Contains("free of charge", await TryAsync(assistant, "where can I park the car"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Article_ForOneAssistant_IsNotUsedByAnother()
    {
        var (ann, bo) = (await AddAssistantAsync("Ann"), await AddAssistantAsync("Bo"));
        var wrong = await host.SendAsync(HttpMethod.Post, _tenant, "knowledge", new { title = "T", text = "x", assistantIds = new[] { Guid.NewGuid() } });
        Assert.NotNull(wrong.Json!["errors"]!["assistantIds"]);
        await host.SendAsync(HttpMethod.Post, _tenant, "knowledge", new { title = "Garage", text = "## Opening hours\nThe garage is open from 9 to 17.", assistantIds = new[] { ann } });
        Assert.Contains("9 to 17", await TryAsync(ann, "When is the garage open?"), StringComparison.Ordinal);
        Assert.Contains("don't know", await TryAsync(bo, "When is the garage open?"), StringComparison.Ordinal);
        Assert.Single((await host.SendAsync(HttpMethod.Get, _tenant, $"knowledge/search?q=garage&assistantId={ann}")).Json!["items"]!.AsArray());
        Assert.Empty((await host.SendAsync(HttpMethod.Get, _tenant, $"knowledge/search?q=garage&assistantId={bo}")).Json!["items"]!.AsArray());
    }

    [Fact]
    public async Task Unanswered_SameQuestionInOtherWords_IsOneGroup_AndOneCallMakesItsFaq()
    {
        var (tenant, assistant) = await host.NewShopAsync();
        foreach (var text in (string[])["Do you sell gloves?", "gloves, do you sell them?", "DO YOU SELL A GLOVE"])
        {
            var turn = Turns.Screened(tenant, text);
            await host.PublishAsync(turn);
            await host.Drafts.NextAsync<ReplyDrafted>(turn.Turn.TurnId);
        }

        var question = Assert.Single((await host.SendAsync(HttpMethod.Get, tenant, "knowledge/unanswered")).Json!["items"]!.AsArray())!;
        Assert.Equal((3, "Do you sell gloves?"), (question["count"]!.GetValue<int>(), question["question"]!.GetValue<string>()));
        var made = await host.SendAsync(HttpMethod.Post, tenant, $"knowledge/unanswered/{question["id"]}/article", new { text = "Gloves come in October." });
        Assert.Equal((HttpStatusCode.Created, "Do you sell gloves?", "faq", "en"), (made.Status, made.Json!["title"]!.GetValue<string>(), made.Json["kind"]!.GetValue<string>(), made.Json["locale"]!.GetValue<string>()));
        var answer = await host.SendAsync(HttpMethod.Post, tenant, $"assistants/{assistant}/try", new { message = "do you sell gloves" });
        Assert.Contains("October", answer.Json!["reply"]!["text"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    // Italian and Chinese have no texts of the assistant's own; the article is in the question's language all the same.
    [Theory]
    [InlineData("Vendete guanti?", "it", "it")]
    [InlineData("你们卖手套吗？", "zh-TW", "zh")]
    [InlineData("你们卖手套吗？", null, "zh")]
    [InlineData("장갑 있어요?", "en", "ko")]
    public async Task Unanswered_MadeAnFaq_IsInTheLanguageThatWasAskedIn(string text, string? locale, string expected)
    {
        var (tenant, _) = await host.NewShopAsync();
        var turn = Turns.Screened(tenant, text, locale);
        await host.PublishAsync(turn);
        await host.Drafts.NextAsync<ReplyDrafted>(turn.Turn.TurnId);
        var question = Assert.Single((await host.SendAsync(HttpMethod.Get, tenant, "knowledge/unanswered")).Json!["items"]!.AsArray())!;
        var made = await host.SendAsync(HttpMethod.Post, tenant, $"knowledge/unanswered/{question["id"]}/article", new { text = "No." });
        Assert.Equal(expected, (string)made.Json!["locale"]!);
        var again = Turns.Screened(tenant, text, locale);
        await host.PublishAsync(again);
        Assert.Equal("No.", (await host.Drafts.NextAsync<ReplyDrafted>(again.Turn.TurnId)).Reply.Text);
    }

    [Fact]
    public async Task Unanswered_WithoutAWord_IsNoQuestion()
    {
        var (tenant, _) = await host.NewShopAsync();
        foreach (var text in (string[])["?", "...", "¯\\_", "🦆"])
        {
            var turn = Turns.Screened(tenant, text);
            await host.PublishAsync(turn);
            Assert.False((await host.Drafts.NextAsync<ReplyDrafted>(turn.Turn.TurnId)).Reply.Known);
        }

        Assert.Empty((await host.SendAsync(HttpMethod.Get, tenant, "knowledge/unanswered")).Json!["items"]!.AsArray());
    }

    [Theory]
    [InlineData("Where is order 10482?", "where is my order 99123", "en", true)]
    [InlineData("Do you sell gloves?", "Do you sell hats?", "en", false)]
    [InlineData("Verkaufen Sie Handschuhe?", "Handschuhe verkaufen Sie?", "de", true)]
    [InlineData("手袋はありますか", "帽子はありますか", "ja", false)]
    public void KeyOf_GroupsByMeaningWords(string one, string other, string locale, bool same) =>
        Assert.Equal(same, UnansweredStore.KeyOf(one, locale) == UnansweredStore.KeyOf(other, locale));

    private static (HttpStatusCode Status, string? Code) Both(Answer answer) => (answer.Status, answer.Code);

    private async Task<Answer> ImportAsync(string type, string text, string query = "")
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        return await host.PostAsync(_tenant, "knowledge/import" + query, content);
    }

    private async Task<Guid> AddAssistantAsync(string name) =>
        (await host.SendAsync(HttpMethod.Post, _tenant, "assistants", new { name })).Json!["id"]!.GetValue<Guid>();

    private async Task<string> TryAsync(Guid assistant, string message) =>
        (await host.SendAsync(HttpMethod.Post, _tenant, $"assistants/{assistant}/try", new { message })).Json!["reply"]!["text"]!.GetValue<string>();
}

public sealed class StandaloneImportTests(StandaloneRoutingHost host) : ImportSuite(host);

public sealed class DistributedImportTests(DistributedRoutingHost host) : ImportSuite(host);
