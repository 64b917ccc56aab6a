using System.Globalization;
using LiveChat.Chat.Messages;
using LiveChat.Contracts;
using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;

namespace LiveChat.Chat.Hours;

/// <summary>Opening hours: <c>{timeZone, days:{monday:[{from, to}]...}, holidays:[{date, name, hours}]}</c>.</summary>
internal static class HoursEndpoints
{
    private const int SpansPerDay = 8;
    private const int MostHolidays = 200;

    public static void Map(IEndpointRouteBuilder tenant, IEndpointRouteBuilder root)
    {
        tenant.MapGet("/hours", GetAsync).WithName("Chat_Hours_Get").Produces<HoursView>().RequireAuthorization(Policies.Viewer);
        tenant.MapPut("/hours", PutAsync).WithName("Chat_Hours_Put").Produces<HoursView>().RequireAuthorization(Policies.Admin);
        root.MapInternal("/internal/chat/opening-hours",
            (HoursStore store, CancellationToken cancellationToken, long since = 0, int limit = 500) =>
                store.ChangedSinceAsync(since, Math.Clamp(limit, 1, 1000), cancellationToken));
    }

    /// <summary>Never set: UTC and no days, which means that the hours say nothing. With an <c>ETag</c>.</summary>
    private static async Task<IResult> GetAsync(string tenantId, HttpContext http, HoursStore store, TimeProvider clock, CancellationToken cancellationToken)
    {
        var hours = await store.FindAsync(tenantId, cancellationToken).ConfigureAwait(false);
        return View(http, hours, clock.GetUtcNow());
    }

    /// <summary>Replaces them whole; a stale <c>If-Match</c> is 412.</summary>
    private static async Task<IResult> PutAsync(
        string tenantId, HoursBody? body, HttpContext http, HoursStore store, HoursDirectory directory, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var hours = Check(tenantId, body);
        for (var tries = 0; ; tries++)
        {
            var before = await store.FindAsync(tenantId, cancellationToken).ConfigureAwait(false);
            var current = before?.Version ?? 0;
            var wanted = http.Request.Headers.IfMatch.ToString();
            if (wanted.Length > 0 && wanted != "*" && !wanted.Split(',', StringSplitOptions.TrimEntries).Contains(Tag(current))) throw Stale();
            var change = SettingsChange.Of(http, tenantId, clock.GetUtcNow(), "hours.changed", null, Audited(before), Audited(hours));
            if (await store.ReplaceAsync(hours, current, http.RequestId(), change, cancellationToken).ConfigureAwait(false) is { } saved)
            {
                directory.Apply(saved);
                return View(http, saved, clock.GetUtcNow());
            }

            if (tries == 4) throw Stale();
        }
    }

    private static object? Audited(OpeningHours? hours) => hours is null ? null : new { hours.TimeZone, hours.Days, hours.Holidays };

    private static IResult View(HttpContext http, OpeningHours? hours, DateTimeOffset now)
    {
        http.Response.Headers.ETag = Tag(hours?.Version ?? 0);
        return Results.Ok(new HoursView(hours?.TimeZone ?? "UTC", hours?.Days ?? new Dictionary<string, IReadOnlyList<OpeningSpan>>(),
            hours?.Holidays ?? [], hours is null ? null : OpeningHoursRules.IsOpen(hours, now), OpeningHoursRules.NextOpening(hours, now)));
    }

    private static OpeningHours Check(string tenantId, HoursBody? body)
    {
        var errors = new Dictionary<string, string>();
        if (OpeningHoursRules.FindZone(body?.TimeZone) is null) errors["timeZone"] = "must be the IANA name of a time zone, such as Europe/Berlin.";
        var days = new Dictionary<string, IReadOnlyList<OpeningSpan>>();
        foreach (var (day, spans) in body?.Days ?? [])
        {
            if (!OpeningHoursRules.DayNames.Contains(day)) errors["days"] = $"has members named {string.Join(", ", OpeningHoursRules.DayNames)} only.";
            else days[day] = CheckSpans(errors, $"days.{day}", spans);
        }

        if (body?.Days is null) errors["days"] = "is required: {} where no day has hours.";
        var holidays = new List<OpeningHoliday>();
        foreach (var holiday in body?.Holidays ?? [])
        {
            var name = holiday?.Name?.Trim();
            if (!DateOnly.TryParseExact(holiday?.Date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
                errors["holidays"] = "must each have a date such as 2026-12-25.";
            else if (name is not null && (MessageRules.CodePoints(name) > 80 || name.Any(char.IsControl)))
                errors["holidays"] = "must have names of at most 80 characters.";
            else holidays.Add(new OpeningHoliday(holiday!.Date!, string.IsNullOrEmpty(name) ? null : name, CheckSpans(errors, "holidays", holiday.Hours)));
        }

        if (holidays.Count > MostHolidays) errors["holidays"] = $"must be at most {MostHolidays}.";
        if (holidays.Select(holiday => holiday.Date).Distinct().Count() != holidays.Count) errors["holidays"] = "must have each date once.";
        if (errors.Count > 0) throw Problems.Invalid(errors);
        return new OpeningHours(tenantId, 0, body!.TimeZone!, days, [.. holidays.OrderBy(holiday => holiday.Date, StringComparer.Ordinal)]);
    }

    private static List<OpeningSpan> CheckSpans(Dictionary<string, string> errors, string field, IReadOnlyList<SpanBody?>? spans)
    {
        var checkedSpans = new List<(int From, int To)>();
        foreach (var span in spans ?? [])
        {
            if (OpeningHoursRules.Minutes(span?.From, end: false) is not { } from || OpeningHoursRules.Minutes(span?.To, end: true) is not { } to || from >= to)
                errors[field] = "must be spans {\"from\":\"09:00\",\"to\":\"17:30\"} within one day, the end after the beginning; 24:00 ends the day.";
            else checkedSpans.Add((from, to));
        }

        checkedSpans.Sort();
        if (checkedSpans.Count > SpansPerDay) errors[field] = $"must be at most {SpansPerDay} spans a day.";
        for (var i = 1; i < checkedSpans.Count; i++)
            if (checkedSpans[i].From < checkedSpans[i - 1].To) errors[field] = "must not overlap.";
        return checkedSpans.ConvertAll(span => new OpeningSpan(Clock(span.From), Clock(span.To)));
    }

    private static string Clock(int minutes) => $"{minutes / 60:00}:{minutes % 60:00}";

    private static string Tag(long version) => $"\"{version}\"";

    private static ProblemException Stale() => Problems.StaleVersion.Exception("Somebody changed it meanwhile: read it again, then make your change.");

    internal sealed record HoursBody(
        string? TimeZone, Dictionary<string, IReadOnlyList<SpanBody?>?>? Days, IReadOnlyList<HolidayBody?>? Holidays);

    internal sealed record SpanBody(string? From, string? To);

    internal sealed record HolidayBody(string? Date, string? Name, IReadOnlyList<SpanBody?>? Hours);

    /// <param name="Open">By the clock, now; null where no hours were ever set.</param>
    internal sealed record HoursView(
        string TimeZone, IReadOnlyDictionary<string, IReadOnlyList<OpeningSpan>> Days, IReadOnlyList<OpeningHoliday> Holidays, bool? Open,
        DateTimeOffset? OpensAt);
}
