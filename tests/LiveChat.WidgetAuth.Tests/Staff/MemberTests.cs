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
    public async Task Invitation_Open_IsListedUntilAcceptedOrTooOld()
    {
        var tenant = await host.TenantAsync();
        var first = await InviteAsync(tenant, "agent");
        var second = await InviteAsync(tenant, "viewer");
        var open = (await host.GetAsync($"/api/tenants/{tenant.Id}/users/invitations", tenant.Token)).Must(HttpStatusCode.OK).Body!["items"]!.AsArray();
        Assert.Equal([second.Email, first.Email], open.Select(i => i!["email"]!.GetValue<string>()));
        Assert.Equal("viewer", open[0]!["role"]!.GetValue<string>());
        Assert.NotNull(open[0]!["invitedBy"]);
        Assert.DoesNotContain(second.Token, open.ToJsonString(), StringComparison.Ordinal);
        await host.AcceptAsync(first.Url);
        Assert.Single(await OpenAsync(tenant));
        Assert.Empty(await OpenAsync(tenant, TimeSpan.FromDays(8).TotalSeconds));
    }

    [Fact]
    public async Task Invitation_Withdrawn_OpensNothingAndIsInTheAudit()
    {
        var tenant = await host.TenantAsync();
        var other = await host.TenantAsync();
        var invited = await InviteAsync(tenant, "agent");
        var path = $"/api/tenants/{tenant.Id}/users/invitations/{(await OpenAsync(tenant))[0]!["id"]}";
        Assert.Equal("not_found", (await host.SendAsync(HttpMethod.Delete, path.Replace(tenant.Id, other.Id, StringComparison.Ordinal), other.Token)).Code);
        (await host.SendAsync(HttpMethod.Delete, path, tenant.Token)).Must(HttpStatusCode.NoContent);
        Assert.Equal("not_found", (await host.SendAsync(HttpMethod.Delete, path, tenant.Token)).Code);
        Assert.Equal("credentials_invalid", (await host.PostAsync("/api/auth/accept", new { token = invited.Token, password = TestTenant.Password })).Code);
        Assert.Empty(await OpenAsync(tenant));
        var audit = (await host.GetAsync($"/api/tenants/{tenant.Id}/audit?action=user.invitation_withdrawn", tenant.Token)).Body!["items"]!.AsArray();
        Assert.Equal(invited.Email, Assert.Single(audit)!["target"]!.GetValue<string>());
    }

    [Fact]
    public async Task Invitation_OfAnOwner_OnlyAnOwnerWithdraws_AndNoAgentSeesAny()
    {
        var tenant = await host.TenantAsync();
        var (_, admin, _) = await host.ColleagueAsync(tenant, "admin");
        var (_, agent, _) = await host.ColleagueAsync(tenant, "agent");
        await InviteAsync(tenant, "owner");
        var path = $"/api/tenants/{tenant.Id}/users/invitations";
        var id = (await OpenAsync(tenant))[0]!["id"];
        Assert.Equal("forbidden", (await host.GetAsync(path, agent)).Code);
        Assert.Equal("forbidden", (await host.SendAsync(HttpMethod.Delete, $"{path}/{id}", agent)).Code);
        Assert.Equal("forbidden", (await host.SendAsync(HttpMethod.Delete, $"{path}/{id}", admin)).Code);
        (await host.SendAsync(HttpMethod.Delete, $"{path}/{id}", tenant.Token)).Must(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Invitation_AcceptedAndWithdrawnAtOnce_OneOfThemHappens()
    {
        var tenant = await host.TenantAsync();
        for (var i = 0; i < 5; i++)
        {
            var invited = await InviteAsync(tenant, "agent");
            var path = $"/api/tenants/{tenant.Id}/users/invitations/{(await OpenAsync(tenant))[0]!["id"]}";
            var accepting = host.PostAsync("/api/auth/accept", new { token = invited.Token, password = TestTenant.Password });
            var withdrawing = host.SendAsync(HttpMethod.Delete, path, tenant.Token);
            var joined = (await accepting).Status == HttpStatusCode.OK;
            Assert.NotEqual(joined, (await withdrawing).Status == HttpStatusCode.NoContent);
            var members = (await host.GetAsync($"/api/tenants/{tenant.Id}/users", tenant.Token)).Body!["items"]!.AsArray();
            Assert.Equal(joined, members.Any(m => m!["email"]!.GetValue<string>() == invited.Email));
        }
    }

    private async Task<(string Email, string Url, string Token)> InviteAsync(TestTenant tenant, string role)
    {
        var email = $"x{Guid.NewGuid():N}@shop.example";
        var invited = (await host.PostAsync($"/api/tenants/{tenant.Id}/users", new { email, role }, tenant.Token)).Must(HttpStatusCode.Created);
        var url = invited.Body!["invitation"]!["url"]!.GetValue<string>();
        return (email, url, url.Split('=')[1]);
    }

    private async Task<JsonArray> OpenAsync(TestTenant tenant, double shift = 0)
    {
        // Whose own access token would be too old by then.
        var token = shift == 0 ? tenant.Token
            : (await host.PostAsync("/api/auth/login", new { email = tenant.Email, password = TestTenant.Password }, shift: shift)).Text("accessToken");
        return (await host.GetAsync($"/api/tenants/{tenant.Id}/users/invitations", token, shift)).Must(HttpStatusCode.OK).Body!["items"]!.AsArray();
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
