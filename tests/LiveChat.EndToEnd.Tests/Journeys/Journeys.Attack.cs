using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using LiveChat.EndToEnd.Tests.Clients;
using Xunit;

namespace LiveChat.EndToEnd.Tests.Journeys;

public abstract partial class Journeys
{
    [Fact]
    public async Task EveryEndpoint_WithAnotherTenantsKeys_LeaksNothing()
    {
        var attacker = await TenantAsync(assistant: false);
        var victim = await TenantAsync();
        var known = await ThingsAsync(victim);
        var server = await ApiKeyAsync(attacker);
        var before = await ActorsAsync();
        var leaks = new List<string>();
        var asked = 0;
        foreach (var (method, path) in await EndpointsAsync())
        {
            foreach (var (kind, caller) in ((string, Caller)[])[
                ("staff", attacker.Staff), ("widget", attacker.Widget), ("api key", server), ("nothing", Anonymous)])
            {
                var answer = await KnockAsync(caller, method, Address(path, victim.Id, known));
                asked++;
                if (answer.Status is not (401 or 403 or 404))
                    leaks.Add($"{kind}: {method} {path} -> {answer.Status} {answer.Code}");
            }
        }
        Assert.True(asked > 200, $"only {asked} requests: the document names too few routes");
        Assert.True(leaks.Count == 0, string.Join('\n', leaks));
        // What the victim's own people changed may still be on its way into the audit: but nobody else is in it.
        Assert.Empty((await ActorsAsync()).Except(before));

        async Task<HashSet<string?>> ActorsAsync() =>
            [.. (await victim.Staff.GetAsync($"{victim.Route}/audit?limit=100", Ct)).Ok()["items"]!.AsArray().Select(e => (string?)e!["actorName"])];
    }

    [Fact]
    public async Task EveryObject_OfAnotherTenantUnderTheOwnAddress_IsNotThere()
    {
        var attacker = await TenantAsync(assistant: false);
        var victim = await TenantAsync();
        var known = await ThingsAsync(victim);
        var leaks = new List<string>();
        foreach (var (method, path) in (await EndpointsAsync()).Where(route => route.Path.StartsWith("/api/tenants/", StringComparison.Ordinal)
            && route.Path.Count(c => c == '{') > 1))
        {
            var answer = await KnockAsync(attacker.Staff, method, Address(path, attacker.Id, known));
            // What reads or deletes finds nothing; what writes may say first that an empty body is none.
            if (answer.Status is >= 200 and < 300 or >= 500 || (method is "GET" or "DELETE" && answer.Status is not (401 or 403 or 404)))
                leaks.Add($"{method} {path} -> {answer.Status} {answer.Text}");
        }
        Assert.True(leaks.Count == 0, string.Join('\n', leaks));
    }

    [Fact]
    public async Task ForgedTokens_AreRefusedByEveryService()
    {
        var tenant = await TenantAsync(assistant: false);
        var jwk = (await Anonymous.GetAsync("/.well-known/jwks.json", Ct)).Ok()["keys"]!.AsArray()[0]!;
        foreach (var (caller, routes) in ((Caller, string[])[])[
            (tenant.Staff, [$"{tenant.Route}/widget", $"{tenant.Route}/conversations", $"{tenant.Route}/assistants", $"{tenant.Route}/safety", "/api/auth/me"]),
            (tenant.Widget, [$"/api/widgets/{tenant.Id}/config", $"/api/widgets/{tenant.Id}/token"])])
        {
            foreach (var forged in Forgeries(caller.Bearer!, jwk))
            {
                foreach (var route in routes)
                {
                    var answer = route.EndsWith("/token", StringComparison.Ordinal)
                        ? await caller.With(forged).PostAsync(route, new { }, Ct)
                        : await caller.With(forged).GetAsync(route, Ct);
                    Assert.True(answer.Status == 401 && answer.Code is "token_invalid" or "token_malformed", $"{route}: {answer.Status} {answer.Text}");
                }
            }
        }
    }

    [Fact]
    public async Task IdentityHeaders_AreNobodysBusiness()
    {
        var tenant = await TenantAsync(assistant: false);
        (string, string)[] smuggled =
        [
            ("X-Tenant-Id", "another"), ("X-User-Id", Guid.NewGuid().ToString()), ("X-User-Role", "owner"), ("X-Forwarded-User", "root"), ("X-Operator", "true"),
            ("X-Forwarded-For", "6.6.6.6"), ("X-Real-IP", "6.6.6.6"), ("Forwarded", "for=6.6.6.6;host=evil.example"), ("X-Forwarded-Host", "evil.example"),
            ("X-Forwarded-Prefix", "/evil"), ("X-Original-URL", "/api/operator/tenants"), ("X-Rewrite-Url", "/api/operator/tenants"),
            ("X-HTTP-Method-Override", "DELETE"),
        ];
        (await Anonymous.GetAsync($"{tenant.Route}/widget", Ct, smuggled)).Refused(401, "token_missing");
        (await tenant.Staff.GetAsync("/api/operator/tenants", Ct, smuggled)).Refused(401, "token_wrong_kind");
        var me = (await tenant.Staff.GetAsync("/api/auth/me", Ct, smuggled)).Ok();
        Assert.Equal((tenant.Id, tenant.Email), ((string)me["tenantId"]!, (string)me["user"]!["email"]!));
        var minted = (await tenant.Staff.PostAsync($"{tenant.Route}/widget/tokens", new { label = "smuggled" }, Ct, smuggled)).Ok(201);
        Assert.DoesNotContain("evil", (string)minted["snippet"]!, StringComparison.Ordinal);
        var audit = (await tenant.Staff.GetAsync($"{tenant.Route}/audit?action=widget_token.minted", Ct)).Ok();
        Assert.DoesNotContain("6.6.6.6", audit.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnicodeTricks_InIdsAndDomains_OpenNothing()
    {
        var tenant = await TenantAsync(assistant: false);
        (await tenant.Staff.PostAsync($"{tenant.Route}/widget/allowed-domains", new { domain = "shop.example" }, Ct)).Ok();
        foreach (var id in (string[])[
            tenant.Id.ToUpperInvariant(), tenant.Id.Replace('t', '\uFF54'), tenant.Id + "%00", tenant.Id + "%20", tenant.Id + "\u200B", "%2e%2e", tenant.Id + "%2F..", tenant.Id + ";x=1", "%F0%9F%92%A9"])
        {
            var staff = await tenant.Staff.GetAsync($"/api/tenants/{id}/widget", Ct);
            Assert.True(staff.Status is 400 or 401 or 403 or 404, $"{id}: {staff.Status} {staff.Text}");
            var widget = await tenant.Widget.GetAsync($"/api/widgets/{id}/config", Ct);
            Assert.True(widget.Status is 400 or 401 or 403 or 404, $"{id}: {widget.Status} {widget.Text}");
        }
        foreach (var origin in (string[])[
            "https://xn--hop-7cd.example", "https://shop.example.evil.example", "https://evilshop.example", "https://shop.example@evil.example",
            "https://shop.example%2eevil.example", "https://shop\u3002example.evil", "null", "file://", "https://shop.example:444"])
        {
            var answer = await tenant.Widget.GetAsync($"/api/widgets/{tenant.Id}/config", Ct, ("Origin", Ascii(origin)));
            answer.Refused(403, "domain_not_authorized");
        }
        (await tenant.Widget.GetAsync($"/api/widgets/{tenant.Id}/config", Ct, ("Origin", "https://SHOP.example."))).Ok();
    }

    private async Task<IReadOnlyList<(string Method, string Path)>> EndpointsAsync() =>
        [.. (await Anonymous.GetAsync("/openapi.json", Ct)).Ok()["paths"]!.AsObject()
            .Where(path => path.Key.Contains("{tenantId}", StringComparison.Ordinal) || path.Key.StartsWith("/api/operator", StringComparison.Ordinal))
            .SelectMany(path => path.Value!.AsObject().Where(item => item.Key is "get" or "post" or "put" or "patch" or "delete")
                .Select(item => (item.Key.ToUpperInvariant(), path.Key)))];

    private static string Address(string path, string tenantId, IReadOnlyDictionary<string, string> known)
    {
        var area = path.Split('/').ElementAtOrDefault(4) ?? "";
        if (path.Contains("/widget/tokens", StringComparison.Ordinal))
            area = "tokens";
        var id = known.GetValueOrDefault(area) ?? Guid.NewGuid().ToString();
        var text = path.Replace("{tenantId}", tenantId, StringComparison.Ordinal);
        return System.Text.RegularExpressions.Regex.Replace(text, "{[^}]+}", path.StartsWith("/api/operator", StringComparison.Ordinal) ? tenantId : id);
    }

    private static Task<Answer> KnockAsync(Caller caller, string method, string path) => caller.SendAsync(
        new HttpMethod(method), path, method is "GET" or "DELETE" ? null : Caller.Json("{}"), Ct);

    /// <summary>One real thing of each kind, by the route's first segment.</summary>
    private async Task<IReadOnlyDictionary<string, string>> ThingsAsync(TestTenant tenant)
    {
        async Task<string> FirstAsync(string route) => (string)(await tenant.Staff.GetAsync($"{tenant.Route}/{route}", Ct)).Ok()["items"]!.AsArray()[0]!["id"]!;
        var visitor = (await tenant.Staff.GetAsync($"{tenant.Route}/conversations", Ct)).Ok()["items"]!.AsArray()[0]!;
        await ApiKeyAsync(tenant);
        return new Dictionary<string, string>
        {
            ["conversations"] = (string)visitor["id"]!,
            ["visitors"] = (string)visitor["visitor"]!["id"]!,
            ["assistants"] = await FirstAsync("assistants"),
            ["knowledge"] = await FirstAsync("knowledge"),
            ["users"] = await FirstAsync("users"),
            ["tokens"] = await FirstAsync("widget/tokens"),
            ["api-keys"] = await FirstAsync("api-keys"),
        };
    }

    private async Task<Caller> ApiKeyAsync(TestTenant tenant) => new(Gateway, (string)(await tenant.Staff.PostAsync(
        $"{tenant.Route}/api-keys", new { name = "Server", role = "admin", scopes = (string[])["*:write"] }, Ct)).Ok(201)["key"]!);

    /// <summary>A genuine token made another one, by each of the ways that once worked somewhere.</summary>
    private static IEnumerable<string> Forgeries(string token, JsonNode jwk)
    {
        var parts = token.Split('.');
        string Header(Action<JsonNode> change) => Changed(parts[0], change);
        using var own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var none = Header(header => header["alg"] = "none");
        yield return $"{none}.{parts[1]}.";
        yield return $"{none}.{parts[1]}.{parts[2]}";
        var symmetric = $"{Header(header => header["alg"] = "HS256")}.{parts[1]}";
        yield return $"{symmetric}.{Encode(HMACSHA256.HashData(Encoding.UTF8.GetBytes(jwk.ToJsonString()), Encoding.ASCII.GetBytes(symmetric)))}";
        var signed = $"{parts[0]}.{parts[1]}";
        yield return $"{signed}.{Encode(own.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256))}";
        yield return $"{Header(header => header["kid"] = "another")}.{parts[1]}.{parts[2]}";
        var brought = $"{Header(header => header["jwk"] = jwk.DeepClone())}.{parts[1]}";
        yield return $"{brought}.{Encode(own.SignData(Encoding.ASCII.GetBytes(brought), HashAlgorithmName.SHA256))}";
        yield return $"{parts[0]}.{Changed(parts[1], payload => payload["role"] = "operator")}.{parts[2]}";
        yield return $"{parts[0]}.{Changed(parts[1], payload => payload["exp"] = 4_000_000_000L)}.{parts[2]}";
        yield return $"{parts[0]}.{parts[1]}.{Encode(new byte[64])}";
    }

    private static string Changed(string part, Action<JsonNode> change)
    {
        var node = JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(part))!;
        change(node);
        return Encode(Encoding.UTF8.GetBytes(node.ToJsonString()));
    }

    private static string Encode(ReadOnlySpan<byte> bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);

    // A browser never sends other letters in an Origin; a program might, percent-encoded.
    private static string Ascii(string origin) => string.Concat(origin.Select(c => c < 128 ? c.ToString() : Uri.EscapeDataString(c.ToString())));
}
