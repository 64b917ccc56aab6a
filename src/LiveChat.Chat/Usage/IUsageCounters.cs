using LiveChat.Contracts;

namespace LiveChat.Chat.Usage;

/// <summary>
/// Counts visitor messages in short windows and new conversations and replies by month: Redis, or memory in Standalone.
/// One call per message is one round trip.
/// </summary>
internal interface IUsageCounters
{
    /// <summary>What was counted last may be lost: the connection broke and is back.</summary>
    event Action? Disturbed;

    /// <summary>
    /// Counts one attempt in every window and, where the conversation is not known yet, reserves it in the month.
    /// A refusal reserves nothing. Answers <see cref="UsageVerdict.SeedNeeded"/>, having counted nothing, where the
    /// month's figures are lost and <paramref name="seed"/> is null.
    /// </summary>
    ValueTask<UsageDecision> CountMessageAsync(UsageRequest request, MonthFigures? seed, CancellationToken cancellationToken);

    /// <summary>Takes a reservation back: nothing was stored, or the conversation existed already.</summary>
    /// <param name="known">The conversation exists, so its next message is not new.</param>
    ValueTask GiveBackAsync(UsageRequest request, UsageDecision decision, bool known, CancellationToken cancellationToken);

    /// <summary>One more reply by an assistant; the month's figures after it, or null where they are lost.</summary>
    ValueTask<MonthFigures?> CountReplyAsync(string tenantId, DateTimeOffset now, MonthFigures? seed, CancellationToken cancellationToken);

    /// <summary>
    /// Lifts the month's figures to what the rows say where they are lower, or sets them where they are lost: counts made
    /// elsewhere while these counters were away. Never lowers, so it may be repeated, by every replica, in any order.
    /// </summary>
    ValueTask RaiseAsync(string tenantId, DateTimeOffset now, MonthFigures atLeast, CancellationToken cancellationToken);

    /// <summary>The month's figures, or null where they are lost.</summary>
    ValueTask<MonthFigures?> ReadAsync(string tenantId, DateTimeOffset now, CancellationToken cancellationToken);
}

/// <summary>One visitor message, as it is counted.</summary>
/// <param name="Session">Session id: the window per session.</param>
/// <param name="Address">Client address, IPv6 cut to /64.</param>
/// <param name="Conversation">What makes the conversation known: its key's hash; null for one that exists (asked by id).</param>
/// <param name="CountsOnce">No session key: repeats of this session from this address count once in 30 minutes.</param>
/// <param name="Windows">False for the second look at a message whose windows were counted already.</param>
internal sealed record UsageRequest(
    string TenantId, string Session, string Address, string? Conversation, bool CountsOnce, bool Windows, TenantLimits Limits,
    DateTimeOffset Now);

/// <summary>A month's figures of a tenant.</summary>
internal readonly record struct MonthFigures(long Conversations, long Replies);

internal enum UsageVerdict
{
    Admitted = 0,
    SessionLimited = 1,
    AddressLimited = 2,
    NewConversationsLimited = 3,
    ConversationsUsedUp = 4,
    RepliesUsedUp = 5,
    SeedNeeded = 6,
    TenantLimited = 7,
}

/// <summary>What counting decided.</summary>
/// <param name="Reserved">The conversation was not known, and is now taken as begun.</param>
/// <param name="Counted">It was counted in the month, by this message or by the one that reserved it.</param>
/// <param name="Used">Of the window or month that refused.</param>
/// <param name="ResetsIn">Until that window ends.</param>
internal sealed record UsageDecision(
    UsageVerdict Verdict, bool Reserved, bool Counted, long Used, long Limit, TimeSpan ResetsIn, MonthFigures Month);
