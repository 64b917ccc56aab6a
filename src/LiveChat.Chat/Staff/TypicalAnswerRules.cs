namespace LiveChat.Chat.Staff;

/// <summary>A hand-over while somebody was online, and when people answered; null while they have not.</summary>
internal readonly record struct HandedOver(DateTimeOffset At, DateTimeOffset? AnsweredAt);

/// <summary>How long people typically take to answer after a hand-over. Pure.</summary>
internal static class TypicalAnswerRules
{
    /// <summary>With fewer nothing is typical.</summary>
    public const int Fewest = 5;

    /// <summary>The newest that count.</summary>
    public const int Most = 50;

    public static readonly TimeSpan Window = TimeSpan.FromDays(30);

    // One that still waits says nothing yet; one that waits this long counts as longer than any answer, else only the
    // quick ones would be told.
    private static readonly TimeSpan s_missed = TimeSpan.FromHours(1);

    /// <summary>The median in whole minutes, rounded up, at least 1. Null with too few, or where half of them were not answered.</summary>
    public static int? Minutes(IEnumerable<HandedOver> handovers, DateTimeOffset now)
    {
        var took = handovers.Where(h => h.AnsweredAt is not null || now - h.At >= s_missed)
            .Select(h => h.AnsweredAt is { } answered ? answered - h.At : TimeSpan.MaxValue).Order().ToList();
        if (took.Count < Fewest) return null;
        var median = took[took.Count / 2];
        return median == TimeSpan.MaxValue ? null : Math.Max(1, (int)Math.Ceiling(median.TotalMinutes));
    }
}
