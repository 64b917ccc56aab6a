using System.Net;
using LiveChat.AssistantRouting.Tests.Hosting;
using LiveChat.Contracts;
using LiveChat.ServiceDefaults;
using Xunit;

namespace LiveChat.AssistantRouting.Tests.Assistants;

/// <summary>The assistants' routes, and the facts that chat reads.</summary>
public abstract class AssistantSuite(RoutingHost host)
{
    private readonly string _tenant = RoutingHost.NewTenant();

    [Fact]
    public async Task Default_AlwaysExactlyOne()
    {
        var ada = await AddAsync("Ada");
        var bob = await AddAsync("Bob");
        Assert.Equal(["Ada"], await DefaultsAsync());
        Assert.Equal(HttpStatusCode.NoContent, (await host.SendAsync(HttpMethod.Put, _tenant, $"assistants/{bob}/default")).Status);
        Assert.Equal(["Bob"], await DefaultsAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await host.SendAsync(HttpMethod.Put, _tenant, $"assistants/{Guid.NewGuid()}/default")).Status);
        Assert.Equal(["Bob"], await DefaultsAsync());

        var refused = await host.SendAsync(HttpMethod.Delete, _tenant, $"assistants/{bob}");
        Assert.Equal((HttpStatusCode.Conflict, "conflict"), (refused.Status, refused.Code));
        Assert.Equal(HttpStatusCode.NoContent, (await host.SendAsync(HttpMethod.Delete, _tenant, $"assistants/{ada}")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await host.SendAsync(HttpMethod.Delete, _tenant, $"assistants/{bob}")).Status);
        Assert.Empty(await DefaultsAsync());
    }

    [Fact]
    public async Task MakeDefault_RacedByMany_LeavesOne()
    {
        var ids = new[] { await AddAsync("A"), await AddAsync("B"), await AddAsync("C") };
        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => host.SendAsync(HttpMethod.Put, _tenant, $"assistants/{ids[i % 3]}/default")));
        Assert.Single(await DefaultsAsync());
    }

    [Fact]
    public async Task Put_WithStaleTag_Is412()
    {
        var id = await AddAsync("Ada");
        var read = await host.SendAsync(HttpMethod.Get, _tenant, $"assistants/{id}", role: "viewer");
        var changed = await host.SendAsync(HttpMethod.Put, _tenant, $"assistants/{id}", new { name = "Ada 2", greeting = new { en = "Hello", de = "Hallo" } }, ifMatch: read.ETag);
        Assert.Equal(HttpStatusCode.OK, changed.Status);
        Assert.Equal("Hallo", changed.Json!["greeting"]!["de"]!.GetValue<string>());
        var stale = await host.SendAsync(HttpMethod.Put, _tenant, $"assistants/{id}", new { name = "Ada 3" }, ifMatch: read.ETag);
        Assert.Equal((HttpStatusCode.PreconditionFailed, "stale_version"), (stale.Status, stale.Code));
    }

    [Theory]
    [InlineData("{}", "name")]
    [InlineData("{\"name\":\"  \"}", "name")]
    [InlineData("{\"name\":5}", "name")]
    [InlineData("{\"name\":\"A\\u0000\"}", "name")]
    [InlineData("{\"name\":\"A\",\"greeting\":[1]}", "greeting")]
    [InlineData("{\"name\":\"A\",\"language\":\"<script>\"}", "language")]
    [InlineData("{\"name\":\"A\",\"temperature\":2.1}", "temperature")]
    [InlineData("{\"name\":\"A\",\"maxTokens\":15}", "maxTokens")]
    [InlineData("{\"name\":\"A\",\"provider\":\"acme\"}", "provider")]
    [InlineData("{\"name\":\"A\",\"fallbackAssistantId\":\"0190a0c0-0000-7000-8000-000000000000\"}", "fallbackAssistantId")]
    [InlineData("{\"name\":\"A\",\"suggestions\":[\"1\",\"2\",\"3\",\"4\",\"5\",\"6\",\"7\",\"8\",\"9\"]}", "suggestions")]
    public async Task Post_BadInput_NamesTheField(string body, string field)
    {
        var answer = await host.SendAsync(HttpMethod.Post, _tenant, "assistants", body);
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_request"), (answer.Status, answer.Code));
        Assert.NotNull(answer.Json!["errors"]![field]);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("[]")]
    [InlineData("null")]
    public async Task Post_NoObject_Is400(string body) =>
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_request"), Both(await host.SendAsync(HttpMethod.Post, _tenant, "assistants", body)));

    [Fact]
    public async Task Post_MoreThanTheLimit_Is409()
    {
        for (var i = 0; i < 5; i++) await AddAsync($"A{i}");
        Assert.Equal((HttpStatusCode.Conflict, "conflict"), Both(await host.SendAsync(HttpMethod.Post, _tenant, "assistants", new { name = "one more" })));
    }

    [Fact]
    public async Task Roles_AreKept()
    {
        Assert.Equal(HttpStatusCode.Forbidden, (await host.SendAsync(HttpMethod.Post, _tenant, "assistants", new { name = "A" }, role: "agent")).Status);
        Assert.Equal(HttpStatusCode.OK, (await host.SendAsync(HttpMethod.Get, _tenant, "assistants", role: "viewer")).Status);
    }

    [Fact]
    public async Task Try_AnswersAndStoresNothing()
    {
        var (tenant, id) = await host.NewShopAsync();
        var known = await host.SendAsync(HttpMethod.Post, tenant, $"assistants/{id}/try", new { message = "Can I wash it at 60°?" }, role: "agent");
        Assert.StartsWith("No.", known.Json!["reply"]!["text"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("Washing and care", known.Json["reply"]!["sources"]![0]!["title"]!.GetValue<string>());
        var unknown = await host.SendAsync(HttpMethod.Post, tenant, $"assistants/{id}/try", new { message = "Do you sell gloves?" });
        Assert.False(unknown.Json!["reply"]!["known"]!.GetValue<bool>());
        var person = await host.SendAsync(HttpMethod.Post, tenant, $"assistants/{id}/try", new { message = "I want a human" });
        Assert.Equal("visitor_asked", person.Json!["handover"]!["cause"]!.GetValue<string>());
        Assert.Empty((await host.SendAsync(HttpMethod.Get, tenant, "knowledge/unanswered")).Json!["items"]!.AsArray());
    }

    [Fact]
    public async Task Default_TakenAway_LeavesTheAssistantAndNoDefault()
    {
        var id = await AddAsync("Ada");
        Assert.Equal(HttpStatusCode.Forbidden, (await host.SendAsync(HttpMethod.Delete, _tenant, $"assistants/{id}/default", role: "agent")).Status);
        Assert.Equal(["Ada"], await DefaultsAsync());

        Assert.Equal(HttpStatusCode.NoContent, (await host.SendAsync(HttpMethod.Delete, _tenant, $"assistants/{id}/default")).Status);

        Assert.Empty(await DefaultsAsync());
        Assert.Null((await FactsAsync()).DefaultAssistantId);
        Assert.Equal(HttpStatusCode.OK, (await host.SendAsync(HttpMethod.Get, _tenant, $"assistants/{id}")).Status);
        // A second one is no default either: the tenant said that it wants none.
        await AddAsync("Bob");
        Assert.Empty(await DefaultsAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await host.SendAsync(HttpMethod.Delete, _tenant, $"assistants/{Guid.NewGuid()}/default")).Status);
    }

    [Fact]
    public async Task Facts_FollowEveryChange()
    {
        var id = await AddAsync("Ada", "Hi, I'm Ada");
        var facts = await FactsAsync();
        Assert.Equal((id, "Ada", "Hi, I'm Ada", false, false), (facts.DefaultAssistantId!.Value, facts.DefaultAssistantName!, facts.DefaultAssistantGreeting!, facts.HasActiveRules, facts.PeopleOnly));
        await host.SendAsync(HttpMethod.Put, _tenant, "routing", new { peopleOnly = true, rules = new[] { new { name = "r", target = "people" } } });
        var changed = await FactsAsync();
        Assert.True(changed is { HasActiveRules: true, PeopleOnly: true } && changed.Version > facts.Version);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Http.GetAsync(new Uri("/internal/assistantrouting/facts", UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode);
    }

    private static (HttpStatusCode Status, string? Code) Both(Answer answer) => (answer.Status, answer.Code);

    private async Task<Guid> AddAsync(string name, string? greeting = null)
    {
        var added = await host.SendAsync(HttpMethod.Post, _tenant, "assistants", new { name, greeting });
        Assert.Equal(HttpStatusCode.Created, added.Status);
        return added.Json!["id"]!.GetValue<Guid>();
    }

    private async Task<List<string>> DefaultsAsync() =>
        [.. (await host.SendAsync(HttpMethod.Get, _tenant, "assistants")).Json!["items"]!.AsArray()
            .Where(a => a!["isDefault"]!.GetValue<bool>()).Select(a => a!["name"]!.GetValue<string>())];

    private async Task<AssistantFacts> FactsAsync()
    {
        var (since, found) = (0L, default(AssistantFacts));
        while (true)
        {
            using var response = await host.Http.GetAsync(new Uri(host.Management, $"/internal/assistantrouting/facts?since={since}&limit=3"), TestContext.Current.CancellationToken);
            var page = System.Text.Json.JsonSerializer.Deserialize<SnapshotPage<AssistantFacts>>(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), JsonDefaults.Options)!;
            found = page.Items.LastOrDefault(f => f.TenantId == _tenant) ?? found;
            since = page.Version;
            if (!page.More) return found!;
        }
    }
}

public sealed class StandaloneAssistantTests(StandaloneRoutingHost host) : AssistantSuite(host);

public sealed class DistributedAssistantTests(DistributedRoutingHost host) : AssistantSuite(host);
