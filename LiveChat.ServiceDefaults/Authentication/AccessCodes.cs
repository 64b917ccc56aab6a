namespace LiveChat.ServiceDefaults.Authentication;

/// <summary>The codes of everything that is refused at the door (contract.md, Error codes).</summary>
public static class AccessCodes
{
    public const string TokenMissing = "token_missing";
    public const string TokenMalformed = "token_malformed";
    public const string TokenInvalid = "token_invalid";
    public const string TokenExpired = "token_expired";
    public const string TokenNotYetValid = "token_not_yet_valid";
    public const string TokenRevoked = "token_revoked";
    public const string TokenWrongKind = "token_wrong_kind";
    public const string TenantMismatch = "tenant_mismatch";
    public const string TenantSuspended = "tenant_suspended";
    public const string TenantNotFound = "tenant_not_found";
    public const string Forbidden = "forbidden";

    /// <summary>One sentence that says what to do next.</summary>
    internal static string Detail(string code) => code switch
    {
        TokenMissing => "Send the token in the header 'Authorization: Bearer <token>'.",
        TokenMalformed => "This is no token of ours: copy it whole, without quotes, spaces or line breaks.",
        TokenInvalid => "The token was not issued by this platform, or was changed: make a new one in the dashboard.",
        TokenExpired => "The token has expired: make a new one, or renew it.",
        TokenNotYetValid => "The token is not valid yet: check the clock of the machine that made it.",
        TokenRevoked => "The token was revoked: sign in again, or make a new token in the dashboard.",
        TokenWrongKind => "This is another kind of key: widget routes take widget tokens, staff routes staff tokens or API keys, operator routes the operator's key.",
        TenantMismatch => "The token belongs to another tenant than the address: use that tenant's own token.",
        TenantSuspended => "The tenant is suspended: ask the platform's operator.",
        TenantNotFound => "There is no such tenant: check the tenant id.",
        _ => "Your role does not allow this: ask an owner or admin of your team.",
    };
}
