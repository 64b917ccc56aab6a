using System.Diagnostics;
using LiveChat.WidgetAuth.Tests.Mail;

namespace LiveChat.WidgetAuth.Tests.Staff;

[Collection("Sign-in attempts")]
public sealed class PasswordResetTests(WidgetAuthHost host, MailHost mailing)
{
    private const string New = "quite another pass phrase";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Forgot_WithMail_TheLinkOpensOnceAndEndsEverySignIn()
    {
        var tenant = await mailing.TenantAsync();
        (await mailing.PostAsync("/api/auth/password/forgot", new { email = tenant.Email })).Must(HttpStatusCode.Accepted);
        var mail = await MailAsync(tenant.Email, "#reset=");
        Assert.Contains("https://chat.platform.example/dashboard#reset=", mail, StringComparison.Ordinal);
        var token = SecretIn(mail, "#reset=");
        Assert.Equal("invalid_request", (await mailing.PostAsync("/api/auth/password/reset", new { token, password = "short" })).Code);
        (await mailing.PostAsync("/api/auth/password/reset", new { token, password = New })).Must(HttpStatusCode.NoContent);
        Assert.Equal("credentials_invalid", (await mailing.PostAsync("/api/auth/password/reset", new { token, password = New })).Code);

        Assert.Equal("credentials_invalid", (await mailing.PostAsync("/api/auth/login", new { email = tenant.Email, password = TestTenant.Password })).Code);
        (await mailing.PostAsync("/api/auth/login", new { email = tenant.Email, password = New })).Must(HttpStatusCode.OK);
        Assert.Equal("token_revoked", (await mailing.SendAsync(
            HttpMethod.Post, "/api/auth/refresh", headers: ("Cookie", $"lc_refresh={tenant.RefreshToken}"))).Code);
        // The access token of before ends as soon as the event is there: it was perhaps a thief's.
        var ended = await mailing.GetAsync("/api/auth/me", tenant.Token);
        for (var i = 0; i < 100 && ended.Status == HttpStatusCode.OK; i++)
        {
            await Task.Delay(50, Ct);
            ended = await mailing.GetAsync("/api/auth/me", tenant.Token);
        }
        Assert.Equal("token_revoked", ended.Code);
        Assert.Contains("was changed", await MailAsync(tenant.Email, "was changed"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forgot_AForgedHost_NeverGetsIntoTheMail()
    {
        var tenant = await mailing.TenantAsync();
        (await mailing.SendAsync(HttpMethod.Post, "/api/auth/password/forgot", null, new { email = tenant.Email }, 0, ("Host", "evil.example")))
            .Must(HttpStatusCode.Accepted);
        Assert.DoesNotContain("evil.example", await MailAsync(tenant.Email, "#reset="), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forgot_KnownAndUnknown_AnswerTheSameWithAndWithoutMail()
    {
        foreach (var (platform, mails) in ((WidgetAuthHost, bool)[])[(host, false), (mailing, true)])
        {
            var tenant = await platform.TenantAsync();
            var known = (await platform.PostAsync("/api/auth/password/forgot", new { email = tenant.Email })).Must(HttpStatusCode.Accepted);
            var unknown = (await platform.PostAsync("/api/auth/password/forgot", new { email = $"nobody{Guid.NewGuid():N}@shop.example" })).Must(HttpStatusCode.Accepted);
            Assert.Equal(known.Body!.ToJsonString(), unknown.Body!.ToJsonString());
            Assert.Equal(mails, known.Body["mail"]!.GetValue<bool>());
            Assert.Equal(mails, known.Text("message").Contains("on its way", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Forgot_TooOften_IsRateLimitedButSignInIsNot()
    {
        var tenant = await host.TenantAsync();
        for (var i = 0; i < 10; i++)
            (await host.PostAsync("/api/auth/password/forgot", new { email = tenant.Email }, shift: 80_000)).Must(HttpStatusCode.Accepted);
        Assert.Equal("rate_limited", (await host.PostAsync("/api/auth/password/forgot", new { email = tenant.Email }, shift: 80_000)).Code);
        (await host.PostAsync("/api/auth/login", new { email = tenant.Email, password = TestTenant.Password }, shift: 80_000)).Must(HttpStatusCode.OK);
    }

    [Fact]
    public async Task ResetLink_OfAnAdmin_OpensForTheMember()
    {
        var tenant = await host.TenantAsync();
        var (id, _, email) = await host.ColleagueAsync(tenant, "agent");
        var link = (await host.PostAsync($"/api/tenants/{tenant.Id}/users/{id}/reset-link", new { }, tenant.Token)).Must(HttpStatusCode.OK);
        var token = link.Text("url").Split("#reset=")[1];
        Assert.Equal("credentials_invalid", (await host.PostAsync("/api/auth/password/reset", new { token, password = New }, shift: 90_000)).Code);
        (await host.PostAsync("/api/auth/password/reset", new { token, password = New })).Must(HttpStatusCode.NoContent);
        (await host.PostAsync("/api/auth/login", new { email, password = New })).Must(HttpStatusCode.OK);
        var audit = (await host.GetAsync($"/api/tenants/{tenant.Id}/audit", tenant.Token)).Body!.ToJsonString();
        Assert.Contains("user.reset_link_made", audit, StringComparison.Ordinal);
        Assert.Contains("user.password_reset", audit, StringComparison.Ordinal);
        Assert.DoesNotContain(token, audit, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ResetLink_BeyondTheOwnTeam_IsRefused()
    {
        var tenant = await host.TenantAsync();
        var other = await host.TenantAsync();
        var (_, adminToken, _) = await host.ColleagueAsync(tenant, "admin");
        var owner = (await host.GetAsync("/api/auth/me", tenant.Token)).Body!["user"]!["id"]!.GetValue<Guid>();
        Assert.Equal("forbidden", (await host.PostAsync($"/api/tenants/{tenant.Id}/users/{owner}/reset-link", new { }, adminToken)).Code);
        Assert.Equal("not_found", (await host.PostAsync($"/api/tenants/{other.Id}/users/{owner}/reset-link", new { }, other.Token)).Code);
        // Whoever is in two teams is in neither team's hands.
        var (member, _, email) = await host.ColleagueAsync(tenant, "agent");
        var invited = await host.PostAsync($"/api/tenants/{other.Id}/users", new { email, role = "owner" }, other.Token);
        await host.AcceptAsync(invited.Body!["invitation"]!["url"]!.GetValue<string>());
        Assert.Equal("conflict", (await host.PostAsync($"/api/tenants/{tenant.Id}/users/{member}/reset-link", new { }, tenant.Token)).Code);
    }

    [Fact]
    public async Task Invitation_WithMail_ComesByMailToo()
    {
        var tenant = await mailing.TenantAsync();
        var email = $"new{Guid.NewGuid():N}@shop.example";
        var invited = (await mailing.PostAsync($"/api/tenants/{tenant.Id}/users", new { email, role = "agent" }, tenant.Token)).Must(HttpStatusCode.Created);
        Assert.True(invited.Body!["invitation"]!["mailed"]!.GetValue<bool>());
        var mail = await MailAsync(email, "#invitation=");
        (await mailing.PostAsync("/api/auth/accept", new { token = SecretIn(mail, "#invitation="), password = New })).Must(HttpStatusCode.OK);
        var without = await host.TenantAsync();
        var link = await host.PostAsync($"/api/tenants/{without.Id}/users", new { email, role = "agent" }, without.Token);
        Assert.False(link.Body!["invitation"]!["mailed"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Mails_OfAGermanTenant_AreGerman()
    {
        var tenant = await mailing.TenantAsync();
        var settings = (await mailing.GetAsync($"/api/tenants/{tenant.Id}/widget", tenant.Token)).Must(HttpStatusCode.OK).Body!;
        settings["locale"] = "de-AT";
        (await mailing.SendAsync(HttpMethod.Put, $"/api/tenants/{tenant.Id}/widget", tenant.Token, settings)).Must(HttpStatusCode.OK);
        var email = $"new{Guid.NewGuid():N}@shop.example";
        (await mailing.PostAsync($"/api/tenants/{tenant.Id}/users", new { email, role = "agent" }, tenant.Token)).Must(HttpStatusCode.Created);
        Assert.Contains("Sie sind eingeladen", await MailAsync(email, "#invitation="), StringComparison.Ordinal);
        (await mailing.PostAsync("/api/auth/password/forgot", new { email = tenant.Email })).Must(HttpStatusCode.Accepted);
        var mail = await MailAsync(tenant.Email, "#reset=");
        Assert.Contains("ein neues Passwort angefordert", mail, StringComparison.Ordinal);
        (await mailing.PostAsync("/api/auth/password/reset", new { token = SecretIn(mail, "#reset="), password = New })).Must(HttpStatusCode.NoContent);
        await MailAsync(tenant.Email, "Ihr Passwort wurde eben");
    }

    [Fact]
    public async Task Login_KnownAndUnknownAccount_TakeTheSameTime()
    {
        var tenant = await host.TenantAsync();
        var times = new Dictionary<bool, List<double>> { [true] = [], [false] = [] };
        for (var i = 0; i < 9; i++)
        {
            foreach (var known in (bool[])[true, false])
            {
                var email = known ? tenant.Email : $"nobody{i}.{Guid.NewGuid():N}@shop.example";
                var began = Stopwatch.GetTimestamp();
                Assert.Equal("credentials_invalid", (await host.PostAsync("/api/auth/login", new { email, password = "not the password" }, shift: 120_000)).Code);
                times[known].Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }
        }
        // The hash costs tens of milliseconds: without it an unknown account would answer in a fraction of the time.
        Assert.InRange(times[false].Min() / times[true].Min(), 0.5, 2);
    }

    private async Task<string> MailAsync(string to, string having)
    {
        while (true)
        {
            var mail = await mailing.Server.NextAsync(to, Ct);
            if (mail.Contains(having, StringComparison.Ordinal))
                return mail;
        }
    }

    private static string SecretIn(string mail, string before) => mail.Split(before)[1][..43];
}
