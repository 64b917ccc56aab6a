using System.Collections.Concurrent;
using System.Security.Cryptography;
using LiveChat.Contracts;
using LiveChat.ServiceDefaults.Authentication;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace LiveChat.AssistantRouting.Tests.Hosting;

/// <summary>Signs staff tokens; every tenant it signs for exists.</summary>
internal sealed class StaffKeys : ISigningKeys
{
    private readonly ECDsaSecurityKey _key = new(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = "test-key" };

    public ConcurrentDictionary<string, TenantAccess> Tenants { get; } = new();

    public ValueTask<SecurityKey?> FindAsync(string keyId, CancellationToken cancellationToken) => new(keyId == _key.KeyId ? _key : null);

    public string Token(string tenantId, string role)
    {
        Tenants.GetOrAdd(tenantId, id => new TenantAccess(id, Tenants.Count + 1, id, "active", [], true, false, [], TenantLimits.Default,
            new WidgetSettingsView(id, null, "#000000", "right", "light", null, null, null, null, [], null, "en")));
        var profile = TokenProfile.Of(TokenKind.Staff);
        var now = DateTimeOffset.UtcNow;
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = profile.Issuer,
            Audience = profile.Audience,
            TokenType = profile.Type,
            Expires = now.AddMinutes(10).UtcDateTime,
            SigningCredentials = new SigningCredentials(_key, TokenProfile.Algorithm),
            Claims = new Dictionary<string, object>
            {
                ["jti"] = Guid.NewGuid().ToString(),
                ["sub"] = Guid.NewGuid().ToString(),
                [TokenProfile.TenantClaim] = tenantId,
                [TokenProfile.FamilyClaim] = Guid.NewGuid().ToString(),
                [TokenProfile.RoleClaim] = role,
                [TokenProfile.NameClaim] = "Niamh",
                [TokenProfile.IssuedAtClaim] = now.ToUnixTimeMilliseconds(),
            },
        });
    }
}
