namespace LiveChat.WidgetAuth.Tests.Staff;

public sealed class MemberTests(WidgetAuthHost host)
{
    [Fact]
    public async Task Invitation_AcceptedTwice_OpensOnce()
    {
        var tenant = await host.TenantAsync();
        var invited = (await host.PostAsync($"/api/tenants/{tenant.Id}/users", new { email = $"x{Guid.NewGuid():N}@shop.example", role = "agent" }, tenant.Token)).Must(HttpStatusCode.Created);
        var url = invited.Body!["invitation"]!["url"]!.GetValue<string>();
        await host.AcceptAsync(url);
        var again = await host.PostAsync("/api/auth/accept", new { token = url.Split('=')[1], password = TestTenant.Password });
        Assert.Equal("credentials_invalid", again.Code);
    }

    [Fact]
    public async Task Invitation_AfterAWeekOrWeakPassword_IsRefused()
    {
        var tenant = await host.TenantAsync();
        var invited = await host.PostAsync($"/api/tenants/{tenant.Id}/users", new { email = $"x{Guid.NewGuid():N}@shop.example", role = "agent" }, tenant.Token);
        var token = invited.Body!["invitation"]!["url"]!.GetValue<string>().Split('=')[1];
        Assert.Equal("invalid_request", (await host.PostAsync("/api/auth/accept", new { token, password = "aaaaaaaaaaaa" })).Code);
        Assert.Equal("credentials_invalid", (await host.PostAsync("/api/auth/accept", new { token, password = TestTenant.Password }, shift: TimeSpan.FromDays(8).TotalSeconds)).Code);
    }

    [Fact]
    public async Task Invitation_OfAnAccountThatExists_NeedsItsPassword()
    {
        var first = await host.TenantAsync();
        var second = await host.TenantAsync();
        var invited = await host.PostAsync($"/api/tenants/{second.Id}/users", new { email = first.Email, role = "agent" }, second.Token);
        var token = invited.Body!["invitation"]!["url"]!.GetValue<string>().Split('=')[1];
        Assert.Equal("credentials_invalid", (await host.PostAsync("/api/auth/accept", new { token, password = "a new password of mine" })).Code);
        (await host.PostAsync("/api/auth/accept", new { token, password = TestTenant.Password })).Must(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Role_Changed_RefusesTheOldTokenSoon()
    {
        var tenant = await host.TenantAsync();
        var (id, token, email) = await host.ColleagueAsync(tenant, "admin");
        (await host.SendAsync(HttpMethod.Patch, $"/api/tenants/{tenant.Id}/users/{id}", tenant.Token, new { role = "viewer" })).Must(HttpStatusCode.OK);
        await Until(async () => (await host.GetAsync("/api/auth/me", token)).Code == "token_revoked");
        var back = (await host.PostAsync("/api/auth/login", new { email, password = TestTenant.Password })).Must(HttpStatusCode.OK);
        Assert.Equal("viewer", back.Body!["user"]!["role"]!.GetValue<string>());
        (await host.GetAsync("/api/auth/me", back.Text("accessToken"))).Must(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Member_Removed_LosesEverything()
    {
        var tenant = await host.TenantAsync();
        var (id, token, email) = await host.ColleagueAsync(tenant, "agent");
        (await host.SendAsync(HttpMethod.Delete, $"/api/tenants/{tenant.Id}/users/{id}", tenant.Token)).Must(HttpStatusCode.NoContent);
        await Until(async () => (await host.GetAsync("/api/auth/me", token)).Code == "token_revoked");
        Assert.Equal("credentials_invalid", (await host.PostAsync("/api/auth/login", new { email, password = TestTenant.Password })).Code);
    }

    [Fact]
    public async Task LastOwner_CanNeitherGoNorStepDown()
    {
        var tenant = await host.TenantAsync();
        var me = (await host.GetAsync("/api/auth/me", tenant.Token)).Body!["user"]!["id"]!.GetValue<Guid>();
        Assert.Equal("conflict", (await host.SendAsync(HttpMethod.Delete, $"/api/tenants/{tenant.Id}/users/{me}", tenant.Token)).Code);
        Assert.Equal("conflict", (await host.SendAsync(HttpMethod.Patch, $"/api/tenants/{tenant.Id}/users/{me}", tenant.Token, new { role = "admin" })).Code);
    }

    [Fact]
    public async Task Admin_CanNotMakeOrTouchOwners()
    {
        var tenant = await host.TenantAsync();
        var (_, token, _) = await host.ColleagueAsync(tenant, "admin");
        var owner = (await host.GetAsync("/api/auth/me", tenant.Token)).Body!["user"]!["id"]!.GetValue<Guid>();
        Assert.Equal("forbidden", (await host.PostAsync($"/api/tenants/{tenant.Id}/users", new { email = "a@b.example", role = "owner" }, token)).Code);
        Assert.Equal("forbidden", (await host.SendAsync(HttpMethod.Patch, $"/api/tenants/{tenant.Id}/users/{owner}", token, new { role = "viewer" })).Code);
    }

    /// <summary>The event reaches the caches within moments; bounded, not timed.</summary>
    private static async Task Until(Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!await condition())
            await Task.Delay(20, patience.Token);
    }
}
