using Microsoft.AspNetCore.Http;

namespace LiveChat.ServiceDefaults.Authentication;

/// <summary>Everything that is refused at the door: code, status, title (contract.md, Error codes).</summary>
public static class AccessProblems
{
    public static readonly Problem TokenMissing = new(401, AccessCodes.TokenMissing, "Token missing");
    public static readonly Problem TokenMalformed = new(401, AccessCodes.TokenMalformed, "Token malformed");
    public static readonly Problem TokenInvalid = new(401, AccessCodes.TokenInvalid, "Token invalid");
    public static readonly Problem TokenExpired = new(401, AccessCodes.TokenExpired, "Token expired");
    public static readonly Problem TokenNotYetValid = new(401, AccessCodes.TokenNotYetValid, "Token not yet valid");
    public static readonly Problem TokenRevoked = new(401, AccessCodes.TokenRevoked, "Token revoked");
    public static readonly Problem TokenWrongKind = new(401, AccessCodes.TokenWrongKind, "Wrong kind of token");

    /// <summary>An <c>Authorization</c> header of another form than <c>Bearer ...</c>.</summary>
    public static TokenResult Malformed { get; } = TokenResult.Refused(AccessCodes.TokenMalformed);

    /// <summary>The refusal of a token as an answer; <c>token_expired</c> carries <c>expiredAt</c>.</summary>
    public static IResult Answer(TokenResult refused) =>
        refused.ExpiredAt is { } expiredAt
            ? Of(refused.Code!).Result(refused.Detail!, ("expiredAt", expiredAt))
            : Of(refused.Code!).Result(refused.Detail!);

    /// <summary>The refusal behind a code of <see cref="AccessCodes"/>.</summary>
    public static Problem Of(string code) => code switch
    {
        AccessCodes.TokenMissing => TokenMissing,
        AccessCodes.TokenMalformed => TokenMalformed,
        AccessCodes.TokenInvalid => TokenInvalid,
        AccessCodes.TokenExpired => TokenExpired,
        AccessCodes.TokenNotYetValid => TokenNotYetValid,
        AccessCodes.TokenRevoked => TokenRevoked,
        AccessCodes.TokenWrongKind => TokenWrongKind,
        AccessCodes.TenantMismatch => Problems.TenantMismatch,
        AccessCodes.TenantSuspended => Problems.TenantSuspended,
        AccessCodes.TenantNotFound => Problems.TenantNotFound,
        _ => Problems.Forbidden,
    };
}
