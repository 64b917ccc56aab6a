using LiveChat.Contracts;

namespace LiveChat.WidgetAuth.ApiKeys;

/// <summary>A server's key, without the key.</summary>
/// <param name="Shown">Its first characters.</param>
internal sealed record ApiKey(
    Guid Id, string TenantId, string Name, string Shown, string Hash, string Role, IReadOnlyList<string> Scopes,
    DateTimeOffset CreatedAt, Guid? CreatedBy, DateTimeOffset? ExpiresAt, DateTimeOffset? LastUsedAt, DateTimeOffset? RevokedAt)
{
    /// <summary>What every verifier must know of it.</summary>
    public ApiKeyAccess Access() => new(Id, Hash, Name, Role, Scopes, ExpiresAt, RevokedAt is not null);
}

/// <summary>A key in the list.</summary>
/// <param name="Prefix">Its first characters, to tell keys apart.</param>
/// <param name="Status"><c>active</c>, <c>expired</c> or <c>revoked</c>.</param>
/// <param name="LastUsedAt">To the minute; null when it was never used.</param>
internal sealed record ApiKeyView(
    Guid Id, string Name, string Prefix, string Role, IReadOnlyList<string> Scopes, string Status, DateTimeOffset CreatedAt,
    Guid? CreatedBy, DateTimeOffset? ExpiresAt, DateTimeOffset? LastUsedAt, DateTimeOffset? RevokedAt)
{
    public static ApiKeyView Of(ApiKey key, DateTimeOffset now) => new(
        key.Id, key.Name, key.Shown, key.Role, key.Scopes,
        key.RevokedAt is not null ? "revoked" : key.ExpiresAt <= now ? "expired" : "active",
        key.CreatedAt, key.CreatedBy, key.ExpiresAt, key.LastUsedAt, key.RevokedAt);
}
