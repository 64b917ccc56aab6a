using System.Globalization;
using LiveChat.ServiceDefaults;

namespace LiveChat.Chat.Analytics;

/// <summary>What was counted in one quarter of an hour; every time zone's days and hours are whole quarters.</summary>
internal readonly record struct Figures(
    long Conversations, long AiResolved, long HandedOver, long FirstResponses, long FirstResponseMs, long Held, long Blocked)
{
    public static Figures operator +(Figures a, Figures b) => new(
        a.Conversations + b.Conversations, a.AiResolved + b.AiResolved, a.HandedOver + b.HandedOver, a.FirstResponses + b.FirstResponses,
        a.FirstResponseMs + b.FirstResponseMs, a.Held + b.Held, a.Blocked + b.Blocked);
}

/// <summary>A day, an hour, or all of a period, as it is told.</summary>
/// <param name="At">The local day (<c>2026-11-22</c>) or the beginning of the local hour, with its offset; null in totals.</param>
/// <param name="FirstResponseSeconds">Mean time from a conversation's beginning to its first answer by assistant or agent; null without any.</param>
/// <param name="AiResolved">Conversations that an assistant answered and that never went to people.</param>
/// <param name="HandedOver">Conversations that went to people.</param>
/// <param name="AiResolutionRate">0..1; null without conversations.</param>
/// <param name="Held">Replies held for review.</param>
/// <param name="Blocked">Messages whose reply was blocked.</param>
internal sealed record AnalyticsItem(
    string? At, long Conversations, double? FirstResponseSeconds, long AiResolved, double? AiResolutionRate, long HandedOver,
    double? HandoverRate, long Held, long Blocked);

/// <summary>A period in the tenant's time zone.</summary>
/// <param name="From">Its first moment.</param>
/// <param name="To">The first moment after it.</param>
internal sealed record AnalyticsPeriod(DateTimeOffset From, DateTimeOffset To, bool ByHour, TimeZoneInfo Zone);

/// <summary>Puts quarters of an hour together into the tenant's own days and hours. Pure.</summary>
internal static class AnalyticsRules
{
    public const long SlotMs = 15 * 60 * 1000;
    private const int MostDays = 366;
    private const int MostDaysByHour = 31;

    /// <summary>Reads <c>from</c>, <c>to</c> (dates, both included, or moments) and <c>by</c>; the last 30 days where they are missing.</summary>
    public static AnalyticsPeriod Period(string? from, string? to, string? by, TimeZoneInfo zone, DateTimeOffset now)
    {
        var errors = new Dictionary<string, string>();
        if (by is not (null or "" or "day" or "hour")) errors["by"] = "must be day or hour.";
        var byHour = by == "hour";
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        var end = Moment(to, zone, endOfDay: true, errors, "to") ?? StartOf(today.AddDays(1), zone);
        var begin = Moment(from, zone, endOfDay: false, errors, "from") ?? StartOf(today.AddDays(byHour ? -6 : -29), zone);
        if (errors.Count == 0 && begin >= end) errors["from"] = "must be before 'to'.";
        if (errors.Count == 0 && (end - begin).TotalDays > (byHour ? MostDaysByHour : MostDays) + 1)
            errors["from"] = $"must be at most {(byHour ? MostDaysByHour : MostDays)} days before 'to'.";
        if (errors.Count > 0) throw Problems.Invalid(errors);
        return new AnalyticsPeriod(begin, end, byHour, zone);
    }

    /// <summary>Every day or hour of the period, empty ones too, in order.</summary>
    /// <param name="slots">By number of the quarter of an hour since 1970.</param>
    public static IReadOnlyList<AnalyticsItem> Items(AnalyticsPeriod period, IReadOnlyDictionary<long, Figures> slots)
    {
        var buckets = new List<string>();
        var sums = new Dictionary<string, Figures>(StringComparer.Ordinal);
        for (var slot = Slot(period.From); slot < Slot(period.To.AddMilliseconds(SlotMs - 1)); slot++)
        {
            var local = TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(slot * SlotMs), period.Zone);
            // An hour that comes twice has two offsets, so two buckets.
            var at = period.ByHour
                ? new DateTimeOffset(local.Year, local.Month, local.Day, local.Hour, 0, 0, local.Offset).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture)
                : local.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            if (!sums.TryGetValue(at, out var sum)) buckets.Add(at);
            sums[at] = slots.TryGetValue(slot, out var figures) ? sum + figures : sum;
        }

        return buckets.ConvertAll(at => Item(at, sums[at]));
    }

    public static AnalyticsItem Item(string? at, Figures f) => new(
        at, f.Conversations, f.FirstResponses == 0 ? null : Math.Round(f.FirstResponseMs / 1000.0 / f.FirstResponses, 1), f.AiResolved,
        Rate(f.AiResolved, f.Conversations), f.HandedOver, Rate(f.HandedOver, f.Conversations), f.Held, f.Blocked);

    private static long Slot(DateTimeOffset at) => at.ToUnixTimeMilliseconds() / SlotMs;

    private static double? Rate(long part, long whole) => whole == 0 ? null : Math.Round((double)part / whole, 4);

    private static DateTimeOffset? Moment(string? text, TimeZoneInfo zone, bool endOfDay, Dictionary<string, string> errors, string field)
    {
        if (string.IsNullOrEmpty(text)) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date.Year is > 1970 and < 9000)
            return StartOf(endOfDay ? date.AddDays(1) : date, zone);
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) && moment.Year is > 1970 and < 9000)
            return moment;
        errors[field] = "must be a date such as 2026-11-22, or a moment such as 2026-11-22T10:00:00Z.";
        return null;
    }

    private static DateTimeOffset StartOf(DateOnly date, TimeZoneInfo zone) => OpeningHoursRules.Instant(zone, date, 0, closing: false);
}
