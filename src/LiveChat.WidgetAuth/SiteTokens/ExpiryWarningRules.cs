namespace LiveChat.WidgetAuth.SiteTokens;

/// <summary>The last live token of a tenant.</summary>
internal sealed record LastToken(
    string TenantId, string TenantName, Guid FamilyId, string? Label, TimeSpan Lifetime, DateTimeOffset ExpiresAt, string? Locale = null);

/// <summary>When a tenant is told that its chat will stop. Pure.</summary>
internal static class ExpiryWarningRules
{
    /// <summary>Days before the end, the latest warning first.</summary>
    public static readonly IReadOnlyList<int> Days = [1, 7];

    /// <summary>The warning that is due now: 1 or 7, or null. A token that was never meant to live so long warns of nothing new.</summary>
    public static int? Due(LastToken token, DateTimeOffset now)
    {
        var left = token.ExpiresAt - now;
        if (left <= TimeSpan.Zero)
            return null;
        foreach (var days in Days)
        {
            if (left <= TimeSpan.FromDays(days))
                return token.Lifetime > TimeSpan.FromDays(days) ? days : null;
        }
        return null;
    }
}
