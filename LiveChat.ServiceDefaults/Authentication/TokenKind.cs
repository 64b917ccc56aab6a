namespace LiveChat.ServiceDefaults.Authentication;

/// <summary>The kinds of key. Each signed one has its own <c>iss</c>, <c>aud</c> and <c>typ</c>, an API key its own prefix, so that none
/// opens the other's door.</summary>
public enum TokenKind
{
    /// <summary>Public token in a site's snippet: names a tenant, nobody in person.</summary>
    Widget,

    /// <summary>Short-lived access token of one member of a tenant's staff.</summary>
    Staff,

    /// <summary>A server's key (<see cref="ApiKeyForm"/>): not signed but looked up, and never valid where a token of another kind is asked for.</summary>
    ApiKey,
}

/// <summary>What marks a token's kind, and the names of its claims.</summary>
/// <param name="Issuer">Claim <c>iss</c>.</param>
/// <param name="Audience">Claim <c>aud</c>.</param>
/// <param name="Type">Header <c>typ</c>.</param>
public sealed record TokenProfile(string Issuer, string Audience, string Type)
{
    /// <summary>The only signature algorithm that is accepted, whatever a token's header says.</summary>
    public const string Algorithm = "ES256";

    /// <summary>Claims: tenant id; family of a widget token or session of a staff token; role; issued at in unix milliseconds.</summary>
    public const string TenantClaim = "tid", FamilyClaim = "fam", RoleClaim = "role", NameClaim = "name", IssuedAtClaim = "ims";

    /// <summary>Claim of an API key only: one of its scopes.</summary>
    public const string ScopeClaim = "scope";

    /// <summary>Longest token that is looked at, in characters.</summary>
    public const int MaxLength = 4096;

    private static readonly TokenProfile Widget = new("livechat/widget", "livechat-widget", "lc-widget+jwt");
    private static readonly TokenProfile Staff = new("livechat/staff", "livechat-staff", "lc-staff+jwt");

    /// <summary>The marks of one signed kind.</summary>
    public static TokenProfile Of(TokenKind kind) => kind switch
    {
        TokenKind.Widget => Widget,
        TokenKind.Staff => Staff,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "This kind is not signed."),
    };
}
