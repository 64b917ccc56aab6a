using System.Net;
using System.Net.Http.Json;
using LiveChat.AssistantRouting.Tests.Hosting;
using LiveChat.AssistantRouting.Tests.Prompts;
using LiveChat.Contracts;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace LiveChat.AssistantRouting.Tests.Providers;

/// <summary>Turns that a provider answers, or fails to: what the visitor gets, the trail's cause and the metric.</summary>
public abstract class ProviderTurnSuite(RoutingHost host)
{
    private const string Key = "sk-test-0123456789-wxyz", Question = "Do you ship to Switzerland?", Unknowable = "Do you sell gloves?";

    [Fact]
    public async Task Answer_CarriesModelTokensAndTheArticlesItNames()
    {
        await using var fake = await FakeProvider.SayingAsync("Yes, we do [1]. It takes a week [1][99].", tokens: 150);
        var (tenant, assistant) = await ShopAsync(fake);
        var drafted = await AskAsync<ReplyDrafted>(tenant, Question);
        Assert.Equal(("Yes, we do. It takes a week[99].", "test-model-2026", 150, true, assistant), (drafted.Reply.Text, drafted.Reply.Model, drafted.Reply.Tokens, drafted.Reply.Known, drafted.Reply.AssistantId));
        Assert.Equal([new MessageSource("Shipping", "/demo/help/shipping")], drafted.Reply.Sources);
        Assert.Equal(["screen_message", "pick_assistant", "read_conversation", "retrieve", "ask_provider", "draft"], drafted.Trail.Select(s => s.Step));
        var asked = Assert.Single(fake.Asked);
        Assert.Equal("/chat/completions", asked.Path);
        Assert.Contains("Loom & Larch", asked.Body["messages"]![0]!["content"]!.ToString(), StringComparison.Ordinal);
        Assert.Contains("Switzerland", asked.Body["messages"]![0]!["content"]!.ToString(), StringComparison.Ordinal);
        Assert.EndsWith(Question, asked.Body["messages"]!.AsArray()[^1]!["content"]!.ToString(), StringComparison.Ordinal);
        Assert.Equal("get_person", asked.Body["tools"]![0]!["function"]!["name"]!.GetValue<string>());
    }

    [Fact]
    public async Task Prompt_HasTheLinesBefore_PeoplesToo()
    {
        await using var fake = await FakeProvider.SayingAsync("Blue.");
        var (tenant, _) = await ShopAsync(fake);
        var conversation = Guid.CreateVersion7();
        host.Context[conversation] = [new Line("assistant", "Ada", "Hello!"), new Line("visitor", null, "Which colour was it?"), new Line("agent", "Niamh", "It was blue.")];
        await AskAsync<ReplyDrafted>(tenant, "Say that colour again", conversation, first: false, serious: true);
        var messages = Assert.Single(fake.Asked).Body["messages"]!.AsArray();
        Assert.Equal(["system", "user", "assistant", "user"], messages.Select(m => m!["role"]!.GetValue<string>()));
        Assert.Equal("(Niamh of the team:) It was blue.", messages[2]!["content"]!.ToString());
        Assert.Contains("given the conversation back", messages[0]!["content"]!.ToString(), StringComparison.Ordinal);
        Assert.Contains("serious matter", messages[0]!["content"]!.ToString(), StringComparison.Ordinal);
    }

    // It is read while the attempt is claimed; chat away costs the lines before, not the answer.
    [Fact]
    public async Task LinesBefore_ThatCannotBeRead_CostTheContextOnly()
    {
        await using var fake = await FakeProvider.SayingAsync("Blue.");
        var (tenant, _) = await ShopAsync(fake);
        var conversation = Guid.CreateVersion7();
        host.Context[conversation] = null!;
        var drafted = await AskAsync<ReplyDrafted>(tenant, "Say that colour again", conversation, first: false);
        Assert.Equal("Blue.", drafted.Reply.Text);
        var read = Assert.Single(drafted.Trail, s => s.Step == "read_conversation");
        Assert.Equal(("unknown", "history_unavailable"), (read.Outcome, read.Cause));
        Assert.Equal(["system", "user"], Assert.Single(fake.Asked).Body["messages"]!.AsArray().Select(m => (string)m!["role"]!));
    }

    // A model writes more languages than the assistant's own texts have.
    [Theory]
    [InlineData("Vendete guanti?", "it", "Italian")]
    [InlineData("你们卖手套吗？", "en", "Chinese")]
    [InlineData("Do you sell gloves?", "it", "English")]
    public async Task Prompt_AsksForTheVisitorsLanguage(string text, string locale, string language)
    {
        await using var fake = await FakeProvider.SayingAsync("No.");
        var (tenant, _) = await ShopAsync(fake);
        var screened = Turns.Screened(tenant, text, locale);
        await host.PublishAsync(screened);
        await host.Drafts.NextAsync<ReplyDrafted>(screened.Turn.TurnId);
        Assert.Contains($"Answer in the language {language},", (string)Assert.Single(fake.Asked).Body["messages"]![0]!["content"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Model_CallsForAPerson_IsHandedOverOrSaysThatItDoesNotKnow()
    {
        await using var fake = await FakeProvider.StartAsync((http, call) => FakeProvider.CallPersonAsync(http, call == 1 ? "visitor_asked" : "not_known"));
        var (tenant, _) = await ShopAsync(fake);
        Assert.Equal("visitor_asked", (await AskAsync<HandoverRequested>(tenant, "this leads nowhere, is there nobody else")).Cause);
        var unknown = await AskAsync<ReplyDrafted>(tenant, Unknowable);
        Assert.Equal(("I don't know that. Shall I get a person?", false, 12), (unknown.Reply.Text, unknown.Reply.Known, unknown.Reply.Tokens));
        Assert.Single((await host.SendAsync(HttpMethod.Get, tenant, "knowledge/unanswered")).Json!["items"]!.AsArray());
    }

    [Fact]
    public async Task SmallTalk_CostsNoCall()
    {
        await using var fake = await FakeProvider.SayingAsync("x");
        var (tenant, _) = await ShopAsync(fake);
        Assert.Equal("builtin", (await AskAsync<ReplyDrafted>(tenant, "Hello!")).Reply.Model);
        Assert.Equal("visitor_asked", (await AskAsync<HandoverRequested>(tenant, "I want a human")).Cause);
        Assert.Empty(fake.Asked);
    }

    [Fact]
    public async Task Redelivery_IsNotPaidTwice()
    {
        await using var fake = await FakeProvider.SayingAsync("Yes.");
        var (tenant, _) = await ShopAsync(fake);
        var screened = Turns.Screened(tenant, Question);
        await host.PublishAsync(screened);
        var first = await host.Drafts.NextAsync<ReplyDrafted>(screened.Turn.TurnId);
        await host.PublishAsync(screened);
        Assert.Equal(first.Reply.DraftId, (await host.Drafts.NextAsync<ReplyDrafted>(screened.Turn.TurnId)).Reply.DraftId);
        Assert.Single(fake.Asked);
    }

    [Fact]
    public async Task FallbackAssistant_WithAnotherModel_IsAskedSecond()
    {
        await using var fake = await FakeProvider.StartAsync((http, call) =>
            call == 1 ? FakeProvider.RefuseAsync(http, 404, "model_not_found", "The model does not exist") : FakeProvider.SayAsync(http, "Bob here."));
        var (tenant, ada) = await ShopAsync(fake);
        var bob = (await host.SendAsync(HttpMethod.Post, tenant, "assistants", new { name = "Bob", model = "other", temperature = 0.2, maxTokens = 99 })).Json!["id"]!.GetValue<Guid>();
        var changed = await host.SendAsync(HttpMethod.Put, tenant, $"assistants/{ada}", new { name = "Ada", fallbackAssistantId = bob });
        Assert.Equal(HttpStatusCode.OK, changed.Status);
        var drafted = await AskAsync<ReplyDrafted>(tenant, Unknowable);
        Assert.Equal((bob, "Bob", "Bob here."), (drafted.Reply.AssistantId, drafted.Reply.AssistantName, drafted.Reply.Text));
        Assert.Equal(["provider_model_unknown", null], drafted.Trail.Where(s => s.Step == "ask_provider").Select(s => s.Cause));
        var second = fake.Asked.Last().Body;
        Assert.Equal(("other", 99, 0.2), (second["model"]!.GetValue<string>(), second["max_completion_tokens"]!.GetValue<int>(), Math.Round(second["temperature"]!.GetValue<double>(), 3)));
    }

    [Fact]
    public async Task FallbackAssistants_ThatNameEachOther_AreAskedOnceEach()
    {
        await using var fake = await FakeProvider.StartAsync((http, call) => FakeProvider.RefuseAsync(http, 404, "model_not_found", "The model does not exist"));
        var (tenant, ada) = await ShopAsync(fake);
        var bob = (await host.SendAsync(HttpMethod.Post, tenant, "assistants", new { name = "Bob", model = "other", fallbackAssistantId = ada })).Json!["id"]!.GetValue<Guid>();
        await host.SendAsync(HttpMethod.Put, tenant, $"assistants/{ada}", new { name = "Ada", fallbackAssistantId = bob });
        var failed = await AskAsync<ReplyFailed>(tenant, Unknowable);
        Assert.Equal("provider_model_unknown", failed.Cause);
        Assert.Equal(["provider_model_unknown", "provider_model_unknown"], failed.Trail.Where(s => s.Step == "ask_provider").Select(s => s.Cause));
        Assert.Equal(["m", "other"], fake.Asked.Select(a => a.Body["model"]!.GetValue<string>()));
        // What the articles know is said by who was picked.
        var own = await AskAsync<ReplyDrafted>(tenant, Question);
        Assert.Equal((ada, "builtin", true), (own.Reply.AssistantId, own.Reply.Model, own.Reply.Known));
    }

    [Fact]
    public async Task Bulkhead_NinthCall_DoesNotWait_AndStarvesNobodyElse()
    {
        var open = new TaskCompletionSource();
        var all = new TaskCompletionSource();
        await using var fake = await FakeProvider.StartAsync(async (http, call) =>
        {
            // The first warms up what is read once, so that the eight are quickly under way together.
            if (call == 9) all.SetResult();
            if (call > 1) await open.Task.WaitAsync(TimeSpan.FromSeconds(20));
            await FakeProvider.SayAsync(http, "Late.");
        });
        var (tenant, _) = await ShopAsync(fake);
        await AskAsync<ReplyDrafted>(tenant, Unknowable);
        var turns = Enumerable.Range(0, 8).Select(_ => Turns.Screened(tenant, Unknowable)).ToList();
        await Task.WhenAll(turns.Select(turn => host.PublishAsync(turn)));
        await all.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        using var metrics = new ProviderMetrics();
        var (refused, ninth) = await host.AskAsync<ReplyFailed>(tenant, Unknowable);
        Assert.Equal("bulkhead_full", refused.Cause);
        Assert.Equal("bulkhead_full", Assert.Single(refused.Trail, s => s.Step == "ask_provider").Cause);
        Assert.Equal(["bulkhead_full"], metrics.Of(ninth.TurnId));
        // Another tenant's provider is asked meanwhile, as ever.
        await using var quick = await FakeProvider.SayingAsync("At once.");
        var (other, _) = await ShopAsync(quick);
        Assert.Equal("At once.", (await AskAsync<ReplyDrafted>(other, Unknowable)).Reply.Text);
        open.SetResult();
        foreach (var turn in turns) await host.Drafts.NextAsync<ReplyDrafted>(turn.Turn.TurnId);
    }

    [Fact]
    public async Task Circuit_AfterManyFailures_LeavesTheProviderAlone_UntilItHasRested()
    {
        var mended = false;
        await using var fake = await FakeProvider.StartAsync((http, _) =>
            Volatile.Read(ref mended) ? FakeProvider.SayAsync(http, "Here again.") : FakeProvider.RefuseAsync(http, 500, "down"));
        var (tenant, _) = await ShopAsync(fake);
        var causes = new List<string>();
        for (var i = 0; i < 5 && !causes.Contains("circuit_open"); i++) causes.Add((await AskAsync<ReplyFailed>(tenant, Unknowable)).Cause);
        Assert.Equal("circuit_open", causes[^1]);
        var calls = fake.Asked.Count;
        using var metrics = new ProviderMetrics();
        var (left, turn) = await host.AskAsync<ReplyFailed>(tenant, Unknowable);
        Assert.Equal("circuit_open", left.Cause);
        Assert.Equal(["circuit_open"], metrics.Of(turn.TurnId));
        Assert.Equal(calls, fake.Asked.Count);

        Volatile.Write(ref mended, true);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(25));
        while (true)
        {
            var again = Turns.Screened(tenant, Unknowable);
            await host.PublishAsync(again);
            if (await host.Drafts.NextAnyAsync(again.Turn.TurnId) is ReplyDrafted drafted)
            {
                Assert.Equal("Here again.", drafted.Reply.Text);
                break;
            }

            await Task.Delay(200, limit.Token);
        }

        // Closed, not only let through once.
        Assert.Equal("Here again.", (await AskAsync<ReplyDrafted>(tenant, Unknowable)).Reply.Text);
    }

    [Fact]
    public async Task Anthropic_IsSpokenToInItsOwnWay()
    {
        await using var fake = await FakeProvider.StartAsync((http, _) => FakeProvider.SayAsAnthropicAsync(http, "Oui [1]."));
        var (tenant, _) = await ShopAsync(fake, "anthropic");
        var drafted = await AskAsync<ReplyDrafted>(tenant, Question);
        Assert.Equal(("Oui.", "claude-test", 35), (drafted.Reply.Text, drafted.Reply.Model, drafted.Reply.Tokens));
        var asked = Assert.Single(fake.Asked);
        Assert.Equal(("/v1/messages", Key), (asked.Path, asked.Headers["x-api-key"].ToString()));
        Assert.False(asked.Headers.ContainsKey("Authorization"));
        Assert.Contains("Loom & Larch", asked.Body["system"]!.ToJsonString().Replace("\\u0026", "&", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Azure_GetsItsHeaderAndPath()
    {
        await using var fake = await FakeProvider.SayingAsync("Yes.");
        var (tenant, _) = await ShopAsync(fake, "azure_openai");
        Assert.Equal("Yes.", (await AskAsync<ReplyDrafted>(tenant, Question)).Reply.Text);
        var asked = Assert.Single(fake.Asked);
        Assert.Equal(("/openai/v1/chat/completions", Key), (asked.Path, asked.Headers["api-key"].ToString()));
    }

    [Fact]
    public async Task Compatible_WithoutKey_SendsNoneAndNoTools()
    {
        await using var fake = await FakeProvider.SayingAsync("Yes.");
        var (tenant, _) = await ShopAsync(fake, "openai_compatible", key: null);
        Assert.Equal("Yes.", (await AskAsync<ReplyDrafted>(tenant, Question)).Reply.Text);
        var asked = Assert.Single(fake.Asked);
        Assert.False(asked.Headers.ContainsKey("Authorization"));
        Assert.Null(asked.Body["tools"]);
        Assert.Equal(800, asked.Body["max_tokens"]!.GetValue<int>());
        Assert.Null(asked.Body["max_completion_tokens"]);
    }

    [Fact]
    public async Task Try_AsksTheProvider_AndStoresNothing()
    {
        await using var fake = await FakeProvider.StartAsync((http, call) => call == 1 ? FakeProvider.SayAsync(http, "Yes [1].") : FakeProvider.RefuseAsync(http, 401, "invalid_api_key"));
        var (tenant, assistant) = await ShopAsync(fake);
        var tried = await host.SendAsync(HttpMethod.Post, tenant, $"assistants/{assistant}/try", new { message = Question }, role: "agent");
        Assert.Equal(("Yes.", 42), (tried.Json!["reply"]!["text"]!.GetValue<string>(), tried.Json["reply"]!["tokens"]!.GetValue<int>()));
        var failed = await host.SendAsync(HttpMethod.Post, tenant, $"assistants/{assistant}/try", new { message = Unknowable });
        Assert.Equal("provider_key_refused", failed.Json!["handover"]!["cause"]!.GetValue<string>());
        Assert.Empty((await host.SendAsync(HttpMethod.Get, tenant, "knowledge/unanswered")).Json!["items"]!.AsArray());
    }

    [Fact]
    public async Task Try_TellsTheProviderNoMoreThanATurnWould()
    {
        await using var fake = await FakeProvider.SayingAsync("Yes [1].");
        var (tenant, assistant) = await ShopAsync(fake);
        var body = new { message = "Do you ship to Switzerland? Write to niamh@shop.example." };
        Assert.Equal(HttpStatusCode.OK, (await host.SendAsync(HttpMethod.Post, tenant, $"assistants/{assistant}/try", body)).Status);
        var asked = Assert.Single(fake.Asked).Body.ToJsonString();
        Assert.Contains("Write to [e-mail].", asked, StringComparison.Ordinal);
        Assert.DoesNotContain("niamh", asked, StringComparison.Ordinal);
        host.Unmasked[tenant] = true;
        var refused = await host.SendAsync(HttpMethod.Post, tenant, $"assistants/{assistant}/try", body);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "unavailable"), (refused.Status, refused.Code));
        Assert.Single(fake.Asked);
    }

    [Fact]
    public async Task Judge_AsksTheTenantsProviderAndNamesTheModel()
    {
        await using var fake = await FakeProvider.StartAsync((http, call) => FakeProvider.SayAsync(http, call == 1 ? "SERIOUS" : "It depends."));
        var (tenant, _) = await ShopAsync(fake);
        Assert.Equal((true, "test-model-2026", null), await JudgeAsync(tenant, "I will be there with a knife"));
        Assert.Equal("<text>I will be there with a knife</text>", Assert.Single(fake.Asked).Body["messages"]![1]!["content"]!.ToString());
        Assert.Equal((null, "test-model-2026", "provider_invalid_answer"), await JudgeAsync(tenant, "x"));
        Assert.Equal((null, null, null), await JudgeAsync((await host.NewShopAsync()).TenantId, "x"));
    }

    [Fact]
    public async Task Judge_TheSameThingAgain_IsAskedAndCountedOnce_HoweverManyAskAtOnce()
    {
        await using var fake = await FakeProvider.StartAsync((http, call) => FakeProvider.SayAsync(http, call == 1 ? "It depends." : "SERIOUS", 20));
        var (tenant, _) = await ShopAsync(fake);
        var turn = Guid.NewGuid();
        // What nobody judged is asked again; what was judged is not.
        Assert.Equal((null, "test-model-2026", "provider_invalid_answer"), await JudgeAsync(tenant, "x", turn));
        var judged = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => JudgeAsync(tenant, "x", turn)));
        Assert.All(judged, judgement => Assert.Equal((true, "test-model-2026", null), judgement));
        Assert.Equal(2, fake.Asked.Count);
        var usage = (await host.SendAsync(HttpMethod.Get, tenant, "provider/usage")).Json!["items"]!.AsArray();
        Assert.Equal(2, usage.Sum(item => (int)item!["calls"]!));
        // Another thing, another tenant's, or nothing in particular is.
        await JudgeAsync(tenant, "x", Guid.NewGuid());
        await JudgeAsync(tenant, "x");
        await JudgeAsync(tenant, "x");
        Assert.Equal(5, fake.Asked.Count);
    }

    private async Task<(bool?, string?, string?)> JudgeAsync(string tenantId, string text, Guid? subject = null)
    {
        using var http = new HttpClient();
        using var response = await http.PostAsJsonAsync(new Uri(host.Management, "/internal/assistantrouting/judge"), new { tenantId, kind = "serious", text, subject });
        var judgement = (await response.Content.ReadFromJsonAsync<System.Text.Json.Nodes.JsonObject>())!;
        return ((bool?)judgement["confirms"], (string?)judgement["model"], (string?)judgement["cause"]);
    }

    private async Task<(string TenantId, Guid AssistantId)> ShopAsync(FakeProvider fake, string kind = "openai", string? key = Key)
    {
        var (tenant, assistant) = await host.NewShopAsync();
        var put = await host.SendAsync(HttpMethod.Put, tenant, "provider", new { kind, baseUrl = fake.Url, model = "m", apiKey = key });
        Assert.True(put.Status == HttpStatusCode.OK, put.Json?.ToJsonString());
        return (tenant, assistant);
    }

    private async Task<T> AskAsync<T>(string tenant, string text, Guid? conversation = null, bool first = true, bool serious = false)
    {
        var screened = Turns.Screened(tenant, text, conversation: conversation, first: first, serious: serious);
        await host.PublishAsync(screened);
        return await host.Drafts.NextAsync<T>(screened.Turn.TurnId);
    }
}

public sealed class StandaloneProviderTurnTests(StandaloneRoutingHost host) : ProviderTurnSuite(host);

public sealed class DistributedProviderTurnTests(DistributedRoutingHost host) : ProviderTurnSuite(host);
