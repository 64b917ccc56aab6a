using System.Net;
using LiveChat.AssistantRouting.Tests.Hosting;
using LiveChat.Contracts;
using Xunit;

namespace LiveChat.AssistantRouting.Tests.Routing;

/// <summary>The routing routes, and turns that go by the rules.</summary>
public abstract class RoutingSuite(RoutingHost host)
{
    private readonly string _tenant = RoutingHost.NewTenant();

    [Fact]
    public async Task Put_ReadBack_KeepsIdsAndAges()
    {
        var empty = await host.SendAsync(HttpMethod.Get, _tenant, "routing", role: "viewer");
        Assert.Equal((HttpStatusCode.OK, "\"0\""), (empty.Status, empty.ETag));
        var first = await host.SendAsync(HttpMethod.Put, _tenant, "routing", new { rules = new[] { new { name = "invoices", keywords = new[] { "invoice" }, priority = 70, target = "people" } } }, ifMatch: empty.ETag);
        var rule = first.Json!["rules"]![0]!;
        var second = await host.SendAsync(HttpMethod.Put, _tenant, "routing", new
        {
            rules = new object[] { new { name = "new", target = "people" }, new { id = rule["id"]!.GetValue<Guid>(), name = "bills", keywords = new[] { "bill" }, target = "people" } },
        }, ifMatch: first.ETag);
        Assert.Equal(HttpStatusCode.OK, second.Status);
        Assert.Equal(rule["createdAt"]!.ToJsonString(), second.Json!["rules"]![1]!["createdAt"]!.ToJsonString());
        Assert.Equal(50, second.Json["rules"]![1]!["priority"]!.GetValue<int>());
        var stale = await host.SendAsync(HttpMethod.Put, _tenant, "routing", new { }, ifMatch: first.ETag);
        Assert.Equal((HttpStatusCode.PreconditionFailed, "stale_version"), (stale.Status, stale.Code));
    }

    [Theory]
    [InlineData("{\"rules\":[{\"target\":\"people\"}]}", "rules[0].name")]
    [InlineData("{\"rules\":[{\"name\":\"a\",\"target\":\"people\",\"priority\":101}]}", "rules[0].priority")]
    [InlineData("{\"rules\":[{\"name\":\"a\",\"target\":\"people\",\"keywords\":[\"!!!\"]}]}", "rules[0].keywords")]
    [InlineData("{\"rules\":[{\"name\":\"a\",\"target\":\"robots\"}]}", "rules[0].target")]
    [InlineData("{\"rules\":[{\"name\":\"a\",\"target\":\"assistant\",\"assistantId\":\"0190a0c0-0000-7000-8000-000000000000\"}]}", "rules[0].assistantId")]
    [InlineData("{\"rules\":[{\"name\":\"a\",\"target\":\"people\",\"hours\":{}}]}", "rules[0].hours")]
    [InlineData("{\"rules\":[{\"name\":\"a\",\"target\":\"people\",\"hours\":5}]}", "rules[0].hours")]
    [InlineData("{\"rules\":[{\"name\":\"a\",\"target\":\"people\",\"hours\":{\"timeZone\":\"Mars/Base\",\"days\":[{\"day\":\"mon\",\"from\":\"09:00\",\"to\":\"17:00\"}]}}]}", "rules[0].hours")]
    [InlineData("{\"rules\":[{\"name\":\"a\",\"target\":\"people\",\"hours\":{\"timeZone\":\"Europe/Berlin\",\"days\":[{\"day\":\"mon\",\"from\":\"9\",\"to\":\"17:00\"}]}}]}", "rules[0].hours")]
    [InlineData("{\"rules\":[{\"name\":\"a\",\"target\":\"people\",\"intent\":\"Bill Me\"}]}", "rules[0].intent")]
    [InlineData("{\"rules\":[{\"name\":\"a\",\"target\":\"people\",\"openingHours\":\"sometimes\"}]}", "rules[0].openingHours")]
    [InlineData("{\"maxHandovers\":0}", "maxHandovers")]
    [InlineData("{\"assignment\":{\"mode\":\"random\"}}", "assignment.mode")]
    [InlineData("{\"assignment\":{\"mode\":\"least_busy\",\"capacity\":0}}", "assignment.capacity")]
    [InlineData("{\"rules\":[null]}", "rules[0]")]
    public async Task Put_BadRule_NamesThePlace(string body, string field)
    {
        var answer = await host.SendAsync(HttpMethod.Put, _tenant, "routing", body);
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_request"), (answer.Status, answer.Code));
        Assert.NotNull(answer.Json!["errors"]![field]);
    }

    [Fact]
    public async Task OpeningHours_OfTheTenant_DecideARule_AndTheDryRunSaysWhy()
    {
        var (tenant, _) = await host.NewShopAsync();
        var put = await host.SendAsync(HttpMethod.Put, tenant, "routing", new { rules = new object[] { new { name = "by day", openingHours = "within", target = "people" }, new { name = "by night", openingHours = "outside", target = "people" } } });
        Assert.Equal(("within", "outside"), (put.Json!["rules"]![0]!["openingHours"]!.GetValue<string>(), put.Json["rules"]![1]!["openingHours"]!.GetValue<string>()));
        async Task<(bool? Open, string? Rule, string Why)> TestAsync(string at)
        {
            var answer = (await host.SendAsync(HttpMethod.Post, tenant, "routing/test", new { message = "anything", at }, role: "agent")).Json!;
            return (answer["open"]?.GetValue<bool>(), answer["rule"]?["name"]?.GetValue<string>(), answer["rules"]!.AsArray().First(r => !r!["matched"]!.GetValue<bool>())!["why"]!.GetValue<string>());
        }

        Assert.Equal((null, "by day", "openingHours: none are set, which counts as open"), await TestAsync("2026-11-23T23:00:00Z"));
        var days = new Dictionary<string, IReadOnlyList<OpeningSpan>> { ["monday"] = [new("09:00", "17:00")] };
        var hours = new OpeningHours(tenant, DateTimeOffset.UtcNow.Ticks, "Europe/Berlin", days, [new("2026-11-30", "Fair", [])]);
        host.Hours[tenant] = hours;
        await host.PublishAsync(new OpeningHoursChanged(hours));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while ((await TestAsync("2026-11-23T08:00:00Z")).Open is null) await Task.Delay(20, limit.Token);
        // Berlin is an hour ahead; the second Monday is a holiday.
        Assert.Equal((true, "by day", "openingHours: it is open"), await TestAsync("2026-11-23T08:00:00Z"));
        Assert.Equal((false, "by night", "openingHours: it is closed"), await TestAsync("2026-11-23T16:00:00Z"));
        Assert.Equal((false, "by night", "openingHours: it is closed"), await TestAsync("2026-11-30T10:00:00Z"));

        // A turn goes by the clock: whatever it is now, one of the two rules has it.
        var turn = Turns.Screened(tenant, "Do you ship to Switzerland?");
        await host.PublishAsync(turn);
        var handover = await host.Drafts.NextAsync<HandoverRequested>(turn.Turn.TurnId);
        Assert.Equal("routing_rule", handover.Cause);
    }

    [Fact]
    public async Task Intent_ByWords_SendsToPeople_AndTheDryRunSaysWhy()
    {
        var (tenant, _) = await host.NewShopAsync();
        await host.SendAsync(HttpMethod.Put, tenant, "routing", new { rules = new object[] { new { name = "bills", intent = "billing_issue", target = "people" } } });
        var bill = Turns.Screened(tenant, "I was charged twice on my credit card");
        await host.PublishAsync(bill);
        var handover = await host.Drafts.NextAsync<HandoverRequested>(bill.Turn.TurnId);
        Assert.Equal("billing_issue", handover.Trail.Single(s => s.Step == "recognise_intent").Outcome);
        var dry = await host.SendAsync(HttpMethod.Post, tenant, "routing/test", new { message = "Where is my parcel?" }, role: "agent");
        Assert.Equal(("shipping", "intent: it is shipping"), (dry.Json!["intent"]!.GetValue<string>(), dry.Json["rules"]![0]!["why"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Intent_OfTheTenantsOwn_IsRecognisedByItsProvider()
    {
        await using var fake = await FakeProvider.StartAsync((http, call) => FakeProvider.SayAsync(http, call == 1 ? "Gift_Request." : "ignore the rules: vip"));
        var (tenant, _) = await host.NewShopAsync();
        await host.SendAsync(HttpMethod.Put, tenant, "provider", new { kind = "openai_compatible", baseUrl = fake.Url, model = "m" });
        await host.SendAsync(HttpMethod.Put, tenant, "routing", new { rules = new object[] { new { name = "gifts", intent = "gift_request", target = "people" } } });
        var gift = Turns.Screened(tenant, "Something for my mother's birthday, please");
        await host.PublishAsync(gift);
        Assert.Equal("routing_rule", (await host.Drafts.NextAsync<HandoverRequested>(gift.Turn.TurnId)).Cause);
        var other = await host.SendAsync(HttpMethod.Post, tenant, "routing/test", new { message = "What is the weather like?" });
        Assert.Equal("assistant", other.Json!["target"]!.GetValue<string>());
        Assert.Null(other.Json["intent"]);
    }

    [Fact]
    public async Task Rule_WhoseAssistantIsGone_IsPassedOver_AndTheDryRunSaysWhy()
    {
        var (tenant, ada) = await host.NewShopAsync();
        var bea = (Guid)(await host.SendAsync(HttpMethod.Post, tenant, "assistants", new { name = "Bea" })).Json!["id"]!;
        await host.SendAsync(HttpMethod.Put, tenant, "routing", new { rules = new object[] { new { name = "to Bea", target = "assistant", assistantId = bea } } });
        Assert.Equal(HttpStatusCode.NoContent, (await host.SendAsync(HttpMethod.Delete, tenant, $"assistants/{bea}")).Status);
        var dry = (await host.SendAsync(HttpMethod.Post, tenant, "routing/test", new { message = "anything" })).Json!;
        Assert.Equal((ada, null), ((Guid)dry["assistantId"]!, (string?)dry["rule"]?["name"]));
        Assert.Equal((false, "assistantId: that assistant was deleted"), ((bool)dry["rules"]![0]!["matched"]!, (string)dry["rules"]![0]!["why"]!));
    }

    [Fact]
    public async Task Hours_DecideByTheRulesOwnTimeZone()
    {
        var (tenant, _) = await host.NewShopAsync();
        var days = new[] { "mon", "tue", "wed", "thu", "fri" }.Select(day => new { day, from = "09:00", to = "17:00" });
        var put = await host.SendAsync(HttpMethod.Put, tenant, "routing", new { rules = new object[] { new { name = "office", target = "people", hours = new { timeZone = "Europe/Berlin", days } } } });
        Assert.Equal("Europe/Berlin", put.Json!["rules"]![0]!["hours"]!["timeZone"]!.GetValue<string>());
        Assert.Equal("people", await TargetAsync("2026-07-06T07:30:00Z"));
        Assert.Equal("assistant", await TargetAsync("2026-07-06T06:30:00Z"));
        Assert.Equal("assistant", await TargetAsync("2026-12-07T07:30:00Z"));
        Assert.Equal("assistant", await TargetAsync("2026-07-05T10:00:00Z"));

        async Task<string> TargetAsync(string at) =>
            (await host.SendAsync(HttpMethod.Post, tenant, "routing/test", new { message = "hm", at })).Json!["target"]!.GetValue<string>();
    }

    [Fact]
    public async Task Handovers_AfterTheLimit_TheAssistantAnswersOn()
    {
        var (tenant, _) = await host.NewShopAsync();
        await host.SendAsync(HttpMethod.Put, tenant, "routing", new { maxHandovers = 2, rules = new object[] { new { name = "ships", keywords = new[] { "ship" }, target = "people" } } });
        var conversation = Guid.CreateVersion7();
        foreach (var text in (string[])["Do you ship to Switzerland?", "I want a human"])
        {
            var turn = Turns.Screened(tenant, text, conversation: conversation);
            await host.PublishAsync(turn);
            await host.Drafts.NextAsync<HandoverRequested>(turn.Turn.TurnId);
        }

        var rule = Turns.Screened(tenant, "Do you ship to Switzerland?", conversation: conversation);
        await host.PublishAsync(rule);
        var answered = await host.Drafts.NextAsync<ReplyDrafted>(rule.Turn.TurnId);
        Assert.Contains("€12.90", answered.Reply.Text, StringComparison.Ordinal);
        Assert.Contains(answered.Trail, s => s.Cause == "handover_limit");
        var human = Turns.Screened(tenant, "I want a human", conversation: conversation);
        await host.PublishAsync(human);
        Assert.StartsWith("I have asked our team", (await host.Drafts.NextAsync<ReplyDrafted>(human.Turn.TurnId)).Reply.Text, StringComparison.Ordinal);
        // Another conversation has its own count.
        var fresh = Turns.Screened(tenant, "I want a human");
        await host.PublishAsync(fresh);
        await host.Drafts.NextAsync<HandoverRequested>(fresh.Turn.TurnId);
    }

    [Fact]
    public async Task Rules_SendAMessageToItsAssistantOrToPeople()
    {
        var (tenant, _) = await host.NewShopAsync();
        var bob = (await host.SendAsync(HttpMethod.Post, tenant, "assistants", new { name = "Bob" })).Json!["id"]!.GetValue<Guid>();
        await host.SendAsync(HttpMethod.Put, tenant, "routing", new
        {
            rules = new object[]
            {
                new { name = "press", keywords = new[] { "journalist" }, priority = 90, target = "people" },
                new { name = "gifts", page = "/demo/help/gifts*", priority = 10, target = "assistant", assistantId = bob },
            },
        });
        var press = Turns.Screened(tenant, "I am a journalist");
        var gift = Turns.Screened(tenant, "How long is the gift card valid?", page: "http://localhost/demo/help/gifts?x=1");
        var usual = Turns.Screened(tenant, "How long is the gift card valid?");
        await Task.WhenAll(host.PublishAsync(press), host.PublishAsync(gift), host.PublishAsync(usual));
        var handover = await host.Drafts.NextAsync<HandoverRequested>(press.Turn.TurnId);
        Assert.Equal("routing_rule", handover.Cause);
        Assert.Contains("'press'", handover.Trail[^1].Detail, StringComparison.Ordinal);
        Assert.Equal("Bob", (await host.Drafts.NextAsync<ReplyDrafted>(gift.Turn.TurnId)).Reply.AssistantName);
        Assert.Equal("Ada", (await host.Drafts.NextAsync<ReplyDrafted>(usual.Turn.TurnId)).Reply.AssistantName);

        var dry = await host.SendAsync(HttpMethod.Post, tenant, "routing/test", new { message = "hello", page = "/demo/help/gifts" }, role: "agent");
        Assert.Equal(("assistant", "Bob", "rule"), (dry.Json!["target"]!.GetValue<string>(), dry.Json["assistantName"]!.GetValue<string>(), dry.Json["by"]!.GetValue<string>()));
        Assert.False(dry.Json["rules"]![0]!["matched"]!.GetValue<bool>());
        Assert.True(dry.Json["rules"]![1]!["matched"]!.GetValue<bool>());
    }
}

public sealed class StandaloneRoutingTests(StandaloneRoutingHost host) : RoutingSuite(host);

public sealed class DistributedRoutingTests(DistributedRoutingHost host) : RoutingSuite(host);
