namespace LiveChat.Chat.Usage;

/// <summary>
/// The memory twin of <see cref="RedisUsageCounters"/>, line for line the same rules. For Standalone, and for a replica
/// whose Redis is away. One lock: a count takes well under a microsecond.
/// </summary>
internal sealed class MemoryUsageCounters : IUsageCounters
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Counter> _counters = new(StringComparer.Ordinal);
    private long _purgedAt;

    /// <summary>Never: nothing stands between these and who counts.</summary>
    public event Action? Disturbed
    {
        add { }
        remove { }
    }

    public ValueTask<UsageDecision> CountMessageAsync(UsageRequest r, MonthFigures? seed, CancellationToken cancellationToken)
    {
        lock (_lock) return ValueTask.FromResult(Count(r, seed));
    }

    public ValueTask GiveBackAsync(UsageRequest r, UsageDecision decision, bool known, CancellationToken cancellationToken)
    {
        var now = r.Now.ToUnixTimeMilliseconds();
        lock (_lock)
        {
            Less(UsageKeys.New(r), now);
            if (decision.Counted)
            {
                Less(UsageKeys.Conversations(r.TenantId, r.Now), now);
                _counters.Remove(UsageKeys.Once(r));
            }

            if (!known) _counters.Remove(UsageKeys.Known(r));
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<MonthFigures?> CountReplyAsync(string tenantId, DateTimeOffset now, MonthFigures? seed, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (Month(tenantId, now) is null)
            {
                if (seed is null) return ValueTask.FromResult<MonthFigures?>(null);
                Seed(tenantId, now, seed.Value); // read after this reply was stored, so it holds it already
            }
            else
            {
                Add(UsageKeys.Replies(tenantId, now), now.ToUnixTimeMilliseconds(), UsageKeys.MonthMs);
            }

            return ValueTask.FromResult(Month(tenantId, now));
        }
    }

    public ValueTask RaiseAsync(string tenantId, DateTimeOffset now, MonthFigures atLeast, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var month = Month(tenantId, now) ?? default;
            Seed(tenantId, now, new MonthFigures(Math.Max(month.Conversations, atLeast.Conversations), Math.Max(month.Replies, atLeast.Replies)));
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<MonthFigures?> ReadAsync(string tenantId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        lock (_lock) return ValueTask.FromResult(Month(tenantId, now));
    }

    private UsageDecision Count(UsageRequest r, MonthFigures? seed)
    {
        var now = r.Now.ToUnixTimeMilliseconds();
        Purge(now);
        if (Month(r.TenantId, r.Now) is null)
        {
            if (seed is null) return new UsageDecision(UsageVerdict.SeedNeeded, false, false, 0, 0, TimeSpan.Zero, default);
            Seed(r.TenantId, r.Now, seed.Value);
        }

        var month = Month(r.TenantId, r.Now)!.Value;
        UsageDecision Refuse(UsageVerdict verdict, long used, long limit, long leftMs) =>
            new(verdict, false, false, used, limit, TimeSpan.FromMilliseconds(leftMs), month);
        var limits = r.Limits;
        if (r.Windows)
        {
            var session = Add(UsageKeys.Session(r), now, UsageKeys.MinuteMs);
            var address = Add(UsageKeys.Address(r), now, UsageKeys.MinuteMs);
            var tenant = Add(UsageKeys.Tenant(r), now, UsageKeys.MinuteMs);
            if (session.Value > limits.MessagesPerMinutePerSession)
                return Refuse(UsageVerdict.SessionLimited, session.Value, limits.MessagesPerMinutePerSession.Value, session.ExpiresAt - now);
            if (address.Value > limits.MessagesPerMinutePerAddress)
                return Refuse(UsageVerdict.AddressLimited, address.Value, limits.MessagesPerMinutePerAddress.Value, address.ExpiresAt - now);
            if (tenant.Value > limits.RequestsPerMinute)
                return Refuse(UsageVerdict.TenantLimited, tenant.Value, limits.RequestsPerMinute.Value, tenant.ExpiresAt - now);
        }

        var admitted = new UsageDecision(UsageVerdict.Admitted, false, false, 0, 0, TimeSpan.Zero, month);
        if (r.Conversation is null) return admitted;
        if (Find(UsageKeys.Known(r), now) is { } known)
        {
            known.ExpiresAt = now + UsageKeys.KnownMs;
            return admitted with { Counted = known.Value == 1 };
        }

        var fresh = Add(UsageKeys.New(r), now, UsageKeys.HourMs);
        if (fresh.Value > limits.NewConversationsPerHourPerAddress)
            return Refuse(UsageVerdict.NewConversationsLimited, fresh.Value, limits.NewConversationsPerHourPerAddress.Value, fresh.ExpiresAt - now);
        if (month.Replies >= limits.AiRepliesPerMonth)
            return Refuse(UsageVerdict.RepliesUsedUp, month.Replies, limits.AiRepliesPerMonth.Value, 0);
        var counted = !(r.CountsOnce && Find(UsageKeys.Once(r), now) is not null);
        if (counted)
        {
            if (month.Conversations >= limits.ConversationsPerMonth)
                return Refuse(UsageVerdict.ConversationsUsedUp, month.Conversations, limits.ConversationsPerMonth.Value, 0);
            month = month with { Conversations = Add(UsageKeys.Conversations(r.TenantId, r.Now), now, UsageKeys.MonthMs).Value };
            if (r.CountsOnce) Set(UsageKeys.Once(r), 1, now + UsageKeys.OnceMs);
        }

        Set(UsageKeys.Known(r), counted ? 1 : 0, now + UsageKeys.KnownMs);
        return admitted with { Reserved = true, Counted = counted, Month = month };
    }

    private MonthFigures? Month(string tenantId, DateTimeOffset now)
    {
        var ms = now.ToUnixTimeMilliseconds();
        return Find(UsageKeys.Conversations(tenantId, now), ms) is { } conversations && Find(UsageKeys.Replies(tenantId, now), ms) is { } replies
            ? new MonthFigures(conversations.Value, replies.Value) : null;
    }

    private void Seed(string tenantId, DateTimeOffset now, MonthFigures seed)
    {
        var until = now.ToUnixTimeMilliseconds() + UsageKeys.MonthMs;
        Set(UsageKeys.Conversations(tenantId, now), seed.Conversations, until);
        Set(UsageKeys.Replies(tenantId, now), seed.Replies, until);
    }

    private Counter? Find(string key, long now) => _counters.TryGetValue(key, out var c) && c.ExpiresAt > now ? c : null;

    private void Set(string key, long value, long expiresAt) => _counters[key] = new Counter { Value = value, ExpiresAt = expiresAt };

    private Counter Add(string key, long now, long lifetime)
    {
        var counter = Find(key, now);
        if (counter is null) _counters[key] = counter = new Counter { ExpiresAt = now + lifetime };
        counter.Value++;
        return counter;
    }

    private void Less(string key, long now)
    {
        if (Find(key, now) is { Value: > 0 } counter) counter.Value--;
    }

    private void Purge(long now)
    {
        if (now - _purgedAt < UsageKeys.MinuteMs) return;
        _purgedAt = now;
        foreach (var (key, counter) in _counters)
            if (counter.ExpiresAt <= now) _counters.Remove(key);
    }

    private sealed class Counter
    {
        public long Value { get; set; }
        public long ExpiresAt { get; set; }
    }
}
