using LiveChat.Chat.Tests.Identity;
using LiveChat.EndToEnd.Tests.Clients;
using Xunit;

namespace LiveChat.EndToEnd.Tests.Catalogue;

/// <summary>A request that is refused with a code of the contract, made against a tenant of its own.</summary>
/// <param name="Status">The contract's status.</param>
/// <param name="SendAsync">Makes the ground ready and sends the request.</param>
/// <param name="Retryable">On widget routes: what the problem says.</param>
/// <param name="Members">Members that the contract promises with this code.</param>
internal sealed record Refusal(
    int Status, Func<TestTenant, CancellationToken, Task<Answer>> SendAsync, bool Retryable = false, params string[] Members);

/// <summary>One request for each code of the contract. Where another replica must hear of a change first, it is made again until it did.</summary>
internal static class Refusals
{
    private static readonly object s_hello = new { sessionId = "s", message = "Hello!" };

    /// <summary>
    /// Answered with 200: no route lets a provider's failure through. A visitor gets the fallback, and the test call tells
    /// the code as its finding.
    /// </summary>
    public const string Finding = "provider_error";

    /// <summary>
    /// Codes that nobody can have from outside a platform that is well: its clock is right, it has no faults, and its
    /// services are there. <see cref="Finding"/> needs a provider that fails.
    /// </summary>
    public static readonly IReadOnlySet<string> OnlyFromInside = new HashSet<string>(StringComparer.Ordinal)
    {
        "token_expired", "token_not_yet_valid", "internal_error", "unavailable", "timeout", Finding,
    };

    /// <summary>Codes that need an assistant that answers.</summary>
    public static bool NeedsAssistant(string code) =>
        code is "visitor_banned" or "idempotency_key_reused" or "rate_limited" or "usage_limit_reached";

    public static IReadOnlyDictionary<string, Refusal> ByCode { get; } = new Dictionary<string, Refusal>(StringComparer.Ordinal)
    {
        ["invalid_request"] = new(400, (t, ct) => t.Widget.PostAsync(t.ChatRoute, new { sessionId = "s" }, ct), false, "errors"),
        ["message_too_long"] = new(400, (t, ct) => t.Widget.PostAsync(t.ChatRoute, new { sessionId = "s", message = new string('x', 4001) }, ct)),
        ["assistant_not_configured"] = new(400, (t, ct) => t.Widget.PostAsync(t.ChatRoute, s_hello, ct)),
        ["provider_not_configured"] = new(400, (t, ct) => t.Staff.PutAsync($"{t.Route}/provider", new { kind = "openai", model = "gpt-4o-mini" }, ct)),
        ["token_missing"] = new(401, (t, ct) => t.Widget.With(null).GetAsync(Config(t), ct)),
        ["token_malformed"] = new(401, (t, ct) => t.Widget.With("\"quoted\"").GetAsync(Config(t), ct)),
        ["token_invalid"] = new(401, (t, ct) => t.Widget.With(Forged(t.Widget.Bearer!)).GetAsync(Config(t), ct)),
        ["token_expired"] = new(401, (t, ct) => t.Widget.GetAsync(Config(t), ct, Shift(TimeSpan.FromDays(31))), false, "expiredAt"),
        ["token_not_yet_valid"] = new(401, (t, ct) => t.Widget.GetAsync(Config(t), ct, Shift(-TimeSpan.FromHours(1)))),
        ["token_revoked"] = new(401, RevokedAsync),
        ["token_wrong_kind"] = new(401, (t, ct) => t.Staff.GetAsync(Config(t), ct)),
        ["credentials_invalid"] = new(401, (t, ct) => t.Widget.With(null).PostAsync("/api/auth/login", new { email = t.Email, password = "not mine" }, ct)),
        ["identity_invalid"] = new(401, (t, ct) => t.Widget.PostAsync(
            $"/api/widgets/{t.Id}/visitor", new { sessionId = "s", identityToken = Identity(t.Id) }, ct), false, "field"),
        ["domain_not_authorized"] = new(403, UnlistedAsync, false, "origin", "nearestAllowed"),
        ["tenant_mismatch"] = new(403, (t, ct) => t.Widget.GetAsync("/api/widgets/another-tenant/config", ct)),
        ["tenant_suspended"] = new(403, SuspendedAsync),
        ["forbidden"] = new(403, ForbiddenAsync),
        ["visitor_banned"] = new(403, BannedAsync),
        ["consent_required"] = new(403, NoConsentAsync),
        ["not_found"] = new(404, (t, ct) => t.Widget.GetAsync($"/api/widgets/{t.Id}/nothing", ct)),
        ["tenant_not_found"] = new(404, (t, ct) => t.Operator.GetAsync("/api/operator/tenants/no-such-tenant", ct)),
        ["conversation_not_found"] = new(404, (t, ct) => t.Widget.GetAsync($"{t.ChatRoute}/s/messages", ct)),
        ["conflict"] = new(409, (t, ct) => t.Operator.PostAsync("/api/operator/tenants", new { id = t.Id, name = "Again", ownerEmail = "a@b.example" }, ct)),
        ["stale_version"] = new(412, StaleAsync),
        ["body_too_large"] = new(413, (t, ct) => t.Widget.PostAsync(t.ChatRoute, new { sessionId = "s", message = new string('x', 70_000) }, ct)),
        ["unsupported_media_type"] = new(415, (t, ct) => t.Widget.SendAsync(
            HttpMethod.Post, t.ChatRoute, Caller.Raw("""{"sessionId":"s","message":"Hello!"}""", "text/plain"), ct)),
        ["idempotency_key_reused"] = new(422, ReusedAsync),
        ["rate_limited"] = new(429, (t, ct) => OverLimitAsync(t, new { messagesPerMinutePerSession = 1 }, sameVisitor: true, ct), true),
        ["usage_limit_reached"] = new(429, (t, ct) => OverLimitAsync(t, new { conversationsPerMonth = 1 }, sameVisitor: false, ct)),
        ["internal_error"] = new(500, (t, ct) => t.Widget.GetAsync($"/api/widgets/{t.Id}/fault", ct), true),
        ["unavailable"] = new(503, (t, ct) => t.Widget.GetAsync($"/api/widgets/{t.Id}/lost", ct), true),
        ["timeout"] = new(504, (t, ct) => t.Widget.GetAsync($"/api/widgets/{t.Id}/slow", ct), true),
        [Finding] = new(200, (t, ct) => t.Staff.PostAsync($"{t.Route}/provider/test", new
        {
            kind = "openai_compatible",
            baseUrl = new Uri(t.Staff.Gateway, "/failing-provider/v1").ToString(),
            model = "any",
            apiKey = "sk-any",
        }, ct)),
    };

    /// <summary>Fails unless the answer is the code's as the contract wants it, whole.</summary>
    public static void Check(string code, Answer answer)
    {
        var refusal = ByCode[code];
        var problem = answer.Refused(refusal.Status, code);

        foreach (var member in refusal.Members)
            Assert.True(problem[member] is not null, $"no '{member}' in {answer.Text}");
        Assert.DoesNotContain("inner host", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("inside of the platform", answer.Text, StringComparison.Ordinal);
        if (answer.What.Contains("/api/widgets/", StringComparison.Ordinal))
        {
            Assert.Equal(refusal.Retryable, (bool?)problem["retryable"]);
            Assert.False(string.IsNullOrWhiteSpace((string?)problem["visitorMessage"]), answer.Text);
            Assert.DoesNotContain(code, (string)problem["visitorMessage"]!, StringComparison.Ordinal);
            // Towards sites the figures of a tenant are nobody's business.
            foreach (var figure in (string[])["limit", "used", "resetsAt"])
                Assert.Null(problem[figure]);
        }
        else
        {
            Assert.Null(problem["visitorMessage"]);
        }
        if (refusal.Status == 429)
        {
            Assert.NotNull(answer.Header("RateLimit"));
            Assert.NotNull(answer.Header("RateLimit-Policy"));
        }
    }

    private static string Config(TestTenant t) => $"/api/widgets/{t.Id}/config";

    private static (string, string) Shift(TimeSpan by) =>
        (CatalogueHost.ShiftHeader, by.TotalSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private static string Forged(string token) => token[..^8] + (token[^8] == 'A' ? 'B' : 'A') + token[^7..];

    /// <summary>In good form, signed with a secret that nobody gave the tenant.</summary>
    private static string Identity(string tenantId) => IdentityTokens.Of(tenantId, "ada", secret: "nobody's secret", seconds: 3600);

    private static async Task<Answer> RevokedAsync(TestTenant t, CancellationToken ct)
    {
        var token = (await t.Staff.PostAsync($"{t.Route}/widget/tokens", new { }, ct)).Ok(201);
        (await t.Staff.DeleteAsync($"{t.Route}/widget/tokens/{token["id"]}", ct)).Done();
        return await UntilAsync(401, () => t.Widget.With((string)token["token"]!).GetAsync(Config(t), ct), ct);
    }

    private static async Task<Answer> UnlistedAsync(TestTenant t, CancellationToken ct)
    {
        (await t.Staff.PostAsync($"{t.Route}/widget/allowed-domains", new { domain = "shop.example" }, ct)).Done();
        return await UntilAsync(403, () => t.Widget.GetAsync(Config(t), ct, ("Origin", "https://shop.exmaple")), ct);
    }

    private static async Task<Answer> SuspendedAsync(TestTenant t, CancellationToken ct)
    {
        (await t.Operator.PatchAsync($"/api/operator/tenants/{t.Id}", new { status = "suspended" }, ct)).Done();
        return await UntilAsync(403, () => t.Widget.GetAsync(Config(t), ct), ct);
    }

    private static async Task<Answer> ForbiddenAsync(TestTenant t, CancellationToken ct)
    {
        var key = (await t.Staff.PostAsync($"{t.Route}/api-keys", new { name = "Reader", role = "viewer", scopes = (string[])["conversations:read"] }, ct)).Ok(201);
        return await t.Staff.With((string)key["key"]!).GetAsync($"{t.Route}/widget", ct);
    }

    private static async Task<Answer> BannedAsync(TestTenant t, CancellationToken ct)
    {
        var visitor = t.NewVisitor();
        var conversation = (await visitor.SayAsync("Hello!", ct))["conversationId"];
        var view = (await t.Staff.GetAsync($"{t.Route}/conversations/{conversation}", ct)).Ok();
        (await t.Staff.PostAsync($"{t.Route}/visitors/{view["visitor"]!["id"]}/ban", new { }, ct)).Done();
        return await UntilAsync(403, () => visitor.PostAsync("Hello again!", ct), ct);
    }

    private static async Task<Answer> NoConsentAsync(TestTenant t, CancellationToken ct)
    {
        var settings = (await t.Staff.GetAsync($"{t.Route}/widget", ct)).Ok();
        settings["consent"] = System.Text.Json.Nodes.JsonNode.Parse("""{"required":true,"text":"We keep what you write.","privacyUrl":"https://shop.example/privacy"}""");
        (await t.Staff.PutAsync($"{t.Route}/widget", settings, ct)).Done();
        return await UntilAsync(403, () => t.Widget.PostAsync(t.ChatRoute, s_hello, ct), ct);
    }

    private static async Task<Answer> StaleAsync(TestTenant t, CancellationToken ct)
    {
        var settings = (await t.Staff.GetAsync($"{t.Route}/widget", ct)).Ok();
        return await t.Staff.PutAsync($"{t.Route}/widget", settings, ct, ("If-Match", "\"999\""));
    }

    private static async Task<Answer> ReusedAsync(TestTenant t, CancellationToken ct)
    {
        var visitor = t.NewVisitor();
        (await visitor.PostAsync("Hello!", ct, "one-id")).Ok();
        return await visitor.PostAsync("Something else", ct, "one-id");
    }

    private static async Task<Answer> OverLimitAsync(TestTenant t, object limits, bool sameVisitor, CancellationToken ct)
    {
        (await t.Operator.PatchAsync($"/api/operator/tenants/{t.Id}", new { limits }, ct)).Done();
        var visitor = t.NewVisitor();
        await visitor.PostAsync("Hello!", ct);
        return await UntilAsync(429, () => (sameVisitor ? visitor : t.NewVisitor()).PostAsync("Hello!", ct), ct);
    }

    private static Task<Answer> UntilAsync(int status, Func<Task<Answer>> ask, CancellationToken ct) =>
        Eventually.AnswerAsync(ask, answer => answer.Status == status, ct);
}
