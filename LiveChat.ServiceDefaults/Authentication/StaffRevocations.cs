using System.Collections.Concurrent;
using LiveChat.Contracts;

namespace LiveChat.ServiceDefaults.Authentication;

/// <summary>
/// Staff whose access ended or changed: their tokens issued before that moment are refused until they would have expired
/// anyway, after which the entry is dropped.
/// </summary>
internal sealed class StaffRevocations(TimeProvider clock)
{
    /// <summary>Life of a staff token (10 min) and some: an older token is expired by itself.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(15);

    private readonly ConcurrentDictionary<(string TenantId, Guid UserId), NotBefore> _people = new();

    public void Apply(StaffAccessChanged change)
    {
        _people.AddOrUpdate(
            (change.TenantId, change.UserId), _ => default(NotBefore).With(change), (_, known) => known.With(change));
        var forget = clock.GetUtcNow() - Kept;
        foreach (var entry in _people)
        {
            if (entry.Value.Latest < forget)
                _people.TryRemove(entry);
        }
    }

    public bool IsRevoked(VerifiedToken token) =>
        token.UserId is { } userId && !_people.IsEmpty
        && _people.TryGetValue((token.TenantId, userId), out var notBefore) && notBefore.Refuses(token);

    /// <summary>From when on one person's tokens count.</summary>
    /// <param name="Everywhere">For every sign-in.</param>
    /// <param name="Elsewhere">For every sign-in but <paramref name="Kept"/>, the one that changed the password.</param>
    private readonly record struct NotBefore(DateTimeOffset Everywhere, DateTimeOffset Elsewhere, Guid? Kept)
    {
        public DateTimeOffset Latest => Everywhere > Elsewhere ? Everywhere : Elsewhere;

        // Events may come twice and in any order: the later moment stands.
        public NotBefore With(StaffAccessChanged change) => change.KeepSession is null
            ? this with { Everywhere = change.NotBefore > Everywhere ? change.NotBefore : Everywhere }
            : change.NotBefore > Elsewhere ? this with { Elsewhere = change.NotBefore, Kept = change.KeepSession } : this;

        public bool Refuses(VerifiedToken token) => token.IssuedAt < Everywhere
            || (token.IssuedAt < Elsewhere && !(Guid.TryParse(token.Family, out var session) && session == Kept));
    }
}
