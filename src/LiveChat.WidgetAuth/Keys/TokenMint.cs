using LiveChat.ServiceDefaults.Authentication;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace LiveChat.WidgetAuth.Keys;

/// <summary>Signs tokens. The only place that does.</summary>
internal sealed class TokenMint(SigningKeyRing ring, TimeProvider clock)
{
    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <summary>A site token of that family.</summary>
    public string Widget(string tenantId, Guid family, DateTimeOffset expiresAt) =>
        Sign(TokenKind.Widget, tenantId, family, expiresAt, []);

    /// <summary>A site token whose life ended a day ago, of a family that nothing renews: for demonstrations.</summary>
    public string ExpiredWidget(string tenantId)
    {
        var expiredAt = clock.GetUtcNow() - TimeSpan.FromDays(1);
        return Sign(TokenKind.Widget, tenantId, Guid.CreateVersion7(), expiredAt, [], expiredAt - TimeSpan.FromDays(30));
    }

    /// <summary>An access token of one member of staff, of that sign-in session.</summary>
    public string Staff(string tenantId, Guid session, Guid userId, string role, string name, DateTimeOffset expiresAt) =>
        Sign(TokenKind.Staff, tenantId, session, expiresAt, new()
        {
            ["sub"] = userId.ToString(),
            [TokenProfile.RoleClaim] = role,
            [TokenProfile.NameClaim] = name,
        });

    private string Sign(
        TokenKind kind, string tenantId, Guid family, DateTimeOffset expiresAt, Dictionary<string, object> claims, DateTimeOffset? madeAt = null)
    {
        var now = madeAt ?? clock.GetUtcNow();
        var profile = TokenProfile.Of(kind);
        claims["jti"] = Guid.CreateVersion7(now).ToString("N");
        claims[TokenProfile.TenantClaim] = tenantId;
        claims[TokenProfile.FamilyClaim] = family.ToString("N");
        claims[TokenProfile.IssuedAtClaim] = now.ToUnixTimeMilliseconds();
        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = profile.Issuer,
            Audience = profile.Audience,
            TokenType = profile.Type,
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = expiresAt.UtcDateTime,
            Claims = claims,
            SigningCredentials = ring.Current.Credentials,
        });
    }
}
