using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using LiveChat.AssistantRouting.Tests.Hosting;
using LiveChat.Contracts;
using Xunit;

namespace LiveChat.AssistantRouting.Tests.Costs;

/// <summary>Tokens and money by day, assistant and model: what turns cost, once each, and nothing else.</summary>
public abstract class ProviderCostSuite(RoutingHost host)
{
    private const string Key = "sk-test-0123456789-wxyz", Question = "Do you ship to Switzerland?";

    [Fact]
    public async Task Turns_CountTokensAndMoney_OnceEach_AndTryCountsNothing()
    {
        await using var fake = await FakeProvider.SayingAsync("Yes.", tokens: 150);
        var (tenant, ada) = await ShopAsync(fake, new { currency = "EUR", models = new[] { new { model = "m", inputPerMillion = 2.5, outputPerMillion = 10.0 } } });
        var turn = await AskAsync(tenant);
        await AskAsync(tenant);
        await host.PublishAsync(turn);
        await host.Drafts.NextAsync<ReplyDrafted>(turn.Turn.TurnId);
        await host.SendAsync(HttpMethod.Post, tenant, $"assistants/{ada}/try", new { message = Question }, role: "agent");

        var answer = await UsageAsync(tenant);
        var item = Assert.Single(answer["items"]!.AsArray())!;
        Assert.Equal((ada, "Ada", "m", 2), (item["assistantId"]!.GetValue<Guid>(), item["assistantName"]!.GetValue<string>(), item["model"]!.GetValue<string>(), item["calls"]!.GetValue<int>()));
        Assert.Equal((296, 4, "EUR", 0.00078m), (item["inputTokens"]!.GetValue<int>(), item["outputTokens"]!.GetValue<int>(), item["currency"]!.GetValue<string>(), item["cost"]!.GetValue<decimal>()));
        Assert.Equal(DateTime.UtcNow.Year, DateOnly.Parse(item["day"]!.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture).Year);
        Assert.Equal(0.00078m, Assert.Single(answer["totals"]!.AsArray())!["cost"]!.GetValue<decimal>());
    }

    [Fact]
    public async Task WithoutAPrice_TokensAreCounted_AndNoMoneyIsMadeUp()
    {
        await using var fake = await FakeProvider.SayingAsync("Yes.", tokens: 100);
        var (tenant, ada) = await ShopAsync(fake, null);
        await AskAsync(tenant);
        var item = Assert.Single((await UsageAsync(tenant))["items"]!.AsArray())!;
        Assert.Equal((98, 2), (item["inputTokens"]!.GetValue<int>(), item["outputTokens"]!.GetValue<int>()));
        Assert.True(item["cost"] is null && item["currency"] is null);

        // A price that is set later counts from then on; what was before stays without.
        await PutAsync(tenant, fake, new { currency = "CHF", models = new[] { new { model = "M", inputPerMillion = 1m, outputPerMillion = 1m } } });
        await AskAsync(tenant);
        var totals = (await UsageAsync(tenant))["totals"]!.AsArray();
        Assert.Equal([null, 0.0001m], totals.Select(t => t!["cost"]?.GetValue<decimal>()));
        Assert.Equal(ada, (await UsageAsync(tenant))["items"]![1]!["assistantId"]!.GetValue<Guid>());

        // Left out they stay; without models they go.
        var kept = await host.SendAsync(HttpMethod.Put, tenant, "provider", new { kind = "openai", baseUrl = fake.Url, model = "m" });
        Assert.Equal("CHF", kept.Json!["prices"]!["currency"]!.GetValue<string>());
        var gone = await host.SendAsync(HttpMethod.Put, tenant, "provider", new { kind = "openai", baseUrl = fake.Url, model = "m", prices = new { models = Array.Empty<object>() } });
        Assert.Null(gone.Json!["prices"]);
    }

    [Fact]
    public async Task AnIntentsCall_AndAFallbacksAnswer_CountForWhoWasAsked()
    {
        await using var fake = await FakeProvider.StartAsync((http, call) => call switch
        {
            1 => FakeProvider.SayAsync(http, "none", 10),
            2 => FakeProvider.RefuseAsync(http, 404, "model_not_found", "The model does not exist"),
            _ => FakeProvider.SayAsync(http, "Bob here.", 30),
        });
        var (tenant, ada) = await ShopAsync(fake, null);
        var bob = (await host.SendAsync(HttpMethod.Post, tenant, "assistants", new { name = "Bob", model = "other" })).Json!["id"]!.GetValue<Guid>();
        await host.SendAsync(HttpMethod.Put, tenant, $"assistants/{ada}", new { name = "Ada", fallbackAssistantId = bob });
        await host.SendAsync(HttpMethod.Put, tenant, "routing", new { rules = new object[] { new { name = "own", intent = "wool_lovers", target = "people" } } });
        await AskAsync(tenant);
        var items = (await UsageAsync(tenant))["items"]!.AsArray();
        Assert.Equal([(ada, "m", 8L), (bob, "other", 28L)], items.Select(i => (i!["assistantId"]!.GetValue<Guid>(), i["model"]!.GetValue<string>(), i["inputTokens"]!.GetValue<long>())).OrderBy(i => i.Item2));
    }

    // What the provider counted it bills, whether or not anybody could use it.
    [Fact]
    public async Task AnswersNobodyCanUse_AreCountedToo()
    {
        await using var fake = await FakeProvider.StartAsync((http, call) => call switch
        {
            1 => FakeProvider.SayAsync(http, "", 50),
            2 => FakeProvider.RefuseAsync(http, 401, "invalid_api_key"),
            _ => FakeProvider.StreamAsync(http, FakeProvider.Pieces("")),
        });
        var (tenant, ada) = await ShopAsync(fake, null);
        var (failed, _) = await host.AskAsync<ReplyFailed>(tenant, "Do you sell gloves?");
        Assert.Equal("provider_invalid_answer", failed.Cause);
        Assert.Contains("50 tokens", failed.Trail.Single(s => s.Step == "ask_provider").Detail, StringComparison.Ordinal);
        await host.AskAsync<ReplyFailed>(tenant, "Do you sell gloves?");
        var item = Assert.Single((await UsageAsync(tenant))["items"]!.AsArray())!;
        Assert.Equal((ada, 1, 48, 2), (item["assistantId"]!.GetValue<Guid>(), (int)item["calls"]!, (int)item["inputTokens"]!, (int)item["outputTokens"]!));

        await host.AskAsync<ReplyFailed>(tenant, "Do you sell gloves?", streamed: true);
        item = Assert.Single((await UsageAsync(tenant))["items"]!.AsArray())!;
        Assert.Equal((2, 88, 4), ((int)item["calls"]!, (int)item["inputTokens"]!, (int)item["outputTokens"]!));
    }

    [Fact]
    public async Task AJudgementForSafety_CountsForNoAssistant()
    {
        await using var fake = await FakeProvider.SayingAsync("HARMLESS", tokens: 20);
        var (tenant, _) = await ShopAsync(fake, null);
        using var judged = await host.Http.PostAsJsonAsync(new Uri(host.Management, "/internal/assistantrouting/judge"), new { tenantId = tenant, kind = "serious", text = "x" }, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, judged.StatusCode);
        var item = Assert.Single((await UsageAsync(tenant))["items"]!.AsArray())!;
        Assert.Null(item["assistantId"]);
        Assert.Equal(20, item["inputTokens"]!.GetValue<int>() + item["outputTokens"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("{\"currency\":\"euro\",\"models\":[{\"model\":\"m\",\"inputPerMillion\":1,\"outputPerMillion\":1}]}", "prices.currency")]
    [InlineData("{\"currency\":\"EUR\",\"models\":[{\"model\":\"m\",\"inputPerMillion\":-1,\"outputPerMillion\":1}]}", "prices.models[0]")]
    [InlineData("{\"currency\":\"EUR\",\"models\":[{\"model\":\"m\",\"inputPerMillion\":1}]}", "prices.models[0]")]
    [InlineData("{\"currency\":\"EUR\",\"models\":[null]}", "prices.models[0]")]
    [InlineData("{\"currency\":\"EUR\",\"models\":[{\"model\":\"m\",\"inputPerMillion\":1,\"outputPerMillion\":1},{\"model\":\"M\",\"inputPerMillion\":1,\"outputPerMillion\":1}]}", "prices.models")]
    public async Task Put_BadPrices_NamesThePlace(string prices, string field)
    {
        var body = new JsonObject { ["kind"] = "openai", ["model"] = "m", ["apiKey"] = Key, ["prices"] = JsonNode.Parse(prices) };
        var answer = await host.SendAsync(HttpMethod.Put, RoutingHost.NewTenant(), "provider", body.ToJsonString());
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_request"), (answer.Status, answer.Code));
        Assert.NotNull(answer.Json!["errors"]![field]);
    }

    [Theory]
    [InlineData("from=yesterday", "admin", HttpStatusCode.BadRequest)]
    [InlineData("from=2026-11-02&to=2026-11-01", "admin", HttpStatusCode.BadRequest)]
    [InlineData("from=2020-01-01&to=2026-11-01", "admin", HttpStatusCode.BadRequest)]
    [InlineData("to=0001-01-01", "admin", HttpStatusCode.OK)]
    [InlineData("", "agent", HttpStatusCode.Forbidden)]
    public async Task Get_BadRangeOrRole_IsRefused(string query, string role, HttpStatusCode status) =>
        Assert.Equal(status, (await host.SendAsync(HttpMethod.Get, RoutingHost.NewTenant(), $"provider/usage?{query}", role: role)).Status);

    private async Task<JsonNode> UsageAsync(string tenant) => (await host.SendAsync(HttpMethod.Get, tenant, "provider/usage")).Json!;

    private async Task<VisitorMessageScreened> AskAsync(string tenant)
    {
        var screened = Turns.Screened(tenant, Question);
        await host.PublishAsync(screened);
        await host.Drafts.NextAsync<ReplyDrafted>(screened.Turn.TurnId);
        return screened;
    }

    private async Task<(string TenantId, Guid AssistantId)> ShopAsync(FakeProvider fake, object? prices)
    {
        var (tenant, assistant) = await host.NewShopAsync();
        await PutAsync(tenant, fake, prices);
        return (tenant, assistant);
    }

    private async Task PutAsync(string tenant, FakeProvider fake, object? prices)
    {
        var put = await host.SendAsync(HttpMethod.Put, tenant, "provider", new { kind = "openai", baseUrl = fake.Url, model = "m", apiKey = Key, prices });
        Assert.True(put.Status == HttpStatusCode.OK, put.Json?.ToJsonString());
    }
}

public sealed class StandaloneProviderCostTests(StandaloneRoutingHost host) : ProviderCostSuite(host);

public sealed class DistributedProviderCostTests(DistributedRoutingHost host) : ProviderCostSuite(host);
