using LiveChat.EndToEnd.Tests.Clients;
using Xunit;

namespace LiveChat.EndToEnd.Tests.Journeys;

public abstract partial class Journeys
{
    [Fact]
    public async Task SettingsOfEveryService_AreInOneAudit()
    {
        var tenant = await TenantAsync(assistant: false);
        var assistant = (await tenant.Staff.PostAsync($"{tenant.Route}/assistants", new { name = "Ada" }, Ct)).Ok(201);
        (await tenant.Staff.PutAsync($"{tenant.Route}/routing", new { peopleOnly = true, rules = Array.Empty<object>() }, Ct)).Done();
        (await tenant.Staff.PutAsync(
            $"{tenant.Route}/provider", new { kind = "openai", model = "gpt-4o-mini", apiKey = "sk-a-secret-that-nobody-may-read-1234" }, Ct)).Done();
        var safety = (await tenant.Staff.GetAsync($"{tenant.Route}/safety", Ct)).Ok();
        safety["reviewMode"] = "all";
        (await tenant.Staff.PutAsync($"{tenant.Route}/safety", safety, Ct)).Done();
        var article = (await tenant.Staff.PostAsync($"{tenant.Route}/knowledge", new { title = "Care", text = "A text that is kept with the article only." }, Ct)).Ok(201);
        (await tenant.Staff.PutAsync($"{tenant.Route}/knowledge/{article["id"]}", new { title = "Care", text = "Another text of the article." }, Ct)).Done();
        (await tenant.Staff.DeleteAsync($"{tenant.Route}/knowledge/{article["id"]}", Ct)).Done();
        string[] wanted =
        [
            "assistant.added", "routing.changed", "provider.changed", "safety.changed", "article.added", "article.changed", "article.deleted",
        ];
        var audit = await Eventually.AnswerAsync(
            () => tenant.Staff.GetAsync($"{tenant.Route}/audit?limit=100", Ct),
            answer => wanted.All(action => answer.Text.Contains($"\"{action}\"", StringComparison.Ordinal)), Ct);
        foreach (var action in wanted)
        {
            var entry = Assert.Single(audit["items"]!.AsArray(), e => (string)e!["action"]! == action)!;
            Assert.Equal((string)tenant.Login["user"]!["id"]!, (string)entry["actorId"]!);
            Assert.False(string.IsNullOrEmpty((string?)entry[action == "article.deleted" ? "before" : "after"]));
        }
        Assert.DoesNotContain("nobody-may-read", audit.Text, StringComparison.Ordinal);
        Assert.Contains((string)assistant["id"]!, audit.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DailyWork_ThatChangesWhatOthersSee_IsInTheAuditWithBeforeAndAfter()
    {
        var tenant = await TenantAsync();
        var conversation = (await tenant.NewVisitor().SayAsync("Hello!", Ct))["conversationId"];
        var visitor = (await tenant.Staff.GetAsync($"{tenant.Route}/conversations/{conversation}", Ct)).Ok()["visitor"]!["id"];
        (await tenant.Staff.PutAsync($"{tenant.Route}/hours", new { timeZone = "Europe/Berlin", days = new { }, holidays = Array.Empty<object>() }, Ct)).Done();
        (await tenant.Staff.PutAsync($"{tenant.Route}/hours", new { timeZone = "Europe/Vienna", days = new { }, holidays = Array.Empty<object>() }, Ct)).Done();
        var canned = (await tenant.Staff.PostAsync($"{tenant.Route}/canned", new { shortcut = "hi", text = "Hello!" }, Ct)).Ok(201)["id"];
        (await tenant.Staff.PostAsync($"{tenant.Route}/canned", new { shortcut = "hi", text = "Taken" }, Ct)).Refused(409, "conflict");
        (await tenant.Staff.PutAsync($"{tenant.Route}/canned/{canned}", new { shortcut = "hi", text = "Good day!" }, Ct)).Done();
        (await tenant.Staff.DeleteAsync($"{tenant.Route}/canned/{canned}", Ct)).Done();
        (await tenant.Staff.DeleteAsync($"{tenant.Route}/canned/{canned}", Ct)).Refused(404, "not_found");
        (await tenant.Staff.PostAsync($"{tenant.Route}/visitors/{visitor}/ban", new { }, Ct)).Done();
        (await tenant.Staff.PostAsync($"{tenant.Route}/visitors/{visitor}/unban", new { }, Ct)).Done();
        (await tenant.Staff.DeleteAsync($"{tenant.Route}/visitors/{visitor}", Ct)).Done();
        (await tenant.Staff.DeleteAsync($"{tenant.Route}/visitors/{visitor}", Ct)).Refused(404, "not_found");
        Dictionary<string, int> wanted = new()
        {
            ["hours.changed"] = 2,
            ["canned.added"] = 1,
            ["canned.changed"] = 1,
            ["canned.deleted"] = 1,
            ["visitor.banned"] = 1,
            ["visitor.unbanned"] = 1,
            ["visitor.erased"] = 1,
        };

        var audit = await Eventually.AnswerAsync(
            () => tenant.Staff.GetAsync($"{tenant.Route}/audit?limit=100", Ct),
            answer => wanted.All(want => answer["items"]!.AsArray().Count(e => (string)e!["action"]! == want.Key) == want.Value), Ct);

        var entries = audit["items"]!.AsArray();
        var hours = entries.First(e => (string)e!["action"]! == "hours.changed" && ((string?)e["before"])?.Contains("Berlin", StringComparison.Ordinal) == true)!;
        Assert.Contains("Europe/Vienna", (string)hours["after"]!, StringComparison.Ordinal);
        var reworded = entries.Single(e => (string)e!["action"]! == "canned.changed")!;
        Assert.Equal((true, true), (((string)reworded["before"]!).Contains("Hello!", StringComparison.Ordinal), ((string)reworded["after"]!).Contains("Good day!", StringComparison.Ordinal)));
        Assert.Equal((string?)visitor, (string?)entries.Single(e => (string)e!["action"]! == "visitor.erased")!["target"]);
        Assert.DoesNotContain("Taken", audit.Text, StringComparison.Ordinal);
    }
}
