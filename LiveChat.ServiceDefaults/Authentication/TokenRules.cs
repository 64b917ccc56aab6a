using LiveChat.Contracts;

namespace LiveChat.ServiceDefaults.Authentication;

/// <summary>What may be wrong with a genuine token at the moment of its use.</summary>
internal static class TokenRules
{
    /// <summary>Wrong kind, not yet valid or expired; null when none of them.</summary>
    public static string? RefusalByContent(
        VerifiedToken token, TokenKind kind, bool acceptExpired, DateTimeOffset now, TimeSpan leeway)
    {
        if (token.Kind != kind)
            return AccessCodes.TokenWrongKind;
        if (token.NotBefore > now + leeway)
            return AccessCodes.TokenNotYetValid;
        return token.ExpiresAt <= now && !acceptExpired ? AccessCodes.TokenExpired : null;
    }

    /// <summary>What the tenant's state says: unknown or erased, family revoked, suspended; null when nothing.</summary>
    public static string? RefusalByTenant(VerifiedToken token, TenantAccess? tenant)
    {
        if (tenant is null || tenant.Status == TenantStatus.Erased)
            return AccessCodes.TenantNotFound;
        if (token.Kind == TokenKind.Widget && tenant.RevokedFamilies.Contains(token.Family))
            return AccessCodes.TokenRevoked;
        return tenant.Status == TenantStatus.Active ? null : AccessCodes.TenantSuspended;
    }
}

/// <summary>The values of <see cref="TenantAccess.Status"/>.</summary>
public static class TenantStatus
{
    public const string Active = "active";
    public const string Suspended = "suspended";
    public const string Erased = "erased";
}
