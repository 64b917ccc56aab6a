using System.Globalization;
using LiveChat.Contracts;

namespace LiveChat.AssistantRouting.Routing;

/// <summary>
/// Whether the tenant is open at a moment, exactly as chat says it to visitors: holidays have hours of their own, a local time that
/// a clock change leaves out is the moment after it, and of a time that comes twice an opening is the first and a closing the
/// second. Pure.
/// </summary>
internal static class TenantHoursRules
{
    private static readonly string[] Days = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

    public static bool IsOpen(OpeningHours hours, DateTimeOffset now)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(hours.TimeZone, out var zone)) zone = TimeZoneInfo.Utc;
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        // Around a clock change over midnight a moment may belong to a neighbour's span.
        for (var day = -1; day <= 1; day++)
        {
            var date = today.AddDays(day);
            foreach (var span in Spans(hours, date))
            {
                if (HoursRules.Minutes(span.From) is not { } from || HoursRules.Minutes(span.To) is not { } to) continue;
                if (Instant(zone, date, from, closing: false) <= now && now < Instant(zone, date, to, closing: true)) return true;
            }
        }

        return false;
    }

    private static IReadOnlyList<OpeningSpan> Spans(OpeningHours hours, DateOnly date)
    {
        var text = date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        foreach (var holiday in hours.Holidays)
            if (holiday.Date == text) return holiday.Hours;
        return hours.Days.GetValueOrDefault(Days[(int)date.DayOfWeek]) ?? [];
    }

    private static DateTimeOffset Instant(TimeZoneInfo zone, DateOnly date, int minutes, bool closing)
    {
        var local = date.ToDateTime(TimeOnly.MinValue).AddMinutes(minutes);
        if (zone.IsInvalidTime(local))
        {
            var before = zone.GetUtcOffset(local.AddHours(-3));
            var jump = new DateTimeOffset(local, before);
            while (zone.GetUtcOffset(jump.AddMinutes(-1)) != before) jump = jump.AddMinutes(-1);
            return jump;
        }

        if (!zone.IsAmbiguousTime(local)) return new DateTimeOffset(local, zone.GetUtcOffset(local));
        var offsets = zone.GetAmbiguousTimeOffsets(local);
        return new DateTimeOffset(local, closing ? offsets.Min() : offsets.Max());
    }
}
