using System.Collections.Concurrent;
using LiveChat.ServiceDefaults;

namespace LiveChat.Chat.Staff;

/// <summary>
/// What <see cref="TypicalAnswerRules"/> make of a tenant's hand-overs. Asked only when a visitor is handed over; kept for a
/// minute, and read again after an answer that this process stored.
/// </summary>
internal sealed class TypicalAnswerTimes(ChatDatabase chat, TimeProvider clock)
{
    private const int MostKept = 10_000;
    private static readonly TimeSpan s_fresh = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, (int? Minutes, DateTimeOffset ReadAt)> _tenants = new(StringComparer.Ordinal);

    /// <summary>Whole minutes; null where nothing typical was measured.</summary>
    public async ValueTask<int?> FindAsync(string tenantId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (_tenants.TryGetValue(tenantId, out var known) && now - known.ReadAt < s_fresh) return known.Minutes;
        try
        {
            var minutes = TypicalAnswerRules.Minutes(await ReadAsync(tenantId, now, cancellationToken).ConfigureAwait(false), now);
            if (_tenants.Count >= MostKept) _tenants.Clear();
            _tenants[tenantId] = (minutes, now);
            return minutes;
        }
        catch (Exception e) when (DatabaseErrors.IsTransient(e))
        {
            // The message is stored; a hint for a sentence must not fail its answer.
            return null;
        }
    }

    /// <summary>People answered somebody of the tenant.</summary>
    public void Answered(string tenantId) => _tenants.TryRemove(tenantId, out _);

    private Task<List<HandedOver>> ReadAsync(string tenantId, DateTimeOffset now, CancellationToken cancellationToken) =>
        chat.Database.ListAsync(
            new Sql("select handed_at, answered_at from handovers where tenant_id = @tenant and handed_at >= @from order by handed_at desc limit @most;")
                .With("tenant", tenantId).With("from", now - TypicalAnswerRules.Window).With("most", TypicalAnswerRules.Most),
            static r => new HandedOver(r.Time(0), r.TimeOrNull(1)), cancellationToken);
}
