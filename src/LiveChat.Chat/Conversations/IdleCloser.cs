using LiveChat.Chat.Safety;
using LiveChat.Contracts;
using LiveChat.ServiceDefaults;
using Microsoft.Extensions.Options;

namespace LiveChat.Chat.Conversations;

/// <summary>
/// Closes conversations that fell silent: without people after 24 hours, with people after 7 days, or as the tenant wants.
/// The visitor is then asked for a rating, and may write on (contract.md). Runs on every replica; the update is conditional.
/// </summary>
internal sealed partial class IdleCloser(
    IdleStore store, SafetyDirectory safety, ConversationWaiters waiters, TimeProvider clock, IOptions<ChatOptions> options,
    ILogger<IdleCloser> logger) : PeriodicWork(TimeSpan.FromSeconds(options.Value.IdleSweepSeconds), clock, logger)
{
    private const int PageSize = 200;

    protected override string Work => "Looking for silent conversations";

    protected override async Task RoundAsync(CancellationToken cancellationToken)
    {
        var closed = await SweepAsync(cancellationToken).ConfigureAwait(false);
        if (closed > 0) LogClosed(logger, closed);
    }

    /// <summary>One round over everything that may be due; returns how many were closed.</summary>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        var everybodys = await safety.FindAsync(TenantSafety.AnyTenant, cancellationToken).ConfigureAwait(false);
        var now = Clock.GetUtcNow();
        // Nothing can be due that is younger than the shortest limit of anybody.
        var shortest = safety.Own.Append(everybodys).Min(facts => Math.Min(facts.AssistantHours, facts.PeopleDays * 24));
        var (closed, place) = (0, (Key: DateTimeOffset.UnixEpoch, Id: Guid.Empty));
        while (true)
        {
            var page = await store.FindAsync(now.AddHours(-shortest), place, PageSize, cancellationToken).ConfigureAwait(false);
            foreach (var idle in page)
            {
                var facts = await safety.FindAsync(idle.TenantId, cancellationToken).ConfigureAwait(false);
                var before = now - (idle.WithPeople ? TimeSpan.FromDays(facts.PeopleDays) : TimeSpan.FromHours(facts.AssistantHours));
                if (idle.UpdatedAt >= before || !await store.CloseAsync(idle, before, cancellationToken).ConfigureAwait(false)) continue;
                waiters.Changed(idle.Id);
                closed++;
            }

            if (page.Count < PageSize) return closed;
            place = (page[^1].UpdatedAt, page[^1].Id);
        }
    }

    [LoggerMessage(3501, LogLevel.Information, "{Count} conversations closed after silence")]
    private static partial void LogClosed(ILogger logger, int count);
}
