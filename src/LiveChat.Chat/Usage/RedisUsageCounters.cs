using System.Reflection;
using StackExchange.Redis;

namespace LiveChat.Chat.Usage;

/// <summary>Counts in Redis, by one script per call; twin of <see cref="MemoryUsageCounters"/>.</summary>
internal sealed class RedisUsageCounters : IUsageCounters, IDisposable
{
    private static readonly string s_countMessage = Script("count_message.lua");
    private static readonly string s_giveBack = Script("give_back.lua");
    private static readonly string s_raise = Script("raise.lua");
    private static readonly string s_countReply = Script("count_reply.lua");

    private readonly IConnectionMultiplexer _redis;

    public RedisUsageCounters(IConnectionMultiplexer redis)
    {
        _redis = redis;
        redis.ConnectionRestored += OnConnectionRestored;
    }

    public event Action? Disturbed;

    public async ValueTask<UsageDecision> CountMessageAsync(UsageRequest r, MonthFigures? seed, CancellationToken cancellationToken)
    {
        var limits = r.Limits;
        var answer = (long[])(await _redis.GetDatabase().ScriptEvaluateAsync(s_countMessage,
            [
                UsageKeys.Session(r), UsageKeys.Address(r), UsageKeys.New(r), UsageKeys.Conversations(r.TenantId, r.Now),
                UsageKeys.Replies(r.TenantId, r.Now), UsageKeys.Known(r), UsageKeys.Once(r), UsageKeys.Tenant(r),
            ],
            [
                limits.MessagesPerMinutePerSession ?? -1, limits.MessagesPerMinutePerAddress ?? -1,
                limits.NewConversationsPerHourPerAddress ?? -1, limits.ConversationsPerMonth ?? -1, limits.AiRepliesPerMonth ?? -1,
                seed?.Conversations ?? -1, seed?.Replies ?? -1, r.Windows ? 1 : 0, r.Conversation is null ? 0 : 1, r.CountsOnce ? 1 : 0,
                UsageKeys.MinuteMs, UsageKeys.HourMs, UsageKeys.KnownMs, UsageKeys.OnceMs, UsageKeys.MonthMs,
                limits.RequestsPerMinute ?? -1,
            ]).WaitAsync(cancellationToken).ConfigureAwait(false))!;
        return new UsageDecision((UsageVerdict)answer[0], answer[1] == 1, answer[2] == 1, answer[3], answer[4],
            TimeSpan.FromMilliseconds(answer[5]), new MonthFigures(answer[6], answer[7]));
    }

    public async ValueTask GiveBackAsync(UsageRequest r, UsageDecision decision, bool known, CancellationToken cancellationToken) =>
        await _redis.GetDatabase().ScriptEvaluateAsync(s_giveBack,
            [UsageKeys.New(r), UsageKeys.Conversations(r.TenantId, r.Now), UsageKeys.Known(r), UsageKeys.Once(r)],
            [decision.Counted ? 1 : 0, known ? 1 : 0]).WaitAsync(cancellationToken).ConfigureAwait(false);

    public async ValueTask<MonthFigures?> CountReplyAsync(
        string tenantId, DateTimeOffset now, MonthFigures? seed, CancellationToken cancellationToken)
    {
        var answer = (long[])(await _redis.GetDatabase().ScriptEvaluateAsync(s_countReply,
            [UsageKeys.Conversations(tenantId, now), UsageKeys.Replies(tenantId, now)],
            [seed?.Conversations ?? -1, seed?.Replies ?? -1, UsageKeys.MonthMs]).WaitAsync(cancellationToken).ConfigureAwait(false))!;
        return answer[0] == 0 ? null : new MonthFigures(answer[1], answer[2]);
    }

    public async ValueTask RaiseAsync(string tenantId, DateTimeOffset now, MonthFigures atLeast, CancellationToken cancellationToken) =>
        await _redis.GetDatabase().ScriptEvaluateAsync(s_raise,
            [UsageKeys.Conversations(tenantId, now), UsageKeys.Replies(tenantId, now)],
            [atLeast.Conversations, atLeast.Replies, UsageKeys.MonthMs]).WaitAsync(cancellationToken).ConfigureAwait(false);

    public async ValueTask<MonthFigures?> ReadAsync(string tenantId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var values = await _redis.GetDatabase().StringGetAsync(
            [UsageKeys.Conversations(tenantId, now), UsageKeys.Replies(tenantId, now)]).WaitAsync(cancellationToken).ConfigureAwait(false);
        // A missing value would pass for 0.
        return values[0].IsNull || values[1].IsNull ? null : new MonthFigures((long)values[0], (long)values[1]);
    }

    public void Dispose() => _redis.ConnectionRestored -= OnConnectionRestored;

    private void OnConnectionRestored(object? sender, ConnectionFailedEventArgs e) => Disturbed?.Invoke();

    // EVAL sends the text once; the client goes on with EVALSHA.
    private static string Script(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"LiveChat.Chat.Usage.{name}")
            ?? throw new InvalidOperationException($"The script {name} is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
