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

    private readonly ConcurrentDictionary<(string TenantId, Guid UserId), DateTimeOffset> _notBefore = new();

    public void Apply(StaffAccessChanged change)
    {
        _notBefore.AddOrUpdate(
            (change.TenantId, change.UserId), change.NotBefore, (_, known) => known > change.NotBefore ? known : change.NotBefore);
        var forget = clock.GetUtcNow() - Kept;
        foreach (var entry in _notBefore)
        {
            if (entry.Value < forget)
                _notBefore.TryRemove(entry);
        }
    }

    public bool IsRevoked(VerifiedToken token) =>
        token.UserId is { } userId && !_notBefore.IsEmpty
        && _notBefore.TryGetValue((token.TenantId, userId), out var notBefore) && token.IssuedAt < notBefore;
}
