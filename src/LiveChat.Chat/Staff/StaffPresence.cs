using System.Collections.Concurrent;
using LiveChat.ServiceDefaults;

namespace LiveChat.Chat.Staff;

/// <summary>
/// Whether an agent set to online is there for a tenant, as fan-out knows it. Asked when a visitor is told about it, and
/// kept for five seconds; while fan-out is away the last answer stands, and 'nobody' where there was none.
/// </summary>
internal sealed partial class StaffPresence(InternalClients clients, TimeProvider clock, ILogger<StaffPresence> logger)
{
    private static readonly TimeSpan s_fresh = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<string, Known> _tenants = new(StringComparer.Ordinal);

    /// <summary>Only the first question about a tenant waits, at most a second; later ones get the last answer at once.</summary>
    public ValueTask<bool> AnybodyOnlineAsync(string tenantId)
    {
        if (!_tenants.TryGetValue(tenantId, out var known)) return new ValueTask<bool>(AskAsync(tenantId));
        if (clock.GetElapsedTime(known.At) > s_fresh && _tenants.TryUpdate(tenantId, known with { At = clock.GetTimestamp() }, known))
            _ = AskAsync(tenantId);
        return ValueTask.FromResult(known.Online);
    }

    private async Task<bool> AskAsync(string tenantId)
    {
        try
        {
            using var timeout = new CancellationTokenSource(s_patience, clock);
            var answer = await clients.For("realtimefanout").GetFromJsonAsync<PresenceList>(
                $"/internal/realtimefanout/presence/{Uri.EscapeDataString(tenantId)}", JsonDefaults.Options, timeout.Token).ConfigureAwait(false);
            var online = answer?.Items?.Any(static p => p is { State: "online", MayAnswer: true }) == true;
            _tenants[tenantId] = new Known(online, clock.GetTimestamp());
            return online;
        }
        catch (Exception e)
        {
            // A hint for a sentence must never fail a visitor's message.
            LogUnknown(logger, e.GetType().Name);
            return _tenants.GetOrAdd(tenantId, _ => new Known(false, clock.GetTimestamp())).Online;
        }
    }

    private sealed record Known(bool Online, long At);

    private sealed record PresenceList(IReadOnlyList<Person>? Items);

    private sealed record Person(string? State, bool MayAnswer);

    [LoggerMessage(3301, LogLevel.Debug, "Who is online is not known ({Reason})")]
    private static partial void LogUnknown(ILogger logger, string reason);
}
