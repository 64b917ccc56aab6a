using System.Net;
using LiveChat.AssistantRouting.Tests.Hosting;
using Xunit;

namespace LiveChat.AssistantRouting.Tests.Knowledge;

/// <summary>The articles' routes.</summary>
public abstract class KnowledgeSuite(RoutingHost host)
{
    private readonly string _tenant = RoutingHost.NewTenant();

    [Fact]
    public async Task Article_ItsLife_KeepsVersionsAndTags()
    {
        var added = await host.SendAsync(HttpMethod.Post, _tenant, "knowledge", new { title = "Shipping", text = "We ship to Austria.", url = "/help", locale = "en" });
        var path = $"knowledge/{added.Json!["id"]}";
        Assert.Equal("\"1\"", added.ETag);
        var changed = await host.SendAsync(HttpMethod.Put, _tenant, path, new { title = "Shipping", text = "We ship to Austria and Italy." }, ifMatch: added.ETag);
        Assert.Equal((HttpStatusCode.OK, "\"2\""), (changed.Status, changed.ETag));
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await host.SendAsync(HttpMethod.Put, _tenant, path, new { title = "S", text = "T" }, ifMatch: added.ETag)).Status);
        var versions = await host.SendAsync(HttpMethod.Get, _tenant, $"{path}/versions", role: "viewer");
        var version = Assert.Single(versions.Json!["items"]!.AsArray())!;
        Assert.Equal((1, "We ship to Austria.", "Niamh"), (version["version"]!.GetValue<int>(), version["text"]!.GetValue<string>(), version["updatedBy"]!.GetValue<string>()));
        Assert.Equal(HttpStatusCode.NoContent, (await host.SendAsync(HttpMethod.Delete, _tenant, path)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await host.SendAsync(HttpMethod.Get, _tenant, path)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await host.SendAsync(HttpMethod.Delete, _tenant, path)).Status);
    }

    [Fact]
    public async Task Change_OfAnArticle_IsAnsweredFromAtOnce()
    {
        var added = await host.SendAsync(HttpMethod.Post, _tenant, "knowledge", new { title = "Garage", text = "## Opening hours\nThe garage is open from 9 to 17." });
        var assistant = await host.SendAsync(HttpMethod.Post, _tenant, "assistants", new { name = "Bo" });
        Assert.Contains("9 to 17", await TryAsync(assistant, "When is the garage open?"), StringComparison.Ordinal);
        await host.SendAsync(HttpMethod.Put, _tenant, $"knowledge/{added.Json!["id"]}", new { title = "Garage", text = "## Opening hours\nThe garage is open from 7 to 12." });
        Assert.Contains("7 to 12", await TryAsync(assistant, "When is the garage open?"), StringComparison.Ordinal);
        await host.SendAsync(HttpMethod.Delete, _tenant, $"knowledge/{added.Json["id"]}");
        Assert.Contains("don't know", await TryAsync(assistant, "When is the garage open?"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_PagesWithoutGapsOrRepeats()
    {
        for (var i = 0; i < 7; i++) await host.SendAsync(HttpMethod.Post, _tenant, "knowledge", new { title = $"Article {i}", text = "Text" });
        var titles = new List<string>();
        string? cursor = null;
        do
        {
            var page = await host.SendAsync(HttpMethod.Get, _tenant, $"knowledge?limit=3&cursor={cursor}");
            titles.AddRange(page.Json!["items"]!.AsArray().Select(a => a!["title"]!.GetValue<string>()));
            cursor = page.Json["nextCursor"]?.GetValue<string>();
        }
        while (cursor is not null);
        Assert.Equal(Enumerable.Range(0, 7).Reverse().Select(i => $"Article {i}"), titles);
    }

    [Fact]
    public async Task Search_FindsPassages_WithHighlights()
    {
        var (tenant, _) = await host.NewShopAsync();
        var found = await host.SendAsync(HttpMethod.Get, tenant, "knowledge/search?q=moth%20holes%20repaired&limit=3", role: "viewer");
        var hit = found.Json!["items"]![0]!;
        Assert.Equal("Repairs", hit["article"]!["title"]!.GetValue<string>());
        var snippet = hit["snippet"]!.GetValue<string>();
        var marked = hit["highlights"]!.AsArray().Select(h => snippet.Substring(h!["start"]!.GetValue<int>(), h["length"]!.GetValue<int>())).ToList();
        Assert.Contains("moth", marked);
        Assert.Contains("repair", marked);
    }

    [Theory]
    [InlineData("{\"text\":\"x\"}", "title")]
    [InlineData("{\"title\":\"x\"}", "text")]
    [InlineData("{\"title\":\"x\",\"text\":\"y\",\"url\":\"javascript:alert(1)\"}", "url")]
    [InlineData("{\"title\":\"x\",\"text\":\"y\",\"url\":\"//evil.example\"}", "url")]
    [InlineData("{\"title\":\"x\",\"text\":\"y\",\"locale\":\"a b\"}", "locale")]
    [InlineData("{\"title\":\"x\",\"text\":\"y\\u0000\"}", "text")]
    public async Task Post_BadInput_NamesTheField(string body, string field)
    {
        var answer = await host.SendAsync(HttpMethod.Post, _tenant, "knowledge", body);
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_request"), (answer.Status, answer.Code));
        Assert.NotNull(answer.Json!["errors"]![field]);
    }

    [Theory]
    [InlineData("knowledge/search", HttpStatusCode.BadRequest)]
    [InlineData("knowledge/search?q=x&limit=0", HttpStatusCode.BadRequest)]
    [InlineData("knowledge/search?q=x&limit=x", HttpStatusCode.BadRequest)]
    [InlineData("knowledge?limit=0", HttpStatusCode.BadRequest)]
    [InlineData("knowledge?cursor=x", HttpStatusCode.BadRequest)]
    [InlineData("knowledge/not-a-guid", HttpStatusCode.NotFound)]
    public async Task Get_BadQuery_IsRefused(string path, HttpStatusCode expected) =>
        Assert.Equal(expected, (await host.SendAsync(HttpMethod.Get, _tenant, path)).Status);

    [Fact]
    public async Task OtherTenants_SeeNothing()
    {
        var added = await host.SendAsync(HttpMethod.Post, _tenant, "knowledge", new { title = "Secret", text = "Secret" });
        Assert.Equal(HttpStatusCode.NotFound, (await host.SendAsync(HttpMethod.Get, RoutingHost.NewTenant(), $"knowledge/{added.Json!["id"]}")).Status);
    }

    private async Task<string> TryAsync(Answer assistant, string message) =>
        (await host.SendAsync(HttpMethod.Post, _tenant, $"assistants/{assistant.Json!["id"]}/try", new { message })).Json!["reply"]!["text"]!.GetValue<string>();
}

public sealed class StandaloneKnowledgeTests(StandaloneRoutingHost host) : KnowledgeSuite(host);

public sealed class DistributedKnowledgeTests(DistributedRoutingHost host) : KnowledgeSuite(host);
