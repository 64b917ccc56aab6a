using LiveChat.ServiceDefaults.Authentication;
using LiveChat.WidgetAuth.Widget;

namespace LiveChat.WidgetAuth.SiteTokens;

/// <summary>How long site tokens live, and when an expired one may come back.</summary>
internal static class SiteTokenRules
{
    /// <summary>contract.md: a site token lives 30 days by default.</summary>
    public static readonly TimeSpan DefaultLifetime = TimeSpan.FromDays(30);

    /// <summary>No family outlives this, however often it is renewed.</summary>
    public static readonly TimeSpan FamilyLifetime = TimeSpan.FromDays(365);

    private static readonly TimeSpan ShortestLifetime = TimeSpan.FromHours(1);

    /// <summary>The life asked for in days (fractions allowed: an hour is 1/24), or 400.</summary>
    public static TimeSpan Lifetime(double? days)
    {
        if (days is null)
            return DefaultLifetime;
        var input = new InputRules();
        if (double.IsNaN(days.Value) || days.Value > FamilyLifetime.TotalDays || days.Value < ShortestLifetime.TotalDays - 0.001)
            input.Error("expiresInDays", "must be a number from 0.042 (an hour) to 365");
        input.ThrowIfAny();
        return TimeSpan.FromSeconds(Math.Round(days.Value * 86_400));
    }

    /// <summary>When a token made now would expire: its life, cut by the end of the family's; in whole seconds, as tokens tell it.</summary>
    public static DateTimeOffset ExpiresAt(DateTimeOffset now, TimeSpan lifetime, DateTimeOffset familyCreatedAt)
    {
        var end = familyCreatedAt + FamilyLifetime;
        var expires = now + lifetime < end ? now + lifetime : end;
        return DateTimeOffset.FromUnixTimeSeconds(expires.ToUnixTimeSeconds());
    }

    /// <summary>
    /// Why a token is not renewed, as a code of the contract, or null. A valid one always is, while its family lives. An
    /// expired one is renewed only from a listed origin, while its family was used lately: it sits in public pages.
    /// </summary>
    public static string? RefusalToRenew(
        TokenFamily? family, bool expired, DomainDecision site, RenewalSettings renewal, DateTimeOffset now)
    {
        if (family is null || family.RevokedAt is not null)
            return AccessCodes.TokenRevoked;
        if (family.CreatedAt + FamilyLifetime <= now)
            return AccessCodes.TokenExpired;
        if (!expired)
            return null;
        var usedLately = family.LastUsedAt + TimeSpan.FromDays(renewal.Days) > now;
        return renewal.Enabled && site.Listed && usedLately ? null : AccessCodes.TokenExpired;
    }
}
