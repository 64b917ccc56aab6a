using LiveChat.Chat.Conversations;
using LiveChat.Chat.Hours;
using LiveChat.Contracts;
using LiveChat.ServiceDefaults.Authentication;

namespace LiveChat.Chat.Analytics;

/// <summary>Figures and exports for staff.</summary>
internal static class AnalyticsEndpoints
{
    public static void Map(IEndpointRouteBuilder tenant)
    {
        tenant.MapGet("/analytics", GetAsync).WithName("Chat_Analytics_Get").Produces<AnalyticsAnswer>().RequireAuthorization(Policies.Viewer);
        tenant.MapGet("/analytics.csv", CsvAsync).WithName("Chat_Analytics_Csv").RequireAuthorization(Policies.Viewer);
        tenant.MapGet("/conversations.csv", ConversationsAsync).WithName("Chat_Conversations_Csv").RequireAuthorization(Policies.Viewer);
    }

    /// <summary>
    /// <c>?from=&amp;to=</c> dates, both included (default: the last 30 days), <c>?by=</c> day or hour, in the time zone of the
    /// tenant's opening hours.
    /// </summary>
    private static async Task<IResult> GetAsync(
        string tenantId, string? from, string? to, string? by, AnalyticsStore store, HoursDirectory hours, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var (period, items, totals) = await ReadAsync(tenantId, from, to, by, store, hours, clock, cancellationToken).ConfigureAwait(false);
        return Results.Ok(new AnalyticsAnswer(period.From, period.To, period.ByHour ? "hour" : "day", period.Zone.Id, items, totals));
    }

    private static async Task CsvAsync(
        string tenantId, string? from, string? to, string? by, HttpContext http, AnalyticsStore store, HoursDirectory hours, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var (_, items, _) = await ReadAsync(tenantId, from, to, by, store, hours, clock, cancellationToken).ConfigureAwait(false);
        await Csv.BeginAsync(http.Response, "analytics.csv", cancellationToken).ConfigureAwait(false);
        await http.Response.WriteAsync(Csv.Line("at", "conversations", "firstResponseSeconds", "aiResolved", "aiResolutionRate", "handedOver",
            "handoverRate", "held", "blocked"), cancellationToken).ConfigureAwait(false);
        foreach (var i in items)
        {
            await http.Response.WriteAsync(Csv.Line(i.At, i.Conversations, i.FirstResponseSeconds, i.AiResolved, i.AiResolutionRate,
                i.HandedOver, i.HandoverRate, i.Held, i.Blocked), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Every conversation that the list's filters find, page by page as it is sent: no size is too large.</summary>
    private static async Task ConversationsAsync(string tenantId, HttpContext http, ConversationStore store, CancellationToken cancellationToken)
    {
        var filter = FilterRules.Read(http);
        var page = await store.ListAsync(tenantId, filter, 200, null, cancellationToken).ConfigureAwait(false);
        await Csv.BeginAsync(http.Response, "conversations.csv", cancellationToken).ConfigureAwait(false);
        await http.Response.WriteAsync(Csv.Line("id", "createdAt", "updatedAt", "closedAt", "status", "handledBy", "assignee", "visitorId",
            "visitorName", "visitorEmail", "visitorPhone", "visitorExternalId", "verified", "tags", "locale", "device", "page", "rating",
            "lastMessage"), cancellationToken).ConfigureAwait(false);
        while (true)
        {
            foreach (var c in page.Items) await http.Response.WriteAsync(LineOf(c), cancellationToken).ConfigureAwait(false);
            if (page.NextCursor is null) return;
            var last = page.Items[^1];
            page = await store.ListAsync(tenantId, filter, 200, (last.UpdatedAt.ToUnixTimeMilliseconds(), last.Id), cancellationToken).ConfigureAwait(false);
        }
    }

    private static string LineOf(ConversationView c) => Csv.Line(
        c.Id.ToString(), c.CreatedAt, c.UpdatedAt, c.ClosedAt, c.Status, c.HandledBy, c.AssigneeName, c.Visitor.Id.ToString(), c.Visitor.Name,
        c.Visitor.Email, c.Visitor.Phone, c.Visitor.ExternalId, c.Visitor.Verified, string.Join(' ', c.Tags), c.Locale, c.Device, c.Page?.Url,
        c.Rating, c.LastMessage?.Text);

    private static async Task<(AnalyticsPeriod Period, IReadOnlyList<AnalyticsItem> Items, AnalyticsItem Totals)> ReadAsync(
        string tenantId, string? from, string? to, string? by, AnalyticsStore store, HoursDirectory hours, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var period = AnalyticsRules.Period(from, to, by, hours.ZoneOf(tenantId), clock.GetUtcNow());
        var slots = await store.ReadAsync(tenantId, period.From, period.To, cancellationToken).ConfigureAwait(false);
        var totals = slots.Values.Aggregate(default(Figures), static (sum, figures) => sum + figures);
        return (period, AnalyticsRules.Items(period, slots), AnalyticsRules.Item(null, totals));
    }

    private sealed record AnalyticsAnswer(
        DateTimeOffset From, DateTimeOffset To, string By, string TimeZone, IReadOnlyList<AnalyticsItem> Items, AnalyticsItem Totals);
}
