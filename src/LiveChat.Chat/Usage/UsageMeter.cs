using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using LiveChat.Contracts;
using LiveChat.ServiceDefaults.Authentication;
using StackExchange.Redis;

namespace LiveChat.Chat.Usage;

/// <summary>
/// Counting as the rest of chat sees it: never an error to the visitor. Lost figures are rebuilt from the rows; while
/// Redis is away each replica counts for itself, against half of every window's limit.
/// </summary>
internal sealed partial class UsageMeter(
    IUsageCounters counters, UsageStore store, TenantDirectory tenants, ChatTelemetry telemetry, TimeProvider clock, ILogger<UsageMeter> logger)
{
    public const string Conversations = "conversations";
    public const string Replies = "aiReplies";
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, bool> _countedHere = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _warned = new(StringComparer.Ordinal);
    // Tenants that this process has counted for; true until they were compared with the rows.
    private readonly ConcurrentDictionary<string, bool> _served = new(StringComparer.Ordinal);
    private readonly DateTimeOffset _started = clock.GetUtcNow();
    private MemoryUsageCounters _local = new();
    private readonly ConcurrentDictionary<string, bool> _changed = new(StringComparer.Ordinal);
    private long _awaySince;

    /// <summary>Redis is away: this replica counts for itself.</summary>
    public bool CountsLocally => Interlocked.Read(ref _awaySince) != 0;

    /// <summary>Counts one message. See <see cref="IUsageCounters.CountMessageAsync"/>.</summary>
    public async ValueTask<UsageDecision> CountMessageAsync(UsageRequest request, CancellationToken cancellationToken)
    {
        var decision = await WithFallbackAsync(
            request.TenantId, (Meter: this, Request: request),
            static (s, c, local, ct) => s.Meter.CountSeededAsync(c, local ? Halved(s.Request) : s.Request, ct), cancellationToken)
            .ConfigureAwait(false);
        _served.TryAdd(request.TenantId, true);
        if (decision is { Reserved: true, Counted: true })
        {
            _changed[request.TenantId] = true;
            Warn(request.TenantId, Conversations, decision.Month.Conversations, request.Limits.ConversationsPerMonth);
        }

        return decision;
    }

    /// <summary>Takes a reservation back; a failure to do so is only logged.</summary>
    public async ValueTask GiveBackAsync(UsageRequest request, UsageDecision decision, bool known)
    {
        if (!decision.Reserved) return;
        await WithFallbackAsync(request.TenantId, (request, decision, known), static async (s, c, _, ct) =>
        {
            await c.GiveBackAsync(s.request, s.decision, s.known, ct).ConfigureAwait(false);
            return true;
        }, CancellationToken.None).ConfigureAwait(false);
        _changed[request.TenantId] = true;
    }

    /// <summary>Counts one reply of an assistant, after it was stored.</summary>
    public async ValueTask CountReplyAsync(string tenantId, CancellationToken cancellationToken)
    {
        var month = await WithFallbackAsync(tenantId, (Meter: this, tenantId), static async (s, c, _, ct) =>
        {
            var now = s.Meter.Now;
            return await c.CountReplyAsync(s.tenantId, now, null, ct).ConfigureAwait(false)
                ?? await c.CountReplyAsync(s.tenantId, now, await s.Meter.SeedAsync(s.tenantId, now, ct).ConfigureAwait(false), ct).ConfigureAwait(false);
        }, cancellationToken).ConfigureAwait(false);
        _changed[tenantId] = true;
        _served.TryAdd(tenantId, true);
        if (month is { } m && tenants.Peek(tenantId) is { } tenant) Warn(tenantId, Replies, m.Replies, tenant.Limits.AiRepliesPerMonth);
    }

    /// <summary>The current month's figures.</summary>
    public async ValueTask<MonthFigures> ReadAsync(string tenantId, CancellationToken cancellationToken) =>
        await WithFallbackAsync(null, (Meter: this, tenantId), static (s, c, _, ct) => c.ReadAsync(s.tenantId, s.Meter.Now, ct), cancellationToken)
            .ConfigureAwait(false)
        ?? await store.CountMonthAsync(tenantId, Now, cancellationToken).ConfigureAwait(false);

    /// <summary>Saves the figures of the tenants that changed since the last call.</summary>
    public async Task SaveAsync(CancellationToken cancellationToken)
    {
        foreach (var tenantId in _changed.Keys)
        {
            if (!_changed.TryRemove(tenantId, out _)) continue;
            var month = await ReadAsync(tenantId, cancellationToken).ConfigureAwait(false);
            await store.SaveAsync(tenantId, Conversations, month.Conversations, Now, cancellationToken).ConfigureAwait(false);
            await store.SaveAsync(tenantId, Replies, month.Replies, Now, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// After Redis came back: lifts the figures of every tenant that was counted here meanwhile to what the rows say. Each
    /// message counted here was stored, so the rows hold it; the counters never go down by this. Once in a process's life
    /// also those of each tenant that it serves, to what the rows said at its start: the process before it may have died
    /// between storing and counting.
    /// </summary>
    public async Task ReconcileAsync(CancellationToken cancellationToken)
    {
        foreach (var (tenantId, unknown) in _served)
        {
            if (!unknown) continue;
            try
            {
                var now = Now;
                var rows = await store.CountMonthAsync(tenantId, now, cancellationToken, until: _started).ConfigureAwait(false);
                await counters.RaiseAsync(tenantId, now, rows, cancellationToken).ConfigureAwait(false);
                _served[tenantId] = false;
                _changed[tenantId] = true;
            }
            catch (Exception e) when (IsAway(e))
            {
                return; // not back yet
            }
        }

        foreach (var tenantId in _countedHere.Keys)
        {
            try
            {
                var now = Now;
                var rows = await store.CountMonthAsync(tenantId, now, cancellationToken).ConfigureAwait(false);
                await counters.RaiseAsync(tenantId, now, rows, cancellationToken).ConfigureAwait(false);
                Interlocked.Exchange(ref _awaySince, 0);
                _countedHere.TryRemove(tenantId, out _);
                _changed[tenantId] = true;
            }
            catch (Exception e) when (IsAway(e))
            {
                return; // not back yet
            }
        }

        // The next time Redis is away counting begins at what the rows say then.
        if (_countedHere.IsEmpty && !CountsLocally) _local = new MemoryUsageCounters();
    }

    private DateTimeOffset Now => clock.GetUtcNow();

    private async ValueTask<UsageDecision> CountSeededAsync(IUsageCounters target, UsageRequest request, CancellationToken cancellationToken)
    {
        var decision = await target.CountMessageAsync(request, null, cancellationToken).ConfigureAwait(false);
        if (decision.Verdict != UsageVerdict.SeedNeeded) return decision;
        var seed = await SeedAsync(request.TenantId, request.Now, cancellationToken).ConfigureAwait(false);
        return await target.CountMessageAsync(request, seed, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<MonthFigures> SeedAsync(string tenantId, DateTimeOffset now, CancellationToken cancellationToken) =>
        await store.CountMonthAsync(tenantId, now, cancellationToken).ConfigureAwait(false);

    /// <summary>Tries Redis, unless it failed within the last second, then counts here.</summary>
    private async ValueTask<TResult> WithFallbackAsync<TState, TResult>(
        string? tenantId, TState state, Func<TState, IUsageCounters, bool, CancellationToken, ValueTask<TResult>> count, CancellationToken cancellationToken)
    {
        var away = Interlocked.Read(ref _awaySince);
        if (away == 0 || clock.GetElapsedTime(away) > s_pause)
        {
            try
            {
                var result = await count(state, counters, false, cancellationToken).ConfigureAwait(false);
                if (away != 0) Interlocked.Exchange(ref _awaySince, 0);
                return result;
            }
            catch (Exception e) when (IsAway(e))
            {
                Interlocked.Exchange(ref _awaySince, clock.GetTimestamp());
                LogAway(logger, e.GetType().Name);
            }
        }

        if (tenantId is not null)
        {
            _countedHere[tenantId] = true;
            telemetry.CountedLocally();
        }

        return await count(state, _local, true, cancellationToken).ConfigureAwait(false);
    }

    private static bool IsAway(Exception e) => e is RedisException or RedisTimeoutException or TimeoutException;

    private static UsageRequest Halved(UsageRequest r) => r with
    {
        Limits = r.Limits with
        {
            MessagesPerMinutePerSession = Half(r.Limits.MessagesPerMinutePerSession),
            MessagesPerMinutePerAddress = Half(r.Limits.MessagesPerMinutePerAddress),
            RequestsPerMinute = Half(r.Limits.RequestsPerMinute),
            NewConversationsPerHourPerAddress = Half(r.Limits.NewConversationsPerHourPerAddress),
        },
    };

    private static int? Half(int? limit) => limit is { } l ? Math.Max(1, l / 2) : null;

    private void Warn(string tenantId, string name, long used, long? limit)
    {
        if (UsageRules.PassedPercent(used, limit) is not { } percent) return;
        var now = Now;
        var warning = new UsageWarned(tenantId, name, percent, used, limit!.Value, UsageKeys.MonthStart(now).AddMonths(1));
        // Asked of the database once per process; a failure forgets it, so that the next count asks again.
        var key = $"{tenantId}/{UsageKeys.Period(now)}/{name}/{limit}/{percent}";
        if (!_warned.TryAdd(key, true)) return;
        // Not awaited: the visitor's message must not wait for a warning to staff.
        _ = WarnAsync(warning, key, now);
    }

    private async Task WarnAsync(UsageWarned warning, string key, DateTimeOffset now)
    {
        try
        {
            using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            var id = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 16));
            await store.WarnAsync(warning, id, now, timeout.Token).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            _warned.TryRemove(key, out _);
            LogNotWarned(logger, e, warning.Name, warning.Percent);
        }
    }

    [LoggerMessage(3201, LogLevel.Warning, "Counting in Redis failed ({Reason}); this replica counts for itself for a second")]
    private static partial void LogAway(ILogger logger, string reason);

    [LoggerMessage(3202, LogLevel.Warning, "The warning that {Name} passed {Percent} % could not be stored; the next count tries again")]
    private static partial void LogNotWarned(ILogger logger, Exception exception, string name, int percent);
}
