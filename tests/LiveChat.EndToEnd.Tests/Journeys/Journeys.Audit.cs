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
}
