using LiveChat.ServiceDefaults.Authentication;
using Microsoft.Extensions.DependencyInjection;

namespace LiveChat.WidgetAuth.Tests.ApiKeys;

public sealed class ApiKeyTests(WidgetAuthHost host)
{
    [Fact]
    public async Task Make_ShowsTheKeyOnce()
    {
        var tenant = await host.TenantAsync();
        var made = await MakeAsync(tenant, new { name = "CRM", scopes = (string[])["conversations:read"] });
        var key = made.Text("key");
        Assert.StartsWith($"lck_{tenant.Id}_", key, StringComparison.Ordinal);
        Assert.Equal("viewer", made.Text("role"));
        var listed = (await host.GetAsync(Route(tenant), tenant.Token)).Must(HttpStatusCode.OK);
        var item = Assert.Single(listed.Body!["items"]!.AsArray())!;
        Assert.Equal(("CRM", "active"), ((string)item["name"]!, (string)item["status"]!));
        Assert.StartsWith((string)item["prefix"]!, key, StringComparison.Ordinal);
        Assert.DoesNotContain(key, listed.Body.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain(ApiKeyForm.Hash(key), listed.Body.ToJsonString(), StringComparison.Ordinal);
        var audit = (await host.GetAsync($"/api/tenants/{tenant.Id}/audit", tenant.Token)).Body!.ToJsonString();
        Assert.Contains("api_key.made", audit, StringComparison.Ordinal);
        Assert.DoesNotContain(key, audit, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_OpensWhatItsScopesAndRoleName()
    {
        var tenant = await host.TenantAsync();
        var reader = (await MakeAsync(tenant, new { name = "Reader", scopes = (string[])["widget:read", "audit:read"] })).Text("key");
        (await host.GetAsync($"/api/tenants/{tenant.Id}/widget", reader)).Must(HttpStatusCode.OK);
        // The scope is there, the role (viewer) is too low.
        Assert.Equal("forbidden", (await host.GetAsync($"/api/tenants/{tenant.Id}/audit", reader)).Code);
        var writes = await host.PostAsync($"/api/tenants/{tenant.Id}/widget/allowed-domains", new { domain = "shop.example" }, reader);
        Assert.Equal((HttpStatusCode.Forbidden, "forbidden"), (writes.Status, writes.Code));
        var unscoped = await host.GetAsync($"/api/tenants/{tenant.Id}/limits", reader);
        Assert.Equal((HttpStatusCode.Forbidden, "forbidden"), (unscoped.Status, unscoped.Code));
        Assert.Contains("limits:read", unscoped.Text("detail"), StringComparison.Ordinal);

        var writer = (await MakeAsync(tenant, new { name = "Writer", role = "admin", scopes = (string[])["*:write"] })).Text("key");
        (await host.PostAsync($"/api/tenants/{tenant.Id}/widget/allowed-domains", new { domain = "shop.example" }, writer)).Must(HttpStatusCode.OK);
        (await host.GetAsync($"/api/tenants/{tenant.Id}/audit", writer)).Must(HttpStatusCode.OK);
        // Its name stands in the audit.
        Assert.Contains("Writer", (await host.GetAsync($"/api/tenants/{tenant.Id}/audit", tenant.Token)).Body!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_NeverMakesPeopleOrKeysAndIsNobody()
    {
        var tenant = await host.TenantAsync();
        var key = (await MakeAsync(tenant, new { name = "All", role = "admin", scopes = (string[])["*:write"] })).Text("key");
        foreach (var path in (string[])["users", "api-keys"])
        {
            Assert.Equal("forbidden", (await host.GetAsync($"/api/tenants/{tenant.Id}/{path}", key)).Code);
            Assert.Equal("forbidden", (await host.PostAsync($"/api/tenants/{tenant.Id}/{path}", new { email = "a@b.example", role = "admin" }, key)).Code);
        }
        Assert.Equal("forbidden", (await host.GetAsync($"/api/tenants/{tenant.Id}/API-KEYS", key)).Code);
        foreach (var answer in (Answer[])[
            await host.GetAsync("/api/auth/me", key),
            await host.PostAsync("/api/auth/switch", new { tenantId = tenant.Id }, key),
            await host.PostAsync("/api/auth/password", new { currentPassword = "x", newPassword = "y" }, key)])
            Assert.Equal((HttpStatusCode.Unauthorized, "token_wrong_kind"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Key_OfAnotherTenant_IsTenantMismatch()
    {
        var mine = await host.TenantAsync();
        var theirs = await host.TenantAsync();
        var key = (await MakeAsync(mine, new { name = "Mine", role = "admin", scopes = (string[])["*:write"] })).Text("key");
        var answer = await host.GetAsync($"/api/tenants/{theirs.Id}/widget", key);
        Assert.Equal((HttpStatusCode.Forbidden, "tenant_mismatch"), (answer.Status, answer.Code));
        // Another tenant's name in front of my secret is no key.
        var forged = key.Replace(mine.Id, theirs.Id, StringComparison.Ordinal);
        Assert.Equal("token_invalid", (await host.GetAsync($"/api/tenants/{theirs.Id}/widget", forged)).Code);
    }

    [Fact]
    public async Task Key_Revoked_IsToldAtOnce()
    {
        var tenant = await host.TenantAsync();
        var made = await MakeAsync(tenant, new { name = "Old", scopes = (string[])["widget:read"] });
        (await host.GetAsync($"/api/tenants/{tenant.Id}/widget", made.Text("key"))).Must(HttpStatusCode.OK);
        (await host.SendAsync(HttpMethod.Delete, $"{Route(tenant)}/{made.Text("id")}", tenant.Token)).Must(HttpStatusCode.NoContent);
        (await host.SendAsync(HttpMethod.Delete, $"{Route(tenant)}/{made.Text("id")}", tenant.Token)).Must(HttpStatusCode.NoContent);
        var answer = await host.GetAsync($"/api/tenants/{tenant.Id}/widget", made.Text("key"));
        Assert.Equal((HttpStatusCode.Unauthorized, "token_revoked"), (answer.Status, answer.Code));
        Assert.Equal("not_found", (await host.SendAsync(HttpMethod.Delete, $"{Route(tenant)}/{Guid.NewGuid()}", tenant.Token)).Code);
        var other = await host.TenantAsync();
        Assert.Equal("not_found", (await host.SendAsync(HttpMethod.Delete, $"{Route(other)}/{made.Text("id")}", other.Token)).Code);
    }

    [Fact]
    public async Task Key_Expired_SaysWhen()
    {
        var tenant = await host.TenantAsync();
        var key = (await MakeAsync(tenant, new { name = "Short", scopes = (string[])["widget:read"], expiresInDays = 1 })).Text("key");
        (await host.GetAsync($"/api/tenants/{tenant.Id}/widget", key)).Must(HttpStatusCode.OK);
        var answer = await host.GetAsync($"/api/tenants/{tenant.Id}/widget", key, shift: 90_000);
        Assert.Equal("token_expired", answer.Code);
        Assert.NotNull(answer.Body!["expiredAt"]);
    }

    [Fact]
    public async Task Key_OfASuspendedTenant_IsToldSo()
    {
        var tenant = await host.TenantAsync();
        var key = (await MakeAsync(tenant, new { name = "K", scopes = (string[])["widget:read"] })).Text("key");
        (await host.SendAsync(HttpMethod.Patch, $"/api/operator/tenants/{tenant.Id}", WidgetAuthHost.OperatorKey, new { status = "suspended" })).Must(HttpStatusCode.OK);
        Assert.Equal("tenant_suspended", (await host.GetAsync($"/api/tenants/{tenant.Id}/widget", key)).Code);
    }

    [Theory]
    [InlineData("lck_", "token_malformed")]
    [InlineData("lck__", "token_malformed")]
    [InlineData("lck_nobody_short", "token_malformed")]
    [InlineData("lck_nobody_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "token_invalid")]
    [InlineData("lck_../etc_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "token_invalid")]
    [InlineData("LCK_nobody_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "token_malformed")]
    public async Task Key_MadeUp_IsRefused(string key, string code)
    {
        var answer = await host.GetAsync("/api/tenants/any/probe/viewer", key);
        Assert.Equal((HttpStatusCode.Unauthorized, code), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Make_UnreasonableInput_NamesTheFields()
    {
        var tenant = await host.TenantAsync();
        foreach (var (body, field) in ((object, string)[])[
            (new { scopes = (string[])["widget:read"] }, "name"),
            (new { name = "x" }, "scopes"),
            (new { name = "x", scopes = (string[])["users:write"] }, "scopes"),
            (new { name = "x", scopes = (string[])["widget:delete"] }, "scopes"),
            (new { name = "x", scopes = (string[])["widget:read"], role = "owner" }, "role"),
            (new { name = "x", scopes = (string[])["widget:read"], expiresInDays = 0 }, "expiresInDays")])
        {
            var answer = await host.PostAsync(Route(tenant), body, tenant.Token);
            Assert.Equal("invalid_request", answer.Code);
            Assert.NotNull(answer.Body!["errors"]![field]);
        }
        var (_, agent, _) = await host.ColleagueAsync(tenant, "agent");
        Assert.Equal("forbidden", (await host.PostAsync(Route(tenant), new { name = "x", scopes = (string[])["*:read"] }, agent)).Code);
    }

    [Fact]
    public async Task Used_IsListed()
    {
        var tenant = await host.TenantAsync();
        var key = (await MakeAsync(tenant, new { name = "K", scopes = (string[])["widget:read"] })).Text("key");
        (await host.GetAsync($"/api/tenants/{tenant.Id}/widget", key)).Must(HttpStatusCode.OK);
        JsonNode? lastUsed = null;
        for (var i = 0; i < 100 && lastUsed is null; i++)
        {
            await host.Services.GetRequiredService<CredentialUses>().FlushAsync(TestContext.Current.CancellationToken);
            await Task.Delay(50, TestContext.Current.CancellationToken);
            lastUsed = (await host.GetAsync(Route(tenant), tenant.Token)).Body!["items"]![0]!["lastUsedAt"];
        }
        Assert.InRange(lastUsed!.GetValue<DateTimeOffset>(), DateTimeOffset.UtcNow.AddMinutes(-2), DateTimeOffset.UtcNow.AddMinutes(1));
    }

    private static string Route(TestTenant tenant) => $"/api/tenants/{tenant.Id}/api-keys";

    private async Task<Answer> MakeAsync(TestTenant tenant, object body) =>
        (await host.PostAsync(Route(tenant), body, tenant.Token)).Must(HttpStatusCode.Created);
}

public sealed class ApiKeyScopesTests
{
    [Theory]
    [InlineData("GET", "/api/tenants/t/conversations", "conversations:read")]
    [InlineData("HEAD", "/api/tenants/t/conversations/1/messages", "conversations:read")]
    [InlineData("GET", "/api/tenants/t/conversations.csv", "conversations:read")]
    [InlineData("POST", "/API/Tenants/t/Conversations/1/close", "conversations:write")]
    [InlineData("DELETE", "/api/tenants/t/visitors/1", "visitors:write")]
    [InlineData("GET", "/api/tenants/t/users", null)]
    [InlineData("GET", "/api/tenants/t/USERS.csv", null)]
    [InlineData("PUT", "/api/tenants/t/me/presence", null)]
    [InlineData("GET", "/api/tenants/t/", null)]
    [InlineData("GET", "/api/tenants/t", null)]
    [InlineData("GET", "/api/auth/me", null)]
    public void Needed_FollowsTheRoute(string method, string path, string? needed) => Assert.Equal(needed, ApiKeyScopes.Needed(method, path));

    [Theory]
    [InlineData("conversations:read", "conversations:read", true)]
    [InlineData("conversations:write", "conversations:read", true)]
    [InlineData("conversations:read", "conversations:write", false)]
    [InlineData("*:read", "visitors:read", true)]
    [InlineData("*:read", "visitors:write", false)]
    [InlineData("visitors", "visitors:read", false)]
    [InlineData("visitor:write", "visitors:read", false)]
    public void Cover_AreaAndVerb(string scope, string needed, bool covered) => Assert.Equal(covered, ApiKeyScopes.Cover([scope], needed));
}
