using System.Security.Claims;

namespace LiveChat.ServiceDefaults.Authentication;

/// <summary>Who is asking, read from the verified token. Only behind <c>.RequireAuthorization(Policies...)</c>.</summary>
public static class ClaimsPrincipalExtensions
{
    /// <summary>The token's tenant. Throws for the operator, who has none.</summary>
    public static string TenantId(this ClaimsPrincipal user) =>
        user.FindFirst(TokenProfile.TenantClaim)?.Value ?? throw new InvalidOperationException("The caller has no tenant.");

    /// <summary>The member of staff. Throws for widget tokens and the operator.</summary>
    public static Guid UserId(this ClaimsPrincipal user) =>
        user.TryGetUserId() ?? throw new InvalidOperationException("The caller is no member of staff.");

    /// <summary>The member of staff, or null for widget tokens and the operator.</summary>
    public static Guid? TryGetUserId(this ClaimsPrincipal user) =>
        Guid.TryParse(user.FindFirst("sub")?.Value, out var id) ? id : null;

    /// <summary>One of <see cref="StaffRoles"/>; null for widget tokens and the operator.</summary>
    public static string? Role(this ClaimsPrincipal user) => user.FindFirst(TokenProfile.RoleClaim)?.Value;

    /// <summary>The name colleagues and visitors see; empty for widget tokens.</summary>
    public static string DisplayName(this ClaimsPrincipal user) => user.FindFirst(TokenProfile.NameClaim)?.Value ?? "";

    /// <summary>Widget: the token's family. Staff: the session. Null for the operator.</summary>
    public static string? Family(this ClaimsPrincipal user) => user.FindFirst(TokenProfile.FamilyClaim)?.Value;

    /// <summary>Whether the caller is a server with an API key: <see cref="UserId"/> is then the key's id.</summary>
    public static bool IsApiKey(this ClaimsPrincipal user) =>
        user.Identities.Any(identity => identity.AuthenticationType == AccessSchemes.ApiKey);

    /// <summary>The scopes of an API key; empty for everybody else.</summary>
    public static IEnumerable<string> Scopes(this ClaimsPrincipal user) => user.FindAll(TokenProfile.ScopeClaim).Select(claim => claim.Value);

    /// <summary>Whether the caller came with the operator's key.</summary>
    public static bool IsOperator(this ClaimsPrincipal user) =>
        user.Identities.Any(identity => identity.AuthenticationType == AccessSchemes.Operator);
}
