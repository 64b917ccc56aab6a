namespace LiveChat.WidgetAuth.Keys;

/// <summary>
/// The life of a signing key: published (next), then signing (current), then published only for checking (previous), then
/// gone. Pure.
/// </summary>
internal static class SigningKeyRules
{
    /// <summary>A previous key stays published as long as a token that it signed may still be shown or renewed: a family of
    /// site tokens lives at most 365 days. One day more for clocks.</summary>
    public static readonly TimeSpan CheckedFor = SiteTokens.SiteTokenRules.FamilyLifetime + TimeSpan.FromDays(1);

    /// <summary>The private half is erased so long after the successor took over: no replica's clock is that late.</summary>
    public static readonly TimeSpan PrivateHalfKept = TimeSpan.FromDays(1);

    /// <summary>How long a key is published before it signs, so that every verifier and every cache of the JWKS knows it.</summary>
    public static TimeSpan Lead(TimeSpan period) => period > TimeSpan.FromDays(2) ? TimeSpan.FromDays(1) : period / 2;

    /// <summary>When the successor of a key that signs since <paramref name="activeFrom"/> takes over. Never without its lead,
    /// also when every replica slept through the date.</summary>
    public static DateTimeOffset SuccessorActiveFrom(DateTimeOffset activeFrom, TimeSpan period, DateTimeOffset now)
    {
        var due = activeFrom + period;
        var soonest = now + Lead(period);
        return due > soonest ? due : soonest;
    }

    /// <summary>Whether it is time to publish the successor of the newest key.</summary>
    public static bool NeedsSuccessor(DateTimeOffset newestActiveFrom, TimeSpan period, DateTimeOffset now) =>
        newestActiveFrom + period - Lead(period) <= now;

    /// <summary>The key that signs now: the newest active one. The very first may be "active" a moment from now by another
    /// replica's clock.</summary>
    public static SigningKey? Current(IReadOnlyList<SigningKey> keys, DateTimeOffset now) =>
        keys.LastOrDefault(key => key.ActiveFrom <= now && key.Credentials is not null)
        ?? keys.FirstOrDefault(key => key.Credentials is not null);
}
