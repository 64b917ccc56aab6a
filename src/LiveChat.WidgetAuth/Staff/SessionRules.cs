using LiveChat.ServiceDefaults.Authentication;

namespace LiveChat.WidgetAuth.Staff;

/// <summary>A refresh token as it stands after a rotation was tried.</summary>
/// <param name="RotatedAt">When it was exchanged for its successor; null when the session had ended before.</param>
/// <param name="Successor">Sealed.</param>
internal sealed record RefreshState(
    Guid SessionId, Guid UserId, string TenantId, DateTimeOffset ExpiresAt, DateTimeOffset SessionExpiresAt, DateTimeOffset? EndedAt,
    DateTimeOffset? RotatedAt, string? Successor);

/// <summary>What becomes of a refresh.</summary>
internal enum RefreshOutcome
{
    /// <summary>The successor made just now is handed out.</summary>
    Rotated,

    /// <summary>Two tabs, or an answer that was lost: the successor made before is handed out again.</summary>
    Repeated,

    /// <summary>An old token long after its rotation: somebody has a copy, so the whole session ends.</summary>
    Reused,

    Expired,

    Ended,

    Unknown,
}

/// <summary>Decides on refreshes. Pure.</summary>
internal static class SessionRules
{
    /// <param name="state">As read after the rotation was tried; null for an unknown token.</param>
    /// <param name="mine">The sealed successor that this request tried to put in.</param>
    /// <param name="grace">How long an old token gets the same successor.</param>
    /// <param name="now">The time of the request.</param>
    public static RefreshOutcome Decide(RefreshState? state, string mine, TimeSpan grace, DateTimeOffset now)
    {
        if (state is null)
            return RefreshOutcome.Unknown;
        if (state.EndedAt is not null)
            return RefreshOutcome.Ended;
        if (state.ExpiresAt <= now || state.SessionExpiresAt <= now)
            return RefreshOutcome.Expired;
        if (state.RotatedAt is null)
            return RefreshOutcome.Ended;
        if (state.Successor == mine)
            return RefreshOutcome.Rotated;
        return now - state.RotatedAt <= grace ? RefreshOutcome.Repeated : RefreshOutcome.Reused;
    }

    /// <summary>The contract's code for a refused refresh.</summary>
    public static string Code(RefreshOutcome outcome) => outcome switch
    {
        RefreshOutcome.Unknown => AccessCodes.TokenInvalid,
        RefreshOutcome.Expired => AccessCodes.TokenExpired,
        _ => AccessCodes.TokenRevoked,
    };

    /// <summary>The membership to sign in to: the one asked for, else the first in an active tenant, else the first.</summary>
    public static Membership? Choose(IReadOnlyList<Membership> memberships, string? tenantId) => tenantId is not null
        ? memberships.FirstOrDefault(membership => membership.TenantId == tenantId)
        : memberships.FirstOrDefault(membership => membership.TenantStatus == TenantStatus.Active) ?? (memberships is [var first, ..] ? first : null);

    /// <summary>Whether a request carries an <c>Origin</c> of another host: a foreign page must neither refresh nor sign anybody out.
    /// Schemes are not compared: TLS may end before the gateway.</summary>
    public static bool IsForeign(string? origin, string host)
    {
        if (string.IsNullOrEmpty(origin))
            return false;
        return DomainRules.ParseOrigin(origin) is not { } site
            || DomainRules.ParseOrigin($"{site.Scheme}://{host}") is not { } own || site != own;
    }
}
