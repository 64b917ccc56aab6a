using System.Collections.Concurrent;
using LiveChat.ServiceDefaults;

namespace LiveChat.Chat.Staff;

/// <summary>
/// Which agents set to online are there for a tenant, as fan-out knows it. Asked when a visitor is told about it or a
/// conversation is given to somebody, and kept for five seconds; while fan-out is away the last answer stands, and 'nobody'
/// where there was none.
/// </summary>
internal sealed partial class StaffPresence(InternalClients clients, TimeProvider clock, ILogger<StaffPresence> logger)
{
    private static readonly TimeSpan s_fresh = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_stale = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<string, Known> _tenants = new(StringComparer.Ordinal);

    /// <summary>
    /// The first question about a tenant waits, at most a second, and so does the first after a quiet time: what was true
    /// half a minute ago would send visitors away from people who are there. Others get the last answer at once.
    /// </summary>
    public async ValueTask<bool> AnybodyOnlineAsync(string tenantId) => (await OnlineAsync(tenantId).ConfigureAwait(false)).Count > 0;

    /// <summary>Those who may answer; as quickly as <see cref="AnybodyOnlineAsync"/>.</summary>
    public ValueTask<IReadOnlyList<OnlinePerson>> OnlineAsync(string tenantId)
    {
        if (!_tenants.TryGetValue(tenantId, out var known)) return new ValueTask<IReadOnlyList<OnlinePerson>>(AskAsync(tenantId));
        if (clock.GetElapsedTime(known.AnsweredAt) > s_stale) return new ValueTask<IReadOnlyList<OnlinePerson>>(AskAsync(tenantId));
        if (clock.GetElapsedTime(known.AskedAt) > s_fresh && _tenants.TryUpdate(tenantId, known with { AskedAt = clock.GetTimestamp() }, known))
            _ = AskAsync(tenantId);
        return ValueTask.FromResult(known.Online);
    }

    private async Task<IReadOnlyList<OnlinePerson>> AskAsync(string tenantId)
    {
        try
        {
            using var timeout = new CancellationTokenSource(s_patience, clock);
            var answer = await clients.For("realtimefanout").GetFromJsonAsync<PresenceList>(
                $"/internal/realtimefanout/presence/{Uri.EscapeDataString(tenantId)}", JsonDefaults.Options, timeout.Token).ConfigureAwait(false);
            var online = (answer?.Items ?? []).Where(static p => p is { State: "online", MayAnswer: true }).Select(p => new OnlinePerson(p.UserId, p.Name ?? "")).ToList();
            _tenants[tenantId] = new Known(online, clock.GetTimestamp(), clock.GetTimestamp());
            return online;
        }
        catch (Exception e)
        {
            // A hint for a sentence must never fail a visitor's message.
            LogUnknown(logger, e.GetType().Name);
            // Its age starts anew: while fan-out is away one question in half a minute waits for it, not every one.
            var now = clock.GetTimestamp();
            return _tenants.AddOrUpdate(tenantId, _ => new Known([], now, now), (_, k) => k with { AskedAt = now, AnsweredAt = now }).Online;
        }
    }

    private sealed record Known(IReadOnlyList<OnlinePerson> Online, long AskedAt, long AnsweredAt);

    private sealed record PresenceList(IReadOnlyList<Person>? Items);

    private sealed record Person(Guid UserId, string? Name, string? State, bool MayAnswer);

    [LoggerMessage(3301, LogLevel.Debug, "Who is online is not known ({Reason})")]
    private static partial void LogUnknown(ILogger logger, string reason);
}
