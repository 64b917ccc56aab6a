using System.Security.Claims;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace LiveChat.ServiceDefaults.Authentication;

/// <summary>
/// Checks what never changes about a token: shape, algorithm, signature, and the marks of its kind.
/// The kind is told by <c>typ</c>, <c>iss</c> and <c>aud</c> together, and only after the signature held.
/// </summary>
internal sealed class TokenSignature(ISigningKeys keys)
{
    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };

    /// <summary>The token's content, or a refusal: <c>token_malformed</c> or <c>token_invalid</c>.</summary>
    public async ValueTask<TokenResult> CheckAsync(string text, CancellationToken cancellationToken)
    {
        if (Parse(text) is not { } jwt)
            return TokenResult.Refused(AccessCodes.TokenMalformed);
        // The header is not believed: an algorithm other than ours (none, HS256 with the public key) ends here,
        // keys that a header brings along (jwk, jku, x5c) are never looked at, and "crit" asks for what we do not do.
        if (jwt.Alg != TokenProfile.Algorithm || string.IsNullOrEmpty(jwt.Kid) || jwt.Kid.Length > 64
            || jwt.TryGetHeaderValue<object>("crit", out _))
            return TokenResult.Refused(AccessCodes.TokenInvalid);
        if (await keys.FindAsync(jwt.Kid, cancellationToken) is not { } key)
            return TokenResult.Refused(AccessCodes.TokenInvalid);

        var outcome = await _handler.ValidateTokenAsync(jwt, new TokenValidationParameters
        {
            ValidAlgorithms = [TokenProfile.Algorithm],
            IssuerSigningKey = key,
            TryAllIssuerSigningKeys = false,
            RequireSignedTokens = true,
            // Kind and time are checked below and at each use: they have codes of their own.
            ValidateIssuer = false,
            ValidateAudience = false,
            ValidateLifetime = false,
        });
        if (!outcome.IsValid || Read(jwt) is not { } token)
            return TokenResult.Refused(AccessCodes.TokenInvalid);
        return new(token, null, null);
    }

    private static JsonWebToken? Parse(string text)
    {
        try
        {
            return text.Count(c => c == '.') == 2 ? new JsonWebToken(text) : null;
        }
        catch (Exception exception) when (exception is ArgumentException or SecurityTokenException or FormatException)
        {
            return null;
        }
    }

    private static VerifiedToken? Read(JsonWebToken jwt)
    {
        if (KindOf(jwt) is not { } kind
            || !jwt.TryGetPayloadValue<string>(TokenProfile.TenantClaim, out var tenantId)
            || !jwt.TryGetPayloadValue<string>(TokenProfile.FamilyClaim, out var family)
            || !jwt.TryGetPayloadValue<long>(TokenProfile.IssuedAtClaim, out var issuedAt)
            || !jwt.TryGetPayloadValue<long>("exp", out var expires)
            || string.IsNullOrEmpty(jwt.Id))
            return null;

        Guid? userId = null;
        string? role = null, name = null;
        List<Claim> claims = [new(TokenProfile.TenantClaim, tenantId), new(TokenProfile.FamilyClaim, family), new("jti", jwt.Id)];
        if (kind == TokenKind.Staff)
        {
            if (!Guid.TryParse(jwt.Subject, out var user)
                || !jwt.TryGetPayloadValue(TokenProfile.RoleClaim, out role) || StaffRoles.Rank(role) < 0
                || !jwt.TryGetPayloadValue(TokenProfile.NameClaim, out name))
                return null;
            userId = user;
            claims.AddRange([new("sub", user.ToString()), new(TokenProfile.RoleClaim, role!), new(TokenProfile.NameClaim, name!)]);
        }
        var notBefore = jwt.TryGetPayloadValue<long>("nbf", out var seconds) ? seconds : issuedAt / 1000;
        var scheme = kind == TokenKind.Widget ? AccessSchemes.Widget : AccessSchemes.Staff;
        var identity = new ClaimsIdentity(claims, scheme, TokenProfile.NameClaim, TokenProfile.RoleClaim);
        return new(
            kind, tenantId, jwt.Id, family, userId, role, name, DateTimeOffset.FromUnixTimeMilliseconds(issuedAt),
            DateTimeOffset.FromUnixTimeSeconds(notBefore), DateTimeOffset.FromUnixTimeSeconds(expires), new(identity));
    }

    private static TokenKind? KindOf(JsonWebToken jwt)
    {
        foreach (var kind in (ReadOnlySpan<TokenKind>)[TokenKind.Widget, TokenKind.Staff])
        {
            var profile = TokenProfile.Of(kind);
            if (jwt.Typ == profile.Type && jwt.Issuer == profile.Issuer && jwt.Audiences.SequenceEqual([profile.Audience]))
                return kind;
        }
        return null;
    }
}
