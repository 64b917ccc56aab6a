using System.Globalization;
using System.Text.Json;

namespace LiveChat.AssistantRouting.Routing;

/// <summary>A stretch of a weekday in local time; <paramref name="To"/> at or before <paramref name="From"/> is on the next day.</summary>
/// <param name="Day"><c>mon</c> .. <c>sun</c>.</param>
/// <param name="From"><c>HH:mm</c>, from 00:00 to 23:59.</param>
/// <param name="To"><c>HH:mm</c>, up to 24:00.</param>
internal sealed record HoursSpan(string? Day, string? From, string? To);

/// <summary>When a rule holds.</summary>
/// <param name="TimeZone">IANA name, such as <c>Europe/Berlin</c>.</param>
/// <param name="Outside">The rule holds outside of these hours instead.</param>
internal sealed record RuleHours(string? TimeZone, IReadOnlyList<HoursSpan?>? Days, bool Outside = false);

/// <summary>Opening hours: what they must be, and whether a moment is within them. Pure.</summary>
internal static class HoursRules
{
    private const int DayMinutes = 24 * 60;

    private static readonly string[] Days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    /// <summary>By the wall clock of the time zone, so that a change to summer time needs no thought.</summary>
    public static bool Hold(RuleHours hours, DateTimeOffset now)
    {
        var local = TimeZoneInfo.ConvertTime(now, TimeZoneInfo.FindSystemTimeZoneById(hours.TimeZone!));
        var (today, minute) = ((int)local.DayOfWeek, (local.Hour * 60) + local.Minute);
        var within = hours.Days!.Any(span =>
        {
            var day = Array.IndexOf(Days, span!.Day);
            var (from, to) = (Minutes(span.From)!.Value, Minutes(span.To)!.Value);
            if (to > from) return day == today && minute >= from && minute < to;
            return (day == today && minute >= from) || ((day + 1) % 7 == today && minute < to);
        });
        return within != hours.Outside;
    }

    /// <summary>Checked hours; null where none were sent.</summary>
    public static RuleHours? Check(TextRules rules, string at, JsonElement? sent, JsonSerializerOptions options)
    {
        if (sent is not { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } element) return null;
        RuleHours? hours = null;
        try
        {
            hours = element.Deserialize<RuleHours>(options);
        }
        catch (JsonException)
        {
            // Said below, with the place.
        }

        if (hours is null || hours.Days is not { Count: >= 1 and <= 28 } || hours.Days.Any(d => d is null || !Days.Contains(d.Day) || Minutes(d.From) is not < DayMinutes || Minutes(d.To) is null))
        {
            rules.Add(at, "must be {timeZone, days:[{day: mon..sun, from: HH:mm, to: HH:mm}], outside?} with 1 to 28 stretches");
            return null;
        }

        if (hours.TimeZone is null || hours.TimeZone.Length > 64 || !TimeZoneInfo.TryFindSystemTimeZoneById(hours.TimeZone, out _))
        {
            rules.Add(at, "must have a timeZone such as Europe/Berlin");
            return null;
        }

        return hours;
    }

    internal static int? Minutes(string? time)
    {
        if (time == "24:00") return DayMinutes;
        return time is { Length: 5 } && TimeOnly.TryParseExact(time, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var value)
            ? (value.Hour * 60) + value.Minute : null;
    }
}
