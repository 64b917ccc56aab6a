using System.Security.Claims;

namespace LiveChat.ServiceDefaults.Authentication;

/// <summary>What a check of a token found: whose it is, or why it is refused.</summary>
/// <param name="Token">What the token says. Also set on refusals of genuine tokens (expired, revoked ...); null otherwise.</param>
/// <param name="Code">Null when the token opens the door, else the contract's code, such as <c>token_expired</c>.</param>
/// <param name="Detail">With <paramref name="Code"/>: one sentence on what to do next.</param>
public sealed record TokenResult(VerifiedToken? Token, string? Code, string? Detail)
{
    /// <summary>The token opens the door.</summary>
    public bool IsValid => Code is null;

    /// <summary>Set with <c>token_expired</c>.</summary>
    public DateTimeOffset? ExpiredAt => Code == AccessCodes.TokenExpired ? Token?.ExpiresAt : null;

    /// <summary>The same token, refused for another reason that only its door knows.</summary>
    public TokenResult RefusedAs(string code) => Refused(code, Token);

    internal static TokenResult Refused(string code, VerifiedToken? token = null) =>
        new(token, code, AccessCodes.Detail(code));
}

/// <summary>The content of a token whose signature and marks are genuine. Time and revocation are checked at each use.</summary>
/// <param name="TokenId">Claim <c>jti</c>.</param>
/// <param name="Family">Widget: the family that can be revoked. Staff: the session.</param>
/// <param name="UserId">Staff only.</param>
/// <param name="Role">Staff only; one of <see cref="StaffRoles"/>.</param>
/// <param name="Principal">The same as claims; shared by all requests with this token, so never changed.</param>
public sealed record VerifiedToken(
    TokenKind Kind, string TenantId, string TokenId, string Family, Guid? UserId, string? Role, string? DisplayName,
    DateTimeOffset IssuedAt, DateTimeOffset NotBefore, DateTimeOffset ExpiresAt, ClaimsPrincipal Principal);
