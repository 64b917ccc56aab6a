using System.Security.Cryptography;
using System.Text;
using LiveChat.ServiceDefaults.Authentication;
using LiveChat.WidgetAuth.Keys;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;

namespace LiveChat.WidgetAuth.Tests.Tokens;

public sealed class TokenAttackTests(WidgetAuthHost host)
{
    [Fact]
    public async Task Door_NoToken_IsTokenMissing()
    {
        var answer = await host.GetAsync("/api/widgets/any/probe");
        Assert.Equal((HttpStatusCode.Unauthorized, "token_missing"), (answer.Status, answer.Code));
        Assert.Equal("Bearer realm=\"livechat\"", answer.Message.Headers.WwwAuthenticate.ToString());
        Assert.Equal("application/problem+json", answer.Message.Content.Headers.ContentType!.MediaType);
        Assert.NotNull(answer.Body!["visitorMessage"]);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("a.b")]
    [InlineData("a.b.c")]
    [InlineData("a.b.c.d.e")]
    [InlineData("ey J")]
    [InlineData("../../etc/passwd")]
    [InlineData("eyJhbGciOiJFUzI1NiJ9.!!.x")]
    public async Task Door_NoJwt_IsTokenMalformed(string token) =>
        Assert.Equal("token_malformed", (await host.GetAsync("/api/widgets/any/probe", token)).Code);

    [Fact]
    public async Task Door_BasicAuthentication_IsTokenMalformed()
    {
        var answer = await host.SendAsync(HttpMethod.Get, "/api/widgets/any/probe", headers: ("Authorization", "Basic YTpi"));
        Assert.Equal("token_malformed", answer.Code);
    }

    [Fact]
    public async Task Door_EndlessToken_IsTokenMalformed() =>
        Assert.Equal("token_malformed", (await host.GetAsync("/api/widgets/any/probe", new string('a', 5000))).Code);

    [Fact]
    public async Task Signature_AlgNone_IsTokenInvalid()
    {
        var (tenant, token) = await WidgetTokenAsync();
        var parts = token.Split('.');
        foreach (var alg in (string[])["none", "None", "NONE", ""])
        {
            var header = WithHeader(parts[0], node => node["alg"] = alg);
            foreach (var signature in (string[])["", parts[2]])
            {
                var answer = await host.GetAsync($"/api/widgets/{tenant.Id}/probe", $"{header}.{parts[1]}.{signature}");
                Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
                Assert.Contains(answer.Code, (string[])["token_invalid", "token_malformed"]);
            }
        }
    }

    [Fact]
    public async Task Signature_Hs256WithThePublicKey_IsTokenInvalid()
    {
        var (tenant, token) = await WidgetTokenAsync();
        var parts = token.Split('.');
        var header = WithHeader(parts[0], node => node["alg"] = "HS256");
        var jwks = (await host.GetAsync("/.well-known/jwks.json")).Body!["keys"]![0]!;
        var x = Base64UrlEncoder.DecodeBytes(jwks["x"]!.GetValue<string>());
        byte[][] secrets = [Encoding.UTF8.GetBytes(jwks.ToJsonString()), x, [4, .. x, .. Base64UrlEncoder.DecodeBytes(jwks["y"]!.GetValue<string>())]];
        foreach (var secret in secrets)
        {
            var signature = Base64UrlEncoder.Encode(HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes($"{header}.{parts[1]}")));
            Assert.Equal("token_invalid", (await host.GetAsync($"/api/widgets/{tenant.Id}/probe", $"{header}.{parts[1]}.{signature}")).Code);
        }
    }

    [Fact]
    public async Task Signature_OwnKeyInTheHeader_IsTokenInvalid()
    {
        var (tenant, token) = await WidgetTokenAsync();
        var parts = token.Split('.');
        using var own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var point = own.ExportParameters(false).Q;
        var header = WithHeader(parts[0], node => node["jwk"] = new JsonObject
        {
            ["kty"] = "EC",
            ["crv"] = "P-256",
            ["x"] = Base64UrlEncoder.Encode(point.X!),
            ["y"] = Base64UrlEncoder.Encode(point.Y!),
        });
        Assert.Equal("token_invalid", (await host.GetAsync($"/api/widgets/{tenant.Id}/probe", Sign(own, header, parts[1]))).Code);
    }

    [Fact]
    public async Task Signature_UnknownKey_IsTokenInvalid()
    {
        var (tenant, token) = await WidgetTokenAsync();
        var parts = token.Split('.');
        using var own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var header = WithHeader(parts[0], node => node["kid"] = "somebody-elses");
        Assert.Equal("token_invalid", (await host.GetAsync($"/api/widgets/{tenant.Id}/probe", Sign(own, header, parts[1]))).Code);
        Assert.Equal("token_invalid", (await host.GetAsync($"/api/widgets/{tenant.Id}/probe", Sign(own, parts[0], parts[1]))).Code);
    }

    [Fact]
    public async Task Signature_ChangedTenant_IsTokenInvalid()
    {
        var (_, token) = await WidgetTokenAsync();
        var other = await host.TenantAsync();
        var parts = token.Split('.');
        var payload = WithHeader(parts[1], node => node["tid"] = other.Id);
        Assert.Equal("token_invalid", (await host.GetAsync($"/api/widgets/{other.Id}/probe", $"{parts[0]}.{payload}.{parts[2]}")).Code);
    }

    [Fact]
    public async Task Marks_GenuineKeyButMixedMarks_IsTokenInvalid()
    {
        var tenant = await host.TenantAsync();
        var profile = TokenProfile.Of(TokenKind.Widget);
        foreach (var (issuer, audience, type) in (ValueTuple<string, string, string>[])
            [(profile.Issuer, "livechat-staff", profile.Type), ("livechat/staff", profile.Audience, profile.Type), (profile.Issuer, profile.Audience, "JWT")])
        {
            var token = new Microsoft.IdentityModel.JsonWebTokens.JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
            {
                Issuer = issuer,
                Audience = audience,
                TokenType = type,
                Expires = DateTime.UtcNow.AddHours(1),
                Claims = new Dictionary<string, object> { ["jti"] = "1", ["tid"] = tenant.Id, ["fam"] = "1", ["ims"] = 1L },
                SigningCredentials = host.Services.GetRequiredService<SigningKeyRing>().Current.Credentials,
            });
            Assert.Equal("token_invalid", (await host.GetAsync($"/api/widgets/{tenant.Id}/probe", token)).Code);
        }
    }

    [Fact]
    public async Task Kind_EachKindAtEveryOtherKindsDoor_IsRefused()
    {
        var (tenant, widget) = await WidgetTokenAsync();
        var doors = new Dictionary<string, string>
        {
            ["widget"] = $"/api/widgets/{tenant.Id}/probe",
            ["staff"] = $"/api/tenants/{tenant.Id}/probe/viewer",
            ["operator"] = "/api/operator/tenants",
        };
        var keys = new Dictionary<string, string> { ["widget"] = widget, ["staff"] = tenant.Token, ["operator"] = WidgetAuthHost.OperatorKey };
        keys["api-key"] = (await host.PostAsync(
            $"/api/tenants/{tenant.Id}/api-keys", new { name = "K", role = "admin", scopes = (string[])["*:write"] }, tenant.Token)).Text("key");
        foreach (var (door, path) in doors)
        {
            foreach (var (kind, key) in keys)
            {
                var answer = await host.GetAsync(path, key);
                if (kind == door)
                    answer.Must(HttpStatusCode.OK);
                else if ((kind, door) == ("api-key", "staff"))
                    answer.Must(HttpStatusCode.OK); // the one door that takes two kinds
                else
                    Assert.Equal((HttpStatusCode.Unauthorized, kind == "operator" ? "token_malformed" : "token_wrong_kind"), (answer.Status, answer.Code));
            }
        }
    }

    [Fact]
    public async Task Fault_OfOurs_ShowsNothingOfTheInside()
    {
        var tenant = await host.TenantAsync();
        var answer = await host.GetAsync($"/api/tenants/{tenant.Id}/probe/fault", tenant.Token);
        Assert.Equal((HttpStatusCode.InternalServerError, "internal_error"), (answer.Status, answer.Code));
        Assert.DoesNotContain("inside", answer.Body!.ToJsonString(), StringComparison.Ordinal);
        Assert.NotNull(answer.Body["requestId"]);
    }

    [Fact]
    public async Task Time_Expired_SaysWhen()
    {
        var (tenant, token) = await WidgetTokenAsync();
        (await host.GetAsync($"/api/widgets/{tenant.Id}/probe", token)).Must(HttpStatusCode.OK);
        var answer = await host.GetAsync($"/api/widgets/{tenant.Id}/probe", token, shift: TimeSpan.FromDays(31).TotalSeconds);
        Assert.Equal("token_expired", answer.Code);
        var expiredAt = answer.Body!["expiredAt"]!.GetValue<DateTimeOffset>();
        Assert.InRange(expiredAt, DateTimeOffset.UtcNow.AddDays(29), DateTimeOffset.UtcNow.AddDays(31));
    }

    [Fact]
    public async Task Time_NotYetValid_IsToldBeyondTheClocksLeeway()
    {
        var (tenant, token) = await WidgetTokenAsync();
        Assert.Equal("token_not_yet_valid", (await host.GetAsync($"/api/widgets/{tenant.Id}/probe", token, shift: -120)).Code);
        (await host.GetAsync($"/api/widgets/{tenant.Id}/probe", token, shift: -10)).Must(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Tenant_AnotherTenantsToken_IsTenantMismatch()
    {
        var (_, token) = await WidgetTokenAsync();
        var other = await host.TenantAsync();
        Assert.Equal("tenant_mismatch", (await host.GetAsync($"/api/widgets/{other.Id}/probe", token)).Code);
        var mine = await host.TenantAsync();
        var staff = await host.GetAsync($"/api/tenants/{other.Id}/probe/viewer", mine.Token);
        Assert.Equal((HttpStatusCode.Forbidden, "tenant_mismatch"), (staff.Status, staff.Code));
    }

    [Fact]
    public async Task Role_TooLow_IsForbidden()
    {
        var tenant = await host.TenantAsync();
        var (_, token, _) = await host.ColleagueAsync(tenant, "agent");
        (await host.GetAsync($"/api/tenants/{tenant.Id}/probe/viewer", token)).Must(HttpStatusCode.OK);
        var answer = await host.GetAsync($"/api/tenants/{tenant.Id}/probe/owner", token);
        Assert.Equal((HttpStatusCode.Forbidden, "forbidden"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Tenant_SuspendedAndErased_AreTold()
    {
        var (tenant, token) = await WidgetTokenAsync();
        (await host.SendAsync(HttpMethod.Patch, $"/api/operator/tenants/{tenant.Id}", WidgetAuthHost.OperatorKey, new { status = "suspended" })).Must(HttpStatusCode.OK);
        Assert.Equal("tenant_suspended", (await host.GetAsync($"/api/widgets/{tenant.Id}/probe", token)).Code);
        Assert.Equal("tenant_suspended", (await host.GetAsync("/api/auth/me", tenant.Token)).Code);
        (await host.SendAsync(HttpMethod.Delete, $"/api/operator/tenants/{tenant.Id}", WidgetAuthHost.OperatorKey)).Must(HttpStatusCode.NoContent);
        var erased = await host.GetAsync($"/api/widgets/{tenant.Id}/probe", token);
        Assert.Equal((HttpStatusCode.NotFound, "tenant_not_found"), (erased.Status, erased.Code));
    }

    private async Task<(TestTenant Tenant, string Token)> WidgetTokenAsync()
    {
        var tenant = await host.TenantAsync();
        return (tenant, (await host.MintAsync(tenant)).Text("token"));
    }

    private static string WithHeader(string part, Action<JsonNode> change)
    {
        var node = JsonNode.Parse(Base64UrlEncoder.Decode(part))!;
        change(node);
        return Base64UrlEncoder.Encode(node.ToJsonString());
    }

    private static string Sign(ECDsa key, string header, string payload) =>
        $"{header}.{payload}.{Base64UrlEncoder.Encode(key.SignData(Encoding.ASCII.GetBytes($"{header}.{payload}"), HashAlgorithmName.SHA256))}";
}
