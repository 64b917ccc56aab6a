namespace LiveChat.WidgetAuth.Tests.Tenants;

public sealed class OperatorTests(WidgetAuthHost host)
{
    [Theory]
    [InlineData("A-Upper", "id")]
    [InlineData("x", "id")]
    [InlineData("-dash", "id")]
    [InlineData("späti", "id")]
    public async Task Create_BadId_Is400(string id, string field)
    {
        var answer = await host.PostAsync("/api/operator/tenants", new { id, name = "N", ownerEmail = "a@b.example" }, WidgetAuthHost.OperatorKey);
        Assert.Equal("invalid_request", answer.Code);
        Assert.NotNull(answer.Body!["errors"]![field]);
    }

    [Fact]
    public async Task Create_TakenOrErasedId_IsConflict()
    {
        var tenant = await host.TenantAsync();
        var again = new { id = tenant.Id, name = "N", ownerEmail = "a@b.example" };
        Assert.Equal("conflict", (await host.PostAsync("/api/operator/tenants", again, WidgetAuthHost.OperatorKey)).Code);
        (await host.SendAsync(HttpMethod.Delete, $"/api/operator/tenants/{tenant.Id}", WidgetAuthHost.OperatorKey)).Must(HttpStatusCode.NoContent);
        Assert.Equal("conflict", (await host.PostAsync("/api/operator/tenants", again, WidgetAuthHost.OperatorKey)).Code);
        Assert.Equal("tenant_not_found", (await host.GetAsync($"/api/operator/tenants/{tenant.Id}", WidgetAuthHost.OperatorKey)).Code);
    }

    [Fact]
    public async Task WrongKey_IsTokenInvalid()
    {
        var answer = await host.GetAsync("/api/operator/tenants", WidgetAuthHost.OperatorKey + "x");
        Assert.Equal((HttpStatusCode.Unauthorized, "token_invalid"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Limits_SetByTheOperatorOnly_ReadByStaff()
    {
        var tenant = await host.TenantAsync();
        var path = $"/api/tenants/{tenant.Id}/limits";
        Assert.Equal(20, (await host.GetAsync(path, tenant.Token)).Body!["messagesPerMinutePerSession"]!.GetValue<int>());
        Assert.Equal("token_wrong_kind", (await host.SendAsync(HttpMethod.Put, path, tenant.Token, new { })).Code);
        var put = (await host.SendAsync(HttpMethod.Put, path, WidgetAuthHost.OperatorKey, new { conversationsPerMonth = 10, atLimit = "people" })).Must(HttpStatusCode.OK);
        Assert.Equal(10, put.Body!["conversationsPerMonth"]!.GetValue<int>());
        Assert.Equal("invalid_request", (await host.SendAsync(HttpMethod.Put, path, WidgetAuthHost.OperatorKey, new { requestsPerMinute = -1 })).Code);
        Assert.Equal("people", (await host.GetAsync(path, tenant.Token)).Text("atLimit"));
    }

    [Fact]
    public async Task Snapshot_AscendsAndTellsOnlyWhatChanged()
    {
        var first = await host.TenantAsync();
        var before = (await SnapshotAsync(0)).Body!["version"]!.GetValue<long>();
        var second = await host.TenantAsync();
        var changed = (await SnapshotAsync(before)).Body!;
        var ids = changed["items"]!.AsArray().Select(item => item!["tenantId"]!.GetValue<string>()).ToList();
        Assert.Contains(second.Id, ids);
        Assert.DoesNotContain(first.Id, ids);
        Assert.True(changed["version"]!.GetValue<long>() > before);
    }

    private Task<Answer> SnapshotAsync(long since) =>
        host.GetAsync(new Uri(host.ManagementUrl, $"/internal/widgetauth/tenants?since={since}&limit=1000").ToString());
}
