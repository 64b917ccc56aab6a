using System.Security.Cryptography;
using LiveChat.ServiceDefaults.Authentication;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace LiveChat.Chat.Tests.Platform;

/// <summary>Mints tokens as widget-auth does, under a key of its own, and serves that key as a JWKS.</summary>
internal static class Tokens
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

    public static string Widget(string tenantId) => Mint(TokenKind.Widget, tenantId, []);

    public static string Staff(string tenantId, Guid userId, string role, string name) => Mint(TokenKind.Staff, tenantId, new()
    {
        ["sub"] = userId.ToString(),
        [TokenProfile.RoleClaim] = role,
        [TokenProfile.NameClaim] = name,
    });

    private static string Mint(TokenKind kind, string tenantId, Dictionary<string, object> claims)
    {
        var profile = TokenProfile.Of(kind);
        var now = DateTimeOffset.UtcNow;
        claims["jti"] = Guid.NewGuid().ToString("N");
        claims[TokenProfile.TenantClaim] = tenantId;
        claims[TokenProfile.FamilyClaim] = Guid.NewGuid().ToString("N");
        claims[TokenProfile.IssuedAtClaim] = now.ToUnixTimeMilliseconds();
        claims["nbf"] = now.ToUnixTimeSeconds() - 1;
        claims["exp"] = now.ToUnixTimeSeconds() + 600;
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = profile.Issuer,
            Audience = profile.Audience,
            TokenType = profile.Type,
            SigningCredentials = new SigningCredentials(s_key, TokenProfile.Algorithm),
            Claims = claims,
        });
    }
}
