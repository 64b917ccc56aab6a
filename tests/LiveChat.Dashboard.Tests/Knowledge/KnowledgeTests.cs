using System.Text;
using LiveChat.Dashboard.Tests.Pages;
using LiveChat.Dashboard.Tests.Platforms;
using LiveChat.EndToEnd.Tests.Clients;
using Microsoft.Playwright;
using Xunit;

namespace LiveChat.Dashboard.Tests.Knowledge;

/// <summary>What grounds the answers: brought in from files, searched as the assistant searches, and written where it knew nothing.</summary>
public sealed class KnowledgeTests(StandaloneDashboard platform, Chromium chromium) : DashboardTest(platform, chromium)
{
    [Theory]
    [InlineData(ColorScheme.Light, 320)]
    [InlineData(ColorScheme.Dark, 1280)]
    public async Task Import_TakesWhatIsWhole_AndTellsOfEachBrokenItemWhereItStands(ColorScheme scheme, int width)
    {
        var tenant = await Platform.TenantAsync(Ct, assistant: false);
        await using var desk = await OwnerAsync(tenant, width, 800, scheme);
        var page = desk.Page;
        await GoAsync(desk, "knowledge");
        await page.GetByRole(AriaRole.Button, new() { Name = "Import" }).First.ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Language").FillAsync("de-CH");

        // A chooser that is left without a choice leaves the dialog open.
        await dialog.GetByLabel("Files").DispatchEventAsync("cancel");
        await dialog.GetByLabel("Files").SetInputFilesAsync(
        [
            File("returns.md", "# Returns\nSend it back within 30 days."),
            File("faq.csv", "question;answer;url\nDo you ship to Norway?;Yes, in a week.;/help\n;Nobody asked this.;\nPets?;Dogs are welcome.;javascript:alert(1)\n"),
            File("hours.json", """[{"title":"Hours","text":"We open at nine.","locale":"en"}]"""),
            File("broken.json", """[{"title":"""),
            File("photo.pdf", "%PDF-1.7"),
            new() { Name = "latin.md", MimeType = "text/markdown", Buffer = [0x23, 0x20, 0xE4, 0xF6, 0x0A] },
            File("long.md", new string('x', 70_000)),
        ]);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Import files" }).ClickAsync();

        await Assertions.Expect(dialog.Locator(".verdict-allow")).ToHaveTextAsync("3 articles added");
        var refused = dialog.Locator(".import-refused");
        await Assertions.Expect(refused).ToContainTextAsync("3 were refused");
        await Assertions.Expect(refused.GetByRole(AriaRole.Listitem)).ToHaveTextAsync(
        [
            "faq.csv, position 3 Title: Must be a text of 1 to 200 characters.",
            "faq.csv, position 4 “Pets?” Address of the public page: Must be an http or https address, or a path that starts with /.",
            "broken.json, position 1 Is no valid JSON.",
        ]);
        await Assertions.Expect(dialog.GetByRole(AriaRole.Region, new() { Name = "photo.pdf" })).ToContainTextAsync("Send Markdown (.md), CSV (.csv) or JSON (.json) files.");
        await Assertions.Expect(dialog.GetByRole(AriaRole.Region, new() { Name = "latin.md" })).ToContainTextAsync("Must be UTF-8: save it again with that encoding.");
        await Assertions.Expect(dialog.GetByRole(AriaRole.Region, new() { Name = "latin.md" }).Locator(".request-id code")).Not.ToBeEmptyAsync();
        await Desk.SeesAsync(dialog.GetByText("long.md is larger than 64 KB: split it."));
        await desk.IsSoundAsync();
        await desk.IsAccessibleAsync();
        await desk.PictureAsync($"import-{scheme}-{width}".ToLowerInvariant());

        // The same files once more are no second set of articles.
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Import files" }).ClickAsync();
        await Assertions.Expect(dialog.Locator(".verdict-allow")).ToHaveTextAsync("3 as they were");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator(".line-button .line-title")).ToHaveTextAsync(["Hours", "Do you ship to Norway?", "Returns"]);
        var stored = (await tenant.Staff.GetAsync($"{tenant.Route}/knowledge", Ct)).Ok()["items"]!.AsArray();
        Assert.Equal(["en article", "de-CH faq", "de-CH article"], stored.Select(a => $"{a!["locale"]} {a["kind"]}"));
    }

    [Fact]
    public async Task Import_OfAFileLargerThanARequest_TakesAllOfIt()
    {
        var tenant = await Platform.TenantAsync(Ct, assistant: false);
        await using var desk = await OwnerAsync(tenant, 1280);
        var page = desk.Page;
        await GoAsync(desk, "knowledge");
        await page.GetByRole(AriaRole.Button, new() { Name = "Import" }).First.ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        // Lines 2 to 901; the one of line 800, far behind the first 64 KB, has no text.
        var rows = Enumerable.Range(2, 900).Select(line => line == 800 ? "Nothing;\n" : $"Größe {line};\"{new string('ü', 60)}, \"\"{line}\"\"\"\n");
        var items = Enumerable.Range(1, 700).Select(place => $$"""{"title":"Size {{place}}","text":"{{(place == 650 ? "" : new string('x', 120))}}"}""");
        await dialog.GetByLabel("Files").SetInputFilesAsync(
        [
            File("sizes.csv", $"title;text\n{string.Concat(rows)}"),
            File("sizes.json", $$"""{"articles":[{{string.Join(",\n", items)}}]}"""),
            File("broken.json", $"[{new string('x', 70_000)}"),
            new() { Name = "latin.csv", MimeType = "text/csv", Buffer = [.. Enumerable.Repeat((byte)0xE4, 70_000)] },
        ]);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Import files" }).ClickAsync();

        await Assertions.Expect(dialog.Locator(".verdict-allow")).ToHaveTextAsync("1598 articles added");
        await Assertions.Expect(dialog.Locator(".import-refused").GetByRole(AriaRole.Listitem)).ToHaveTextAsync(
        [
            "sizes.csv, position 800 “Nothing” Text: Must be a text of 1 to 40000 characters.",
            "sizes.json, position 650 “Size 650” Text: Must be a text of 1 to 40000 characters.",
            "broken.json, position 1 Must be an array of {title, text, url?, locale?, kind?}, or an object with such an array as items.",
        ]);
        await Assertions.Expect(dialog.GetByRole(AriaRole.Region, new() { Name = "latin.csv" })).ToContainTextAsync("Must be UTF-8: save it again with that encoding.");
        await desk.PictureAsync("import-large");
        var titles = new List<string>();
        for (var cursor = ""; cursor is not null;)
        {
            var stored = (await tenant.Staff.GetAsync($"{tenant.Route}/knowledge?limit=100{cursor}", Ct)).Ok();
            titles.AddRange(stored["items"]!.AsArray().Select(article => (string)article!["title"]!));
            cursor = stored["nextCursor"] is { } next ? $"&cursor={next}" : null;
        }
        Assert.Equal(1598, titles.Distinct().Count());
        Assert.Contains("Größe 901", titles);
    }

    [Fact]
    public async Task Edit_KeepsWhatTheFormDoesNotShow_AndDeletingAsksFirst()
    {
        var tenant = await Platform.TenantAsync(Ct);
        var ada = (await tenant.Staff.GetAsync($"{tenant.Route}/assistants", Ct)).Ok()["items"]![0]!["id"]!;
        var article = (await tenant.Staff.PostAsync($"{tenant.Route}/knowledge", new
        {
            title = "Do you gift-wrap?",
            text = "Yes.",
            url = "/gifts",
            locale = "en-GB",
            kind = "faq",
            assistantIds = new[] { (string)ada! },
        }, Ct)).Ok(201);
        await using var desk = await OwnerAsync(tenant, 1280);
        var page = desk.Page;
        await GoAsync(desk, "knowledge");
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Article" });
        await page.GetByRole(AriaRole.Button, new() { Name = "Do you gift-wrap?" }).ClickAsync();
        await Assertions.Expect(dialog.GetByLabel("Ada")).ToBeCheckedAsync();
        await dialog.GetByLabel("Text", new() { Exact = true }).FillAsync("Yes, in paper.");
        await desk.IsAccessibleAsync();
        await desk.PictureAsync("article");
        // A click beside the form does not throw away what was typed.
        await page.Mouse.ClickAsync(200, 400);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(dialog).ToHaveCountAsync(0);

        var saved = (await tenant.Staff.GetAsync($"{tenant.Route}/knowledge/{article["id"]}", Ct)).Ok();
        Assert.Equal(("Yes, in paper.", "faq", "/gifts", "en-GB"), ((string)saved["text"]!, (string)saved["kind"]!, (string)saved["url"]!, (string)saved["locale"]!));
        Assert.Equal((string)ada!, (string)Assert.Single(saved["assistantIds"]!.AsArray())!);

        await page.GetByRole(AriaRole.Button, new() { Name = "Do you gift-wrap?" }).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        var question = page.GetByRole(AriaRole.Dialog, new() { Name = "Delete this article?" });
        await desk.IsAccessibleAsync();
        await question.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Assertions.Expect(dialog.GetByLabel("Title")).ToHaveValueAsync("Do you gift-wrap?");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await question.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Do you gift-wrap?" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Search_MarksTheWords_AndAnUnansweredQuestionBecomesTheArticleThatAnswersIt()
    {
        const string Question = "Where can I park my zeppelin?";
        var tenant = await Platform.TenantAsync(Ct);
        var asked = (await tenant.NewVisitor().PostAsync(Question, Ct)).Ok();
        await using var desk = await OwnerAsync(tenant, 360, 800);
        var page = desk.Page;
        await GoAsync(desk, "knowledge");

        var search = page.GetByRole(AriaRole.Searchbox);
        await search.FillAsync("shipping to Switzerland");
        var hit = page.Locator(".line-button").Filter(new() { HasText = "Shipping" });
        await Assertions.Expect(hit.Locator("mark")).ToContainTextAsync(["ship", "Switzerland"]);
        await Assertions.Expect(hit).ToContainTextAsync("Would be the answer");
        await desk.IsSoundAsync();
        await desk.CutsNothingOffAsync();
        await desk.IsAccessibleAsync();
        await desk.PictureAsync("knowledge-search-360");
        await search.FillAsync("zeppelin");
        await Desk.SeesAsync(page.GetByText("No article answers this"));

        await page.GetByRole(AriaRole.Button, new() { Name = "Unanswered questions" }).ClickAsync();
        var open = page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = Question });
        await Assertions.Expect(open).ToContainTextAsync("Asked once");
        await Assertions.Expect(open.GetByRole(AriaRole.Link)).ToHaveAttributeAsync("href", $"/dashboard/inbox/{asked["conversationId"]}");
        await desk.IsSoundAsync();
        await desk.IsAccessibleAsync();
        await desk.PictureAsync("unanswered-360");
        await open.GetByRole(AriaRole.Button, new() { Name = "Write article" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog.GetByLabel("Title")).ToHaveValueAsync(Question);
        await Assertions.Expect(dialog.GetByLabel("Kind")).ToHaveValueAsync("faq");
        await dialog.GetByLabel("Text", new() { Exact = true }).FillAsync("Moor it at the mast behind hall 3.");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(open).ToHaveCountAsync(0);
        await Desk.SeesAsync(page.GetByText("Everything was answered"));

        await Eventually.AnswerAsync(
            () => tenant.NewVisitor().PostAsync(Question, Ct),
            answer => answer.Text.Contains("hall 3", StringComparison.Ordinal), Ct);

        // A question that deserves no article is dismissed.
        await tenant.NewVisitor().PostAsync("Do you sell used submarines?", Ct);
        await page.ReloadAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Unanswered questions" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Dismiss: Do you sell used submarines?" }).ClickAsync();
        await Desk.SeesAsync(page.GetByText("Everything was answered"));
        Assert.Empty((await tenant.Staff.GetAsync($"{tenant.Route}/knowledge/unanswered", Ct)).Ok()["items"]!.AsArray());
    }

    private static FilePayload File(string name, string text) => new() { Name = name, MimeType = "application/octet-stream", Buffer = Encoding.UTF8.GetBytes(text) };
}
