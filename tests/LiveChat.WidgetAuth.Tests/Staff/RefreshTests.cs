namespace LiveChat.WidgetAuth.Tests.Staff;

public sealed class RefreshTests(WidgetAuthHost host)
{
    [Fact]
    public async Task Refresh_FreshToken_RotatesIt()
    {
        var tenant = await host.TenantAsync();
        var answer = (await RefreshAsync(tenant.RefreshToken)).Must(HttpStatusCode.OK);
        Assert.NotEqual(tenant.RefreshToken, answer.CookieValue);
        (await host.GetAsync("/api/auth/me", answer.Text("accessToken"))).Must(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Refresh_SaysWhenTheSessionEnds_WhichItDoesNotMove()
    {
        var tenant = await host.TenantAsync();
        var first = (await RefreshAsync(tenant.RefreshToken)).Must(HttpStatusCode.OK);
        var later = (await RefreshAsync(first.CookieValue!, shift: 3600)).Must(HttpStatusCode.OK);
        Assert.Equal(first.Text("sessionEndsAt"), later.Text("sessionEndsAt"));
    }

    [Fact]
    public async Task Refresh_OldTokenWithinTheGrace_GetsTheSameSuccessor()
    {
        var tenant = await host.TenantAsync();
        var first = (await RefreshAsync(tenant.RefreshToken)).Must(HttpStatusCode.OK);
        var second = (await RefreshAsync(tenant.RefreshToken, shift: 29)).Must(HttpStatusCode.OK);
        Assert.Equal(first.CookieValue, second.CookieValue);
    }

    [Fact]
    public async Task Refresh_TwentyAtOnce_AllGetTheSameSuccessor()
    {
        var tenant = await host.TenantAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => RefreshAsync(tenant.RefreshToken)));
        Assert.All(answers, answer => answer.Must(HttpStatusCode.OK));
        Assert.Single(answers.Select(answer => answer.CookieValue).Distinct());
    }

    [Fact]
    public async Task Refresh_OldTokenAfterTheGrace_EndsTheFamily()
    {
        var tenant = await host.TenantAsync();
        var first = (await RefreshAsync(tenant.RefreshToken)).Must(HttpStatusCode.OK);
        var replayed = await RefreshAsync(tenant.RefreshToken, shift: 60);
        Assert.Equal((HttpStatusCode.Unauthorized, "token_revoked"), (replayed.Status, replayed.Code));
        Assert.StartsWith("lc_refresh=;", replayed.Cookie, StringComparison.Ordinal);
        Assert.Equal("token_revoked", (await RefreshAsync(first.CookieValue!)).Code);
    }

    [Fact]
    public async Task Refresh_NotUsedForTwoWeeks_IsExpired()
    {
        var tenant = await host.TenantAsync();
        Assert.Equal("token_expired", (await RefreshAsync(tenant.RefreshToken, TimeSpan.FromDays(15).TotalSeconds)).Code);
    }

    [Fact]
    public async Task Refresh_NothingOrMadeUp_IsRefused()
    {
        Assert.Equal("token_missing", (await host.PostAsync("/api/auth/refresh", new { })).Code);
        Assert.Equal("token_invalid", (await RefreshAsync("made-up")).Code);
    }

    [Theory]
    [InlineData("/api/auth/refresh")]
    [InlineData("/api/auth/logout")]
    public async Task Session_ForeignOrigin_IsForbidden(string path)
    {
        var tenant = await host.TenantAsync();
        foreach (var origin in (string[])["https://evil.example", "null", "http://127.0.0.1:1", "http://127.0.0.1.evil.example"])
        {
            var answer = await host.SendAsync(HttpMethod.Post, path, null, null, 0, ("Cookie", $"lc_refresh={tenant.RefreshToken}"), ("Origin", origin));
            Assert.Equal((HttpStatusCode.Forbidden, "forbidden"), (answer.Status, answer.Code));
        }
        var own = host.Client.BaseAddress!.GetLeftPart(UriPartial.Authority);
        (await host.SendAsync(HttpMethod.Post, "/api/auth/refresh", null, null, 0, ("Cookie", $"lc_refresh={tenant.RefreshToken}"), ("Origin", own))).Must(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Logout_EndsTheSession()
    {
        var tenant = await host.TenantAsync();
        var left = (await host.SendAsync(HttpMethod.Post, "/api/auth/logout", null, new { }, 0, ("Cookie", $"lc_refresh={tenant.RefreshToken}"))).Must(HttpStatusCode.NoContent);
        Assert.StartsWith("lc_refresh=;", left.Cookie, StringComparison.Ordinal);
        Assert.Equal("token_revoked", (await RefreshAsync(tenant.RefreshToken)).Code);
        (await host.SendAsync(HttpMethod.Post, "/api/auth/logout")).Must(HttpStatusCode.NoContent);
    }

    private Task<Answer> RefreshAsync(string token, double shift = 0) =>
        host.SendAsync(HttpMethod.Post, "/api/auth/refresh", null, null, shift, ("Cookie", $"lc_refresh={token}"));
}
