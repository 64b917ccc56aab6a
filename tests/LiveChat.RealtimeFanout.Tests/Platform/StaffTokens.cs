using System.Security.Cryptography;
using LiveChat.ServiceDefaults.Authentication;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace LiveChat.RealtimeFanout.Tests.Platform;

/// <summary>Mints tokens as widget-auth does, under a key of its own, and serves that key as a JWKS.</summary>
internal static class StaffTokens
{
    private static readonly ECDsaSecurityKey s_key = new(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = "test-key" };

    public static object Jwks
    {
        get
        {
            var point = s_key.ECDsa.ExportParameters(includePrivateParameters: false).Q;
            return new
            {
                keys = new[]
                {
                    new
                    {
                        kty = "EC", crv = "P-256", kid = s_key.KeyId, use = "sig", alg = "ES256",
                        x = Base64UrlEncoder.Encode(point.X), y = Base64UrlEncoder.Encode(point.Y),
                    },
                },
            };
        }
    }

    public static string Mint(
        string tenantId, Guid userId, string role = "agent", string name = "Ada", TimeSpan? life = null,
        TokenKind kind = TokenKind.Staff, Guid? session = null)
    {
        var profile = TokenProfile.Of(kind);
        var now = DateTimeOffset.UtcNow;
        var expires = now + (life ?? TimeSpan.FromMinutes(10));
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = profile.Issuer,
            Audience = profile.Audience,
            TokenType = profile.Type,
            SigningCredentials = new SigningCredentials(s_key, TokenProfile.Algorithm),
            Claims = new Dictionary<string, object>
            {
                ["jti"] = Guid.NewGuid().ToString("N"),
                ["sub"] = userId.ToString(),
                [TokenProfile.TenantClaim] = tenantId,
                [TokenProfile.FamilyClaim] = (session ?? Guid.NewGuid()).ToString("N"),
                [TokenProfile.RoleClaim] = role,
                [TokenProfile.NameClaim] = name,
                [TokenProfile.IssuedAtClaim] = now.ToUnixTimeMilliseconds(),
                ["nbf"] = now.ToUnixTimeSeconds() - 1,
                ["exp"] = expires.ToUnixTimeSeconds(),
            },
        });
    }
}
