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
internal sealed partial class UsageMeter : IDisposable
{
    public const string Conversations = "conversations";
    public const string Replies = "aiReplies";
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    // Between storing a row and counting it, with patience for a slow Redis: an older row is counted by now, or never will be.
    private static readonly TimeSpan s_settled = TimeSpan.FromSeconds(10);

    // Rows of a month are many: a tenant that never rests is looked at so often only.
    private static readonly TimeSpan s_again = TimeSpan.FromMinutes(1);

    private readonly IUsageCounters _counters;
    private readonly UsageStore _store;
    private readonly TenantDirectory _tenants;
    private readonly ChatTelemetry _telemetry;
    private readonly TimeProvider _clock;
    private readonly ILogger<UsageMeter> _logger;
    private readonly ConcurrentDictionary<string, bool> _warned = new(StringComparer.Ordinal);
    // Tenants that this process has counted for, and when it did so last.
    private readonly ConcurrentDictionary<string, DateTimeOffset> _counted = new(StringComparer.Ordinal);
    // Those whose counters may lack what the rows have.
    private readonly ConcurrentDictionary<string, Doubt> _doubted = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _changed = new(StringComparer.Ordinal);
    private MemoryUsageCounters _local = new();
    private long _awaySince;

    public UsageMeter(
        IUsageCounters counters, UsageStore store, TenantDirectory tenants, ChatTelemetry telemetry, TimeProvider clock, ILogger<UsageMeter> logger)
    {
        (_counters, _store, _tenants, _telemetry, _clock, _logger) = (counters, store, tenants, telemetry, clock, logger);
        counters.Disturbed += DoubtAll;
    }

    /// <summary>Redis is away: this replica counts for itself.</summary>
    public bool CountsLocally => Interlocked.Read(ref _awaySince) != 0;

    /// <summary>Counts one message. See <see cref="IUsageCounters.CountMessageAsync"/>.</summary>
    public async ValueTask<UsageDecision> CountMessageAsync(UsageRequest request, CancellationToken cancellationToken)
    {
        var decision = await WithFallbackAsync(
            request.TenantId, (Meter: this, Request: request),
            static (s, c, local, ct) => s.Meter.CountSeededAsync(c, local ? Halved(s.Request) : s.Request, ct), cancellationToken)
            .ConfigureAwait(false);
        NoteCount(request.TenantId);
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
        NoteCount(tenantId);
        if (month is { } m && _tenants.Peek(tenantId) is { } tenant) Warn(tenantId, Replies, m.Replies, tenant.Limits.AiRepliesPerMonth);
    }

    /// <summary>The current month's figures.</summary>
    public async ValueTask<MonthFigures> ReadAsync(string tenantId, CancellationToken cancellationToken) =>
        await WithFallbackAsync(null, (Meter: this, tenantId), static (s, c, _, ct) => c.ReadAsync(s.tenantId, s.Meter.Now, ct), cancellationToken)
            .ConfigureAwait(false)
        ?? await _store.CountMonthAsync(tenantId, Now, until: null, cancellationToken).ConfigureAwait(false);

    /// <summary>Saves the figures of the tenants that changed since the last call.</summary>
    public async Task SaveAsync(CancellationToken cancellationToken)
    {
        foreach (var tenantId in _changed.Keys)
        {
            if (!_changed.TryRemove(tenantId, out _)) continue;
            var month = await ReadAsync(tenantId, cancellationToken).ConfigureAwait(false);
            await _store.SaveAsync(tenantId, Conversations, month.Conversations, Now, cancellationToken).ConfigureAwait(false);
            await _store.SaveAsync(tenantId, Replies, month.Replies, Now, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Lifts the figures of every doubted tenant to what the rows say, never lowers them: after Redis was away, or came back
    /// without the last counts before it was killed, and once in a process's life, as the process before it may have died
    /// between storing and counting. New counts hide what is missing, so a doubt ends only after a while without any.
    /// </summary>
    public async Task ReconcileAsync(CancellationToken cancellationToken)
    {
        foreach (var (tenantId, doubt) in _doubted)
        {
            var now = Now;
            var settled = now - s_settled;
            var rests = !_counted.TryGetValue(tenantId, out var last) || last < settled;
            if (!rests && now - doubt.LookedAt < s_again) continue;
            try
            {
                var rows = await _store.CountMonthAsync(tenantId, now, settled, cancellationToken).ConfigureAwait(false);
                await _counters.RaiseAsync(tenantId, now, rows, cancellationToken).ConfigureAwait(false);
                Interlocked.Exchange(ref _awaySince, 0);
                _changed[tenantId] = true;
                // Unless it was doubted anew meanwhile.
                if (rests) _doubted.TryRemove(new(tenantId, doubt));
                doubt.LookedAt = now;
            }
            catch (Exception e) when (IsAway(e))
            {
                return; // not back yet
            }
        }
    }

    public void Dispose() => _counters.Disturbed -= DoubtAll;

    private DateTimeOffset Now => _clock.GetUtcNow();

    private async ValueTask<UsageDecision> CountSeededAsync(IUsageCounters target, UsageRequest request, CancellationToken cancellationToken)
    {
        var decision = await target.CountMessageAsync(request, null, cancellationToken).ConfigureAwait(false);
        if (decision.Verdict != UsageVerdict.SeedNeeded) return decision;
        var seed = await SeedAsync(request.TenantId, request.Now, cancellationToken).ConfigureAwait(false);
        return await target.CountMessageAsync(request, seed, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<MonthFigures> SeedAsync(string tenantId, DateTimeOffset now, CancellationToken cancellationToken) =>
        await _store.CountMonthAsync(tenantId, now, until: null, cancellationToken).ConfigureAwait(false);

    private void NoteCount(string tenantId)
    {
        if (!_counted.ContainsKey(tenantId)) _doubted[tenantId] = new Doubt();
        _counted[tenantId] = Now;
    }

    private void DoubtAll()
    {
        foreach (var tenantId in _counted.Keys) _doubted[tenantId] = new Doubt();
    }

    /// <summary>Tries Redis, unless it failed within the last second, then counts here.</summary>
    private async ValueTask<TResult> WithFallbackAsync<TState, TResult>(
        string? tenantId, TState state, Func<TState, IUsageCounters, bool, CancellationToken, ValueTask<TResult>> count, CancellationToken cancellationToken)
    {
        var away = Interlocked.Read(ref _awaySince);
        if (away == 0 || _clock.GetElapsedTime(away) > s_pause)
        {
            try
            {
                var result = await count(state, _counters, false, cancellationToken).ConfigureAwait(false);
                if (away != 0) Interlocked.Exchange(ref _awaySince, 0);
                return result;
            }
            catch (Exception e) when (IsAway(e))
            {
                // Counting here begins at what the rows say now.
                if (Interlocked.Exchange(ref _awaySince, _clock.GetTimestamp()) == 0) _local = new MemoryUsageCounters();
                LogAway(_logger, e.GetType().Name);
            }
        }

        if (tenantId is not null)
        {
            _doubted[tenantId] = new Doubt();
            _telemetry.CountedLocally();
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
            await _store.WarnAsync(warning, id, now, timeout.Token).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            _warned.TryRemove(key, out _);
            LogNotWarned(_logger, e, warning.Name, warning.Percent);
        }
    }

    [LoggerMessage(3201, LogLevel.Warning, "Counting in Redis failed ({Reason}); this replica counts for itself for a second")]
    private static partial void LogAway(ILogger logger, string reason);

    [LoggerMessage(3202, LogLevel.Warning, "The warning that {Name} passed {Percent} % could not be stored; the next count tries again")]
    private static partial void LogNotWarned(ILogger logger, Exception exception, string name, int percent);

    /// <summary>One reason to doubt; a later one is another object.</summary>
    private sealed class Doubt
    {
        /// <summary>When the figures were last held against the rows.</summary>
        public DateTimeOffset LookedAt { get; set; }
    }
}
