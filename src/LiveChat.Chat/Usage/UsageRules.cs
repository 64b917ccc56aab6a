using System.Globalization;
using LiveChat.Chat.Texts;
using LiveChat.ServiceDefaults;

namespace LiveChat.Chat.Usage;

/// <summary>What a refusal says, when staff are warned, and where a month is heading. Pure.</summary>
internal static class UsageRules
{
    /// <summary>80 or 100 where that much is used, else null. That each warning is given once is the store's part: a count may
    /// jump over the very mark, after a rebuild or a lowered limit.</summary>
    public static int? PassedPercent(long used, long? limit) => limit is not > 0 ? null
        : used >= limit ? 100
        : used >= (long)Math.Ceiling(limit.Value * 0.8) ? 80 : null;

    /// <summary>What the month will come to if it goes on like this; the first day counts whole.</summary>
    public static long Projected(long used, DateTimeOffset now)
    {
        var from = UsageKeys.MonthStart(now);
        var whole = from.AddMonths(1) - from;
        var gone = now - from;
        if (gone < TimeSpan.FromDays(1)) gone = TimeSpan.FromDays(1);
        return (long)Math.Round(used * (whole / gone));
    }

    /// <summary>The 429 of a refusal. Figures go to staff only: a visitor is told what to do, not how much is left.</summary>
    /// <param name="decision">What counting said.</param>
    /// <param name="locale">Of the page, for the sentence that the visitor reads.</param>
    /// <param name="contactEmail">Where the tenant wants to be written to instead, or null.</param>
    public static ProblemException Refusal(UsageDecision decision, string? locale, string? contactEmail) => decision.Verdict switch
    {
        UsageVerdict.ConversationsUsedUp or UsageVerdict.RepliesUsedUp => ChatProblems.UsageLimitReached.Exception(
            "The tenant's monthly quota is used up: new conversations are refused until it resets or the operator raises it.",
            ("limitName", decision.Verdict == UsageVerdict.RepliesUsedUp ? UsageMeter.Replies : UsageMeter.Conversations),
            ("visitorMessage", LimitTexts.For(locale, contactEmail))),
        _ => Problems.RateLimited.Exception(
            $"Wait {Seconds(decision.ResetsIn)} seconds before the next message.", ("limitName", WindowName(decision.Verdict)),
            ("visitorMessage", VisitorMessages.For(Problems.RateLimited.Code, VisitorTexts.LanguageOf(locale)))),
    };

    /// <summary>The three headers of a refusal: Retry-After, and RateLimit with its policy for the window that refused.</summary>
    public static void SetHeaders(IHeaderDictionary headers, UsageDecision decision, DateTimeOffset now)
    {
        if (decision.Verdict is UsageVerdict.ConversationsUsedUp or UsageVerdict.RepliesUsedUp)
        {
            var left = UsageKeys.MonthStart(now).AddMonths(1) - now;
            headers.RetryAfter = Seconds(left);
            headers["RateLimit-Policy"] = $"\"month\";q={decision.Limit}";
            headers["RateLimit"] = $"\"month\";r=0;t={Seconds(left)}";
            return;
        }

        var name = WindowName(decision.Verdict);
        var window = decision.Verdict == UsageVerdict.NewConversationsLimited ? 3600 : 60;
        headers.RetryAfter = Seconds(decision.ResetsIn);
        headers["RateLimit-Policy"] = string.Create(CultureInfo.InvariantCulture, $"\"{name}\";q={decision.Limit};w={window}");
        headers["RateLimit"] = $"\"{name}\";r=0;t={Seconds(decision.ResetsIn)}";
    }

    private static string WindowName(UsageVerdict verdict) => verdict switch
    {
        UsageVerdict.SessionLimited => "session",
        UsageVerdict.AddressLimited => "address",
        UsageVerdict.TenantLimited => "tenant",
        _ => "new-conversations",
    };

    private static string Seconds(TimeSpan time) =>
        Math.Max(1, (long)Math.Ceiling(time.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
}
