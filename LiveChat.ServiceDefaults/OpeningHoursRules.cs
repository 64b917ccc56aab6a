using System.Globalization;
using LiveChat.Contracts;

namespace LiveChat.ServiceDefaults;

/// <summary>
/// Whether people are there by the clock, and when they come next, once for every service that asks. Pure: time zone and holidays, and the two days a year
/// when local clocks jump. A time that a jump leaves out counts as the moment after it; of a time that comes twice, an
/// opening is the first and a closing the second.
/// </summary>
public static class OpeningHoursRules
{
    // Further ahead nobody plans; holidays may close every day until then.
    private const int LookAheadDays = 400;

    private static readonly string[] s_days = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

    /// <summary>Names of the days, as settings use them.</summary>
    public static IReadOnlyCollection<string> DayNames => s_days;

    /// <summary>Whether a moment is within the hours. No hours: always.</summary>
    public static bool IsOpen(OpeningHours? hours, DateTimeOffset now)
    {
        if (hours is null) return true;
        var zone = ZoneOf(hours.TimeZone);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        // Around a jump over midnight an instant may belong to a neighbour's span.
        for (var day = -1; day <= 1; day++)
            if (Spans(hours, zone, today.AddDays(day)).Any(span => span.Opens <= now && now < span.Closes)) return true;
        return false;
    }

    /// <summary>When it opens next; null while it is open, without hours, and where it never does.</summary>
    public static DateTimeOffset? NextOpening(OpeningHours? hours, DateTimeOffset now)
    {
        if (hours is null || IsOpen(hours, now)) return null;
        var zone = ZoneOf(hours.TimeZone);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        for (var day = -1; day <= LookAheadDays; day++)
        {
            var openings = Spans(hours, zone, today.AddDays(day)).Where(span => span.Opens > now && span.Opens < span.Closes).ToList();
            if (openings.Count > 0) return openings.Min(span => span.Opens).ToUniversalTime();
        }

        return null;
    }

    /// <summary>The zone of an IANA name, or null where this machine knows none of it.</summary>
    public static TimeZoneInfo? FindZone(string? name) =>
        name is { Length: >= 1 and <= 64 } && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) && zone.HasIanaId ? zone : null;

    /// <summary>Minutes since midnight of <c>HH:mm</c>; <c>24:00</c> only where a span ends. Null for anything else.</summary>
    public static int? Minutes(string? text, bool end) => text == "24:00" && end ? 24 * 60
        : text is { Length: 5 } && TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? (time.Hour * 60) + time.Minute : null;

    /// <summary>The moment that a local time of a day is.</summary>
    public static DateTimeOffset Instant(TimeZoneInfo zone, DateOnly date, int minutes, bool closing)
    {
        var local = date.ToDateTime(TimeOnly.MinValue).AddMinutes(minutes);
        if (zone.IsInvalidTime(local))
        {
            // Left out by a jump forward: the moment of the jump, where the offset before it puts this time or later.
            var before = zone.GetUtcOffset(local.AddHours(-3));
            var jump = new DateTimeOffset(local, before);
            // Step back to the first moment after the jump; jumps are at whole minutes.
            while (zone.GetUtcOffset(jump.AddMinutes(-1)) != before) jump = jump.AddMinutes(-1);
            return jump;
        }

        if (zone.IsAmbiguousTime(local))
        {
            var offsets = zone.GetAmbiguousTimeOffsets(local);
            return new DateTimeOffset(local, closing ? offsets.Min() : offsets.Max());
        }

        return new DateTimeOffset(local, zone.GetUtcOffset(local));
    }

    private static IEnumerable<(DateTimeOffset Opens, DateTimeOffset Closes)> Spans(OpeningHours hours, TimeZoneInfo zone, DateOnly date)
    {
        var text = date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var spans = hours.Holidays.FirstOrDefault(holiday => holiday.Date == text) is { } holiday
            ? holiday.Hours : hours.Days.GetValueOrDefault(s_days[(int)date.DayOfWeek]) ?? [];
        foreach (var span in spans)
        {
            // Checked when it was saved; another version's form of a time must not fail a message.
            if (Minutes(span.From, end: false) is { } from && Minutes(span.To, end: true) is { } to)
                yield return (Instant(zone, date, from, closing: false), Instant(zone, date, to, closing: true));
        }
    }

    // Checked when it was saved; an image with an older zone file must not fail a visitor's message.
    private static TimeZoneInfo ZoneOf(string name) => FindZone(name) ?? TimeZoneInfo.Utc;
}
