namespace LiveChat.WidgetAuth.SiteTokens;

/// <summary>A site token's family: the minted token and everything renewed from it.</summary>
/// <param name="Lifetime">Life of each token in it.</param>
/// <param name="LastExpiresAt">When the newest token in it expires.</param>
internal sealed record TokenFamily(
    Guid Id, string TenantId, string? Label, TimeSpan Lifetime, DateTimeOffset CreatedAt, Guid? CreatedBy,
    DateTimeOffset LastExpiresAt, DateTimeOffset LastUsedAt, DateTimeOffset? RevokedAt);

/// <summary>A family in the list; the token itself is shown once, when it is made.</summary>
/// <param name="Status"><c>active</c>, <c>expired</c> or <c>revoked</c>.</param>
/// <param name="DaysLeft">Whole days until the newest token expires; 0 when it has.</param>
/// <param name="LastUsedAt">To the minute.</param>
/// <param name="Domains">The sites it was used on lately, the latest first.</param>
internal sealed record SiteTokenView(
    Guid Id, string? Label, string Status, DateTimeOffset CreatedAt, Guid? CreatedBy, DateTimeOffset ExpiresAt, int DaysLeft,
    DateTimeOffset LastUsedAt, DateTimeOffset? RevokedAt, IReadOnlyList<SeenSite> Domains)
{
    public static SiteTokenView Of(TokenFamily family, IEnumerable<SeenSite> domains, DateTimeOffset now) => new(
        family.Id, family.Label,
        family.RevokedAt is not null ? "revoked" : family.LastExpiresAt <= now ? "expired" : "active",
        family.CreatedAt, family.CreatedBy, family.LastExpiresAt, Math.Max(0, (int)(family.LastExpiresAt - now).TotalDays),
        family.LastUsedAt, family.RevokedAt, [.. domains]);
}

/// <summary>A site that a family was used on: scheme, host and port.</summary>
internal sealed record SeenSite(string Origin, DateTimeOffset FirstAt, DateTimeOffset LastAt);
