using System.Diagnostics;

namespace LiveChat.WidgetAuth.Tests.Staff;

// A clock that is shifted far lets go of the attempts of one that is shifted less: never at the same time.
[Collection("Sign-in attempts")]
public sealed class SignInTests(WidgetAuthHost host)
{
    [Fact]
    public async Task Login_RightPassword_GivesTokenAndCookie()
    {
        var tenant = await host.TenantAsync();
        var answer = (await host.PostAsync("/api/auth/login", new { email = tenant.Email.ToUpperInvariant(), password = TestTenant.Password })).Must(HttpStatusCode.OK);
        Assert.Equal(tenant.Id, answer.Text("tenantId"));
        Assert.Equal("owner", answer.Body!["user"]!["role"]!.GetValue<string>());
        Assert.Equal(tenant.Id, answer.Body["tenants"]![0]!["id"]!.GetValue<string>());
        Assert.Null(answer.Body["refreshToken"]);
        var cookie = answer.Cookie!.ToLowerInvariant();
        Assert.Contains("httponly", cookie, StringComparison.Ordinal);
        Assert.Contains("samesite=strict", cookie, StringComparison.Ordinal);
        Assert.Contains("path=/api/auth", cookie, StringComparison.Ordinal);
        Assert.DoesNotContain("secure", cookie, StringComparison.Ordinal);
        (await host.GetAsync("/api/auth/me", answer.Text("accessToken"))).Must(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Login_AnotherHostThanLoopback_MakesTheCookieSecure()
    {
        var tenant = await host.TenantAsync();
        var answer = (await host.SendAsync(HttpMethod.Post, "/api/auth/login", null, new { email = tenant.Email, password = TestTenant.Password },
            0, ("Host", "chat.example"))).Must(HttpStatusCode.OK);
        Assert.Contains("secure", answer.Cookie!, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Login_Script_GetsTheRefreshTokenInTheBody()
    {
        var tenant = await host.TenantAsync();
        var answer = (await host.PostAsync("/api/auth/login", new { email = tenant.Email, password = TestTenant.Password, client = "script" })).Must(HttpStatusCode.OK);
        Assert.Null(answer.Cookie);
        var refreshed = (await host.PostAsync("/api/auth/refresh", new { refreshToken = answer.Text("refreshToken") })).Must(HttpStatusCode.OK);
        Assert.NotEqual(answer.Text("refreshToken"), refreshed.Text("refreshToken"));
        Assert.Null(refreshed.Cookie);
    }

    [Fact]
    public async Task Login_WrongPasswordAndUnknownAccount_AnswerTheSame()
    {
        var tenant = await host.TenantAsync();
        var known = await host.PostAsync("/api/auth/login", new { email = tenant.Email, password = "not the password" });
        var unknown = await host.PostAsync("/api/auth/login", new { email = $"nobody{Guid.NewGuid():N}@shop.example", password = "not the password" });
        Assert.Equal((HttpStatusCode.Unauthorized, "credentials_invalid"), (known.Status, known.Code));
        known.Body!["requestId"] = "";
        unknown.Body!["requestId"] = "";
        Assert.Equal(known.Body.ToJsonString(), unknown.Body.ToJsonString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Login_TooManyFailures_IsRateLimitedAlsoForTheRightPassword(bool exists)
    {
        var email = exists ? (await host.TenantAsync()).Email : $"nobody{Guid.NewGuid():N}@shop.example";
        for (var i = 0; i < 10; i++)
            Assert.Equal("credentials_invalid", (await host.PostAsync("/api/auth/login", new { email, password = "not the password" }, shift: 40_000)).Code);
        var answer = await host.PostAsync("/api/auth/login", new { email, password = TestTenant.Password }, shift: 40_000);
        Assert.Equal((HttpStatusCode.TooManyRequests, "rate_limited"), (answer.Status, answer.Code));
        Assert.InRange(answer.Message.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 900);
        var later = await host.PostAsync("/api/auth/login", new { email, password = TestTenant.Password }, shift: 40_000 + 1000);
        Assert.Equal(exists ? HttpStatusCode.OK : HttpStatusCode.Unauthorized, later.Status);
    }

    [Fact]
    public async Task Login_MissingMembers_Is400WithFields()
    {
        var answer = await host.PostAsync("/api/auth/login", new { });
        Assert.Equal("invalid_request", answer.Code);
        Assert.NotNull(answer.Body!["errors"]!["email"]);
        Assert.NotNull(answer.Body["errors"]!["password"]);
    }

    [Fact]
    public async Task Switch_ToAnotherTenantOfMine_GivesItsToken()
    {
        var first = await host.TenantAsync();
        var second = await host.TenantAsync();
        var invited = await host.PostAsync($"/api/tenants/{second.Id}/users", new { email = first.Email, role = "viewer" }, second.Token);
        await host.AcceptAsync(invited.Body!["invitation"]!["url"]!.GetValue<string>());
        var switched = (await host.PostAsync("/api/auth/switch", new { tenantId = second.Id }, first.Token)).Must(HttpStatusCode.OK);
        Assert.Equal("viewer", switched.Body!["user"]!["role"]!.GetValue<string>());
        (await host.GetAsync($"/api/tenants/{second.Id}/probe/viewer", switched.Text("accessToken"))).Must(HttpStatusCode.OK);
        Assert.Equal("tenant_mismatch", (await host.PostAsync("/api/auth/switch", new { tenantId = "somebody-elses" }, first.Token)).Code);
        // The session stays with the tenant it was switched to.
        var refreshed = (await host.SendAsync(HttpMethod.Post, "/api/auth/refresh", headers: ("Cookie", $"lc_refresh={first.RefreshToken}"))).Must(HttpStatusCode.OK);
        Assert.Equal(second.Id, refreshed.Text("tenantId"));
    }

    [Fact]
    public async Task Code_UsedTwice_OpensOnce()
    {
        var tenant = await host.TenantAsync();
        var code = await CodeAsync(tenant);
        (await host.PostAsync("/api/auth/code", new { code })).Must(HttpStatusCode.OK);
        Assert.Equal("credentials_invalid", (await host.PostAsync("/api/auth/code", new { code })).Code);
    }

    [Fact]
    public async Task Code_TooOldOrMadeUp_IsRefused()
    {
        var tenant = await host.TenantAsync();
        Assert.Equal("credentials_invalid", (await host.PostAsync("/api/auth/code", new { code = await CodeAsync(tenant) }, shift: 601)).Code);
        Assert.Equal("credentials_invalid", (await host.PostAsync("/api/auth/code", new { code = "made-up" })).Code);
        Assert.Equal("credentials_invalid", (await host.PostAsync("/api/auth/code", new { })).Code);
    }

    [Fact]
    public async Task Code_PublicListener_DoesNotMakeOne() =>
        Assert.Equal(HttpStatusCode.NotFound, (await host.PostAsync("/internal/widgetauth/sign-in-codes", new { tenantId = "x", email = "y" })).Status);

    [Fact]
    public async Task Password_Changed_EndsOtherSessionsOnly()
    {
        var tenant = await host.TenantAsync();
        var other = (await host.PostAsync("/api/auth/login", new { email = tenant.Email, password = TestTenant.Password })).Must(HttpStatusCode.OK);
        Assert.Equal("credentials_invalid",
            (await host.PostAsync("/api/auth/password", new { currentPassword = "wrong", newPassword = "another horse battery" }, tenant.Token)).Code);
        Assert.Equal("invalid_request",
            (await host.PostAsync("/api/auth/password", new { currentPassword = TestTenant.Password, newPassword = "short" }, tenant.Token)).Code);
        (await host.PostAsync("/api/auth/password", new { currentPassword = TestTenant.Password, newPassword = "another horse battery" }, tenant.Token))
            .Must(HttpStatusCode.NoContent);
        Assert.Equal("token_revoked", (await Refresh(other.CookieValue!)).Code);
        // The other one's access token would be good for minutes yet; it ends as soon as the event is there.
        var began = Stopwatch.GetTimestamp();
        while ((await host.GetAsync("/api/auth/me", other.Text("accessToken"))).Code != "token_revoked")
        {
            Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(5), "the other session's access token still opens");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
        // Whoever changed it goes on with the token in hand, and renews it.
        (await host.GetAsync("/api/auth/me", tenant.Token)).Must(HttpStatusCode.OK);
        (await Refresh(tenant.RefreshToken)).Must(HttpStatusCode.OK);
        (await host.PostAsync("/api/auth/login", new { email = tenant.Email, password = "another horse battery" })).Must(HttpStatusCode.OK);
    }

    private Task<Answer> Refresh(string token) =>
        host.SendAsync(HttpMethod.Post, "/api/auth/refresh", headers: ("Cookie", $"lc_refresh={token}"));

    private async Task<string> CodeAsync(TestTenant tenant)
    {
        var made = (await host.SendAsync(HttpMethod.Post, new Uri(host.ManagementUrl, "/internal/widgetauth/sign-in-codes").ToString(), null,
            new { tenantId = tenant.Id, email = tenant.Email })).Must(HttpStatusCode.OK);
        return made.Text("code");
    }
}
