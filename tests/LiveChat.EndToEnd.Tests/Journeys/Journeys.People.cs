using LiveChat.EndToEnd.Tests.Clients;
using Xunit;

namespace LiveChat.EndToEnd.Tests.Journeys;

public abstract partial class Journeys
{
    [Fact]
    public async Task Visitor_AsksForAPerson_IsHandedOff()
    {
        var tenant = await TenantAsync();
        var visitor = tenant.NewVisitor();

        var answer = await visitor.SayAsync("I want a human", Ct, "handed_off");

        Assert.Null(answer["reply"]);
        Assert.False(string.IsNullOrWhiteSpace((string?)answer["message"]));
        var handover = answer["handover"]!.AsObject();
        foreach (var member in new[] { "online", "opensAt", "askEmail", "typicalMinutes" })
            Assert.True(handover.ContainsKey(member), $"handover has no '{member}'");
        var conversation = (await tenant.Staff.GetAsync($"{tenant.Route}/conversations/{answer["conversationId"]}", Ct)).Ok();
        Assert.Equal("people", (string?)conversation["handledBy"]);
        Assert.NotNull(conversation["waitingSince"]);
    }

    [Fact]
    public async Task Agent_TakesOverAnswersAndReleases_VisitorSeesEachStep()
    {
        var tenant = await TenantAsync();
        var visitor = tenant.NewVisitor();
        var conversation = $"{tenant.Route}/conversations/{(await visitor.SayAsync("Hello!", Ct))["conversationId"]}";

        (await tenant.Staff.PostAsync($"{conversation}/takeover", new { }, Ct)).Done();
        var quiet = await visitor.SayAsync("Is somebody there?", Ct, "handed_off");
        Assert.Null(quiet["reply"]);

        var after = (long)(await visitor.MessagesAsync(Ct)).Ok()["nextAfter"]!;
        var polling = visitor.MessagesAsync(Ct, after, wait: 20);
        (await tenant.Staff.PostAsync($"{conversation}/messages", new { text = "Yes, I am Kim." }, Ct)).Done();
        var polled = (await polling).Ok();
        var fromAgent = Assert.Single(polled["messages"]!.AsArray(), m => (string?)m!["author"]!["type"] == "agent")!;
        Assert.Equal("Yes, I am Kim.", (string?)fromAgent["text"]);
        Assert.Equal("people", (string?)polled["conversation"]!["handledBy"]);
        Assert.NotNull(polled["conversation"]!["agent"]!["name"]);

        (await tenant.Staff.PostAsync($"{conversation}/release", new { }, Ct)).Done();
        var answer = await visitor.SayAsync("Do you ship to Switzerland?", Ct);
        Assert.Contains("14.90", (string?)answer["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Agent_Note_NeverReachesTheVisitor()
    {
        var tenant = await TenantAsync();
        var visitor = tenant.NewVisitor();
        var conversation = $"{tenant.Route}/conversations/{(await visitor.SayAsync("Hello!", Ct))["conversationId"]}";

        (await tenant.Staff.PostAsync($"{conversation}/messages", new { text = "A difficult one.", note = true }, Ct)).Done();

        var staff = (await tenant.Staff.GetAsync($"{conversation}/messages", Ct)).Ok()["items"]!.AsArray();
        Assert.Contains(staff, m => (string?)m!["kind"] == "note" && m["seq"] is null);
        Assert.DoesNotContain("difficult", (await visitor.MessagesAsync(Ct)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Agent_MessageSentTwiceWithOneId_IsStoredOnce()
    {
        var tenant = await TenantAsync();
        var visitor = tenant.NewVisitor();
        var conversation = $"{tenant.Route}/conversations/{(await visitor.SayAsync("I want a human", Ct, "handed_off"))["conversationId"]}";

        var first = (await tenant.Staff.PostAsync($"{conversation}/messages", new { text = "Here I am.", clientMessageId = "a-1" }, Ct)).Body!;
        var again = (await tenant.Staff.PostAsync($"{conversation}/messages", new { text = "Here I am.", clientMessageId = "a-1" }, Ct)).Body!;

        Assert.Equal((string?)first["id"], (string?)again["id"]);
        (await tenant.Staff.PostAsync($"{conversation}/messages", new { text = "Another text.", clientMessageId = "a-1" }, Ct)).Refused(422, "idempotency_key_reused");
    }

    [Fact]
    public async Task Takeover_OfAColleaguesConversation_409WithTheColleague()
    {
        var tenant = await TenantAsync();
        var email = $"agent@{tenant.Id}.example";
        var invited = (await tenant.Staff.PostAsync($"{tenant.Route}/users", new { email, role = "agent" }, Ct)).Body!;
        var url = (string)(invited["invitation"]?["url"] ?? invited["url"])!;
        var agent = Anonymous.With((string)(await Anonymous.PostAsync(
            "/api/auth/accept", new { token = url[(url.LastIndexOf('=') + 1)..], password = TestTenant.Password, client = "script" }, Ct)).Ok()["accessToken"]!);
        var conversation = $"{tenant.Route}/conversations/{(await tenant.NewVisitor().SayAsync("Hello!", Ct))["conversationId"]}";
        (await tenant.Staff.PostAsync($"{conversation}/takeover", new { }, Ct)).Done();

        var refused = (await agent.PostAsync($"{conversation}/takeover", new { }, Ct)).Refused(409, "conflict");

        Assert.NotNull(refused["assignee"]);
    }

    [Fact]
    public async Task Inbox_ListsFiltersAndPages()
    {
        var tenant = await TenantAsync();
        await tenant.NewVisitor().SayAsync("Do you ship to Switzerland?", Ct);
        await tenant.NewVisitor().SayAsync("I want a human", Ct, "handed_off");
        await tenant.NewVisitor().SayAsync("I want a human", Ct, "handed_off");

        var people = (await tenant.Staff.GetAsync($"{tenant.Route}/conversations?handledBy=people&status=open", Ct)).Ok()["items"]!.AsArray();
        var firstPage = (await tenant.Staff.GetAsync($"{tenant.Route}/conversations?limit=2", Ct)).Ok();
        var secondPage = (await tenant.Staff.GetAsync($"{tenant.Route}/conversations?limit=2&cursor={Uri.EscapeDataString((string)firstPage["nextCursor"]!)}", Ct)).Ok();

        Assert.Equal(2, people.Count);
        var ids = firstPage["items"]!.AsArray().Concat(secondPage["items"]!.AsArray()).Select(c => (string?)c!["id"]).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        // The three above and the warm-up's.
        Assert.Equal(4, ids.Count);
        (await tenant.Staff.GetAsync($"{tenant.Route}/conversations?limit=0", Ct)).Refused(400, "invalid_request");
        (await tenant.Staff.GetAsync($"{tenant.Route}/conversations?cursor=nonsense", Ct)).Refused(400, "invalid_request");
    }
}
