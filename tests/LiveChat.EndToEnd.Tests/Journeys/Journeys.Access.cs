using LiveChat.EndToEnd.Tests.Clients;
using Xunit;

namespace LiveChat.EndToEnd.Tests.Journeys;

public abstract partial class Journeys
{
    private static readonly object Hello = new { sessionId = "s", message = "Hello!" };

    [Fact]
    public async Task WidgetToken_MissingForgedOrForeign_ItsOwnCodes()
    {
        var tenant = await NoAssistantTenantAsync();
        var other = await NoAssistantTenantAsync();
        var token = tenant.Widget.Bearer!;
        var forged = token[..^8] + (token[^8] == 'A' ? 'B' : 'A') + token[^7..];

        (await Anonymous.PostAsync(tenant.ChatRoute, Hello, Ct)).Refused(401, "token_missing");
        (await Anonymous.With("nonsense").PostAsync(tenant.ChatRoute, Hello, Ct)).Refused(401, "token_malformed");
        (await Anonymous.With(forged).PostAsync(tenant.ChatRoute, Hello, Ct)).Refused(401, "token_invalid");
        (await tenant.Widget.PostAsync(other.ChatRoute, Hello, Ct)).Refused(403, "tenant_mismatch");
    }

    [Fact]
    public async Task Keys_AtEachOthersDoors_WrongKind()
    {
        var tenant = await NoAssistantTenantAsync();

        (await tenant.Staff.PostAsync(tenant.ChatRoute, Hello, Ct)).Refused(401, "token_wrong_kind");
        (await tenant.Widget.GetAsync($"{tenant.Route}/conversations", Ct)).Refused(401, "token_wrong_kind");
        (await tenant.Widget.GetAsync("/api/operator/tenants", Ct)).Refused(401, "token_wrong_kind");
        (await tenant.Staff.GetAsync("/api/operator/tenants", Ct)).Refused(401, "token_wrong_kind");
        Assert.Equal(401, (await tenant.Operator.GetAsync($"{tenant.Route}/conversations", Ct)).Status);
        Assert.Equal(401, (await tenant.Operator.PostAsync(tenant.ChatRoute, Hello, Ct)).Status);
    }

    [Fact]
    public async Task OperatorRoutes_WithoutTheKey_401()
    {
        (await Anonymous.GetAsync("/api/operator/tenants", Ct)).Refused(401, "token_missing");
        (await Anonymous.With("not-the-key").GetAsync("/api/operator/tenants", Ct)).Refused(401, "token_invalid");
    }

    [Fact]
    public async Task StaffToken_AtAnotherTenant_Mismatch()
    {
        var tenant = await NoAssistantTenantAsync();
        var other = await NoAssistantTenantAsync();

        (await tenant.Staff.GetAsync($"{other.Route}/conversations", Ct)).Refused(403, "tenant_mismatch");
        (await Anonymous.GetAsync($"{tenant.Route}/conversations", Ct)).Refused(401, "token_missing");
    }

    [Fact]
    public async Task WidgetToken_Revoked_RefusedEverywhere()
    {
        var tenant = await TenantAsync();
        var minted = (await tenant.Staff.PostAsync($"{tenant.Route}/widget/tokens", new { label = "to be revoked" }, Ct)).Ok(201);
        var caller = tenant.Widget.With((string)minted["token"]!);
        (await caller.PostAsync(tenant.ChatRoute, Hello, Ct)).Done();

        Assert.Equal(204, (await tenant.Staff.DeleteAsync($"{tenant.Route}/widget/tokens/{minted["id"]}", Ct)).Status);

        (await Eventually.AnswerAsync(() => caller.PostAsync(tenant.ChatRoute, Hello, Ct), a => a.Status != 200, Ct)).Refused(401, "token_revoked");
        (await tenant.Widget.PostAsync(tenant.ChatRoute, Hello, Ct)).Done();
    }

    [Fact]
    public async Task Tenant_Suspended_RefusedUntilActiveAgain()
    {
        var tenant = await TenantAsync();

        (await tenant.Operator.PatchAsync($"/api/operator/tenants/{tenant.Id}", new { status = "suspended" }, Ct)).Done();
        (await Eventually.AnswerAsync(() => tenant.Widget.PostAsync(tenant.ChatRoute, Hello, Ct), a => a.Status != 200, Ct)).Refused(403, "tenant_suspended");

        (await tenant.Operator.PatchAsync($"/api/operator/tenants/{tenant.Id}", new { status = "active" }, Ct)).Done();
        (await Eventually.AnswerAsync(() => tenant.Widget.PostAsync(tenant.ChatRoute, Hello, Ct), a => a.Status == 200, Ct)).Done();
    }

    [Fact]
    public async Task Role_Viewer_ReadsButDoesNotAct()
    {
        var tenant = await TenantAsync();
        var email = $"viewer@{tenant.Id}.example";
        var invited = (await tenant.Staff.PostAsync($"{tenant.Route}/users", new { email, role = "viewer" }, Ct)).Body!;
        var url = (string)(invited["invitation"]?["url"] ?? invited["url"])!;
        var accepted = (await Anonymous.PostAsync(
            "/api/auth/accept", new { token = url[(url.LastIndexOf('=') + 1)..], password = TestTenant.Password, client = "script" }, Ct)).Ok();
        var viewer = Anonymous.With((string)accepted["accessToken"]!);
        var conversation = (string)(await tenant.NewVisitor().SayAsync("Hello!", Ct))["conversationId"]!;

        (await viewer.GetAsync($"{tenant.Route}/conversations/{conversation}", Ct)).Ok();
        (await viewer.PostAsync($"{tenant.Route}/conversations/{conversation}/takeover", new { }, Ct)).Refused(403, "forbidden");
        (await viewer.PostAsync($"{tenant.Route}/widget/tokens", new { }, Ct)).Refused(403, "forbidden");
    }

    [Fact]
    public async Task Login_WrongPasswordOrUnknownPerson_TheSameAnswer()
    {
        var tenant = await NoAssistantTenantAsync();

        var wrong = (await Anonymous.PostAsync("/api/auth/login", new { email = tenant.Email, password = "wrong" }, Ct)).Refused(401, "credentials_invalid");
        var unknown = (await Anonymous.PostAsync("/api/auth/login", new { email = "nobody@nowhere.example", password = "wrong" }, Ct)).Refused(401, "credentials_invalid");
        Assert.Equal((string?)wrong["detail"], (string?)unknown["detail"]);

        var grant = (await Anonymous.PostAsync("/api/auth/login", new { email = tenant.Email, password = TestTenant.Password }, Ct));
        var body = grant.Ok();
        Assert.Equal(tenant.Id, (string?)body["tenantId"]);
        Assert.Equal("owner", (string?)body["user"]!["role"]);
        Assert.NotNull(body["accessToken"]);
        var cookie = grant.Header("Set-Cookie")!;
        Assert.Contains("lc_refresh=", cookie, StringComparison.Ordinal);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Limits_PerMinute_429WithTheWayOut()
    {
        var tenant = await TenantAsync();
        await SetLimitsAsync(tenant, new { messagesPerMinutePerSession = 3 }, "messagesPerMinutePerSession", 3);
        var visitor = tenant.NewVisitor();
        await visitor.SayAsync("Hello!", Ct);

        var refused = await Eventually.AnswerAsync(() => visitor.PostAsync("Hello!", Ct), a => a.Status != 200, Ct);

        Assert.True((bool)refused.Refused(429, "rate_limited")["retryable"]!);
        Assert.Contains("q=3", refused.Header("RateLimit-Policy"), StringComparison.Ordinal);
        Assert.Contains("r=0", refused.Header("RateLimit"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Limits_OfTheMonth_RefuseOnlyNewConversations()
    {
        var tenant = await TenantAsync();
        var visitor = tenant.NewVisitor();
        await visitor.SayAsync("Hello!", Ct);
        await SetLimitsAsync(tenant, new { conversationsPerMonth = 1 }, "conversationsPerMonth", 1);

        var refused = await Eventually.AnswerAsync(() => tenant.NewVisitor().PostAsync("Hello!", Ct), a => a.Status != 200, Ct);

        Assert.False((bool)refused.Refused(429, "usage_limit_reached")["retryable"]!);
        await visitor.SayAsync("Do you ship to Switzerland?", Ct);
    }

    private static async Task SetLimitsAsync(TestTenant tenant, object limits, string name, int value)
    {
        (await tenant.Operator.PatchAsync($"/api/operator/tenants/{tenant.Id}", new { limits }, Ct)).Done();
        Assert.Equal(value, (int?)(await tenant.Staff.GetAsync($"{tenant.Route}/limits", Ct)).Ok()[name]);
    }
}
