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
    [InlineData("{\"rules\":[null]}", "rules[0]")]
    public async Task Put_BadRule_NamesThePlace(string body, string field)
    {
        var answer = await host.SendAsync(HttpMethod.Put, _tenant, "routing", body);
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_request"), (answer.Status, answer.Code));
        Assert.NotNull(answer.Json!["errors"]![field]);
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
