using LiveChat.Contracts;
using LiveChat.ServiceDefaults;
using Microsoft.Extensions.DependencyInjection;

namespace LiveChat.WidgetAuth.Tests.Audit;

public sealed class AuditTests(WidgetAuthHost host)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryChange_IsThereWithBeforeAndAfter()
    {
        var tenant = await host.TenantAsync();
        var (colleague, colleagueToken, email) = await host.ColleagueAsync(tenant, "agent");
        var settings = (await host.GetAsync($"/api/tenants/{tenant.Id}/widget", tenant.Token)).Body!;
        settings["name"] = "After";
        (await host.SendAsync(HttpMethod.Put, $"/api/tenants/{tenant.Id}/widget", tenant.Token, settings)).Must(HttpStatusCode.OK);
        (await host.PostAsync($"/api/tenants/{tenant.Id}/widget/allowed-domains", new { domain = "shop.example" }, tenant.Token)).Must(HttpStatusCode.OK);
        var token = await host.MintAsync(tenant);
        (await host.SendAsync(HttpMethod.Delete, $"/api/tenants/{tenant.Id}/widget/tokens/{token.Text("id")}", tenant.Token)).Must(HttpStatusCode.NoContent);
        (await host.SendAsync(HttpMethod.Patch, $"/api/tenants/{tenant.Id}/users/{colleague}", tenant.Token, new { role = "admin" })).Must(HttpStatusCode.OK);
        (await host.SendAsync(HttpMethod.Put, $"/api/tenants/{tenant.Id}/limits", WidgetAuthHost.OperatorKey, new { requestsPerMinute = 7 })).Must(HttpStatusCode.OK);
        (await host.SendAsync(HttpMethod.Patch, $"/api/operator/tenants/{tenant.Id}", WidgetAuthHost.OperatorKey, new { name = "Renamed" })).Must(HttpStatusCode.OK);
        (await host.PostAsync("/api/auth/password", new { currentPassword = TestTenant.Password, newPassword = "another horse battery" }, tenant.Token)).Must(HttpStatusCode.NoContent);
        (await host.SendAsync(HttpMethod.Delete, $"/api/tenants/{tenant.Id}/users/{colleague}", tenant.Token)).Must(HttpStatusCode.NoContent);

        var entries = await EntriesAsync(tenant, "?limit=100");
        Assert.Equal(
            ["user.removed", "user.password_changed", "tenant.changed", "limits.changed", "user.role_changed", "widget_token.revoked", "widget_token.minted",
                "allowed_domain.added", "widget.changed", "user.joined", "user.invited", "user.joined", "tenant.created"],
            entries.Select(entry => (string)entry!["action"]!));
        foreach (var action in (string[])["tenant.changed", "limits.changed", "user.role_changed", "allowed_domain.added", "widget.changed"])
        {
            var entry = entries.First(e => (string)e!["action"]! == action)!;
            Assert.NotEqual((string)entry["before"]!, (string)entry["after"]!);
            Assert.Equal("127.0.0.1", (string)entry["address"]!);
        }
        Assert.Contains("After", (string)entries.First(e => (string)e!["action"]! == "widget.changed")!["after"]!, StringComparison.Ordinal);
        var all = string.Join('\n', entries.Select(entry => entry!.ToJsonString()));
        foreach (var secret in (string[])[TestTenant.Password, "another horse battery", token.Text("token"), tenant.Token, colleagueToken, tenant.RefreshToken])
            Assert.DoesNotContain(secret, all, StringComparison.Ordinal);
        Assert.Contains(email, all, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_PagesAndFilters()
    {
        var tenant = await host.TenantAsync();
        for (var i = 0; i < 5; i++)
            (await host.PostAsync($"/api/tenants/{tenant.Id}/widget/allowed-domains", new { domain = $"shop{i}.example" }, tenant.Token)).Must(HttpStatusCode.OK);
        var first = (await host.GetAsync($"/api/tenants/{tenant.Id}/audit?limit=3", tenant.Token)).Must(HttpStatusCode.OK);
        var second = await host.GetAsync($"/api/tenants/{tenant.Id}/audit?limit=100&cursor={first.Text("nextCursor")}", tenant.Token);
        var ids = first.Body!["items"]!.AsArray().Concat(second.Body!["items"]!.AsArray()).Select(e => (string)e!["id"]!).ToList();
        Assert.Equal(7, ids.Distinct().Count());
        Assert.Equal(7, ids.Count);

        Assert.Equal(5, (await EntriesAsync(tenant, "?action=allowed_domain")).Count);
        Assert.Equal(5, (await EntriesAsync(tenant, "?action=allowed_domain.added")).Count);
        Assert.Empty(await EntriesAsync(tenant, "?action=allowed%25"));
        Assert.Empty(await EntriesAsync(tenant, "?action=allowed-domain"));
        Assert.Single(await EntriesAsync(tenant, "?target=shop3.example"));
        var owner = (await host.GetAsync("/api/auth/me", tenant.Token)).Body!["user"]!["id"]!.GetValue<Guid>();
        Assert.Equal(5, (await EntriesAsync(tenant, $"?actorId={owner}")).Count);
        Assert.Empty(await EntriesAsync(tenant, $"?from={DateTime.UtcNow.AddHours(1):yyyy-MM-ddTHH:mm:ssZ}"));
        Assert.Equal(7, (await EntriesAsync(tenant, $"?to={DateTime.UtcNow.AddHours(1):yyyy-MM-ddTHH:mm:ssZ}")).Count);
        foreach (var (query, field) in ((string, string)[])[("actorId=me", "actorId"), ("from=yesterday", "from"), ("to=x", "to"), ($"action={new string('a', 65)}", "action")])
        {
            var answer = await host.GetAsync($"/api/tenants/{tenant.Id}/audit?{query}", tenant.Token);
            Assert.Equal("invalid_request", answer.Code);
            Assert.NotNull(answer.Body!["errors"]![field]);
        }
    }

    [Fact]
    public async Task AnotherServicesChange_IsOneEntryHoweverOftenItComes()
    {
        var tenant = await host.TenantAsync();
        var change = new SettingsChanged(
            Guid.CreateVersion7(), tenant.Id, "safety.changed", null, Guid.NewGuid(), "Ada", "{\"a\":1}", "{\"a\":2}", "10.1.2.3", "request-12345", DateTimeOffset.UtcNow);
        var bus = host.Services.GetRequiredService<IEventBus>();
        await bus.PublishAsync(change, null, Ct);
        await bus.PublishAsync(change, null, Ct);
        await bus.PublishAsync(change with { ChangeId = Guid.CreateVersion7(), Action = "safety.done" }, null, Ct);
        List<JsonNode?> entries = [];
        for (var i = 0; i < 100 && entries.All(e => (string)e!["action"]! != "safety.done"); i++)
        {
            await Task.Delay(50, Ct);
            entries = await EntriesAsync(tenant, "?action=safety");
        }
        var entry = Assert.Single(entries, e => (string)e!["action"]! == "safety.changed")!;
        Assert.Equal(("Ada", "{\"a\":2}", "10.1.2.3"), ((string)entry["actorName"]!, (string)entry["after"]!, (string)entry["address"]!));
    }

    [Theory]
    [InlineData("approved", "sent", "Ada")]
    [InlineData("edited", "sent", "Ada")]
    [InlineData("rejected", "handover", "Ada")]
    [InlineData("withdrawn", "none", "Ada")]
    [InlineData("expired", "handover", null)]
    public async Task ReviewDecision_IsOneEntryByWhom_WithoutTexts(string status, string outcome, string? by)
    {
        var tenant = await host.TenantAsync();
        var (who, at) = (Guid.CreateVersion7(), DateTimeOffset.UtcNow);
        var review = new ReviewView(
            Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), "the reply", "the question", [new ReviewReason("blockedKeywords", "x", null, "reply")],
            status, by, at, at.AddMinutes(10), "handover", by is null ? null : who, at, outcome, "because the question", "Ada the assistant", "en");
        var bus = host.Services.GetRequiredService<IEventBus>();
        foreach (var _ in (int[])[1, 2])
            await bus.PublishAsync(new ReviewResolved(tenant.Id, "request-12345", review), null, Ct);
        await bus.PublishAsync(new ReviewResolved(tenant.Id, "request-12345", review with { Id = Guid.CreateVersion7(), Status = "done" }), null, Ct);
        List<JsonNode?> entries = [];
        for (var i = 0; i < 100 && entries.All(e => (string)e!["action"]! != "review.done"); i++)
        {
            await Task.Delay(50, Ct);
            entries = await EntriesAsync(tenant, "?action=review");
        }
        var entry = Assert.Single(entries, e => (string)e!["action"]! == $"review.{status}")!;
        Assert.Equal((by ?? "LiveChat", (string?)review.Id.ToString(), by is null ? null : (Guid?)who), ((string)entry["actorName"]!, (string?)entry["target"], (Guid?)entry["actorId"]));
        Assert.Contains($"\"outcome\":\"{outcome}\"", (string)entry["after"]!, StringComparison.Ordinal);
        Assert.DoesNotContain("question", entry.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("the reply", entry.ToJsonString(), StringComparison.Ordinal);
    }

    private async Task<List<JsonNode?>> EntriesAsync(TestTenant tenant, string query) =>
        [.. (await host.GetAsync($"/api/tenants/{tenant.Id}/audit{query}", tenant.Token)).Must(HttpStatusCode.OK).Body!["items"]!.AsArray()];
}
