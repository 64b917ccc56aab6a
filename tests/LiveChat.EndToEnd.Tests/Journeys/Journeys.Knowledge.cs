using Xunit;

namespace LiveChat.EndToEnd.Tests.Journeys;

public abstract partial class Journeys
{
    [Fact]
    public async Task Article_LongAndJapanese_IsTaken_AndWhatIsLongerThanAnyIsRefused()
    {
        var tenant = await TenantAsync();
        var text = "返品は到着から三十日以内に承ります。\n\n" + new string('あ', 30_000);

        // As most clients of other languages write it: each character escaped, six bytes.
        var article = (await tenant.Staff.PostAsync($"{tenant.Route}/knowledge", new { title = "返品", text, locale = "ja" }, Ct)).Ok(201);

        Assert.Equal(text.Length, ((string)(await tenant.Staff.GetAsync($"{tenant.Route}/knowledge/{article["id"]}", Ct)).Ok()["text"]!).Length);
        (await tenant.Staff.PutAsync($"{tenant.Route}/knowledge/{article["id"]}", new { title = "返品", text, locale = "ja" }, Ct)).Ok();
        (await tenant.Staff.PostAsync($"{tenant.Route}/knowledge", new { title = "t", text = new string('x', 4_300_000) }, Ct)).Refused(413, "body_too_large");
        (await tenant.Staff.PostAsync($"{tenant.Route}/knowledge", new { title = "t", text = new string('x', 50_000), locale = "en" }, Ct)).Refused(400, "invalid_request");
        // Only there, and not by a name that begins alike.
        foreach (var path in (string[])["assistants", "knowledges", "assistants/knowledge"])
            (await tenant.Staff.PostAsync($"{tenant.Route}/{path}", new { name = new string('x', 70_000) }, Ct)).Refused(413, "body_too_large");
    }
}
