using System.Globalization;
using LiveChat.AssistantRouting.Drafts;
using LiveChat.ServiceDefaults.Authentication;

namespace LiveChat.AssistantRouting.Costs;

/// <summary>What the tenant's provider took: tokens and money by day, assistant and model.</summary>
internal static class CostEndpoints
{
    private const int UsualDays = 30, MostDays = 400;
    private const decimal Millionths = 1_000_000m;

    public static void MapCosts(this RouteGroupBuilder staff) =>
        staff.MapGet("/provider/usage", GetAsync).RequireAuthorization(Policies.Admin).WithName("AssistantRouting_Provider_Usage");

    /// <summary>
    /// <c>?from=&amp;to=</c> dates in UTC, both included (default: the last 30 days, at most 400). Money only for models whose price
    /// the tenant set, by the price of that time; everything else has a null <c>cost</c>. <c>try</c> and <c>test</c> are not counted.
    /// </summary>
    private static async Task<CostAnswer> GetAsync(
        string tenantId, string? from, string? to, CostStore store, TenantSetups setups, TimeProvider clock, CancellationToken cancellationToken)
    {
        var rules = new TextRules();
        var last = Date(rules, "to", to) ?? DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var first = Date(rules, "from", from) ?? last.AddDays(1 - Math.Min(UsualDays, last.DayNumber + 1));
        if (last < first || last.DayNumber - first.DayNumber >= MostDays) rules.Add("from", $"must be a date before to, at most {MostDays} days");
        rules.ThrowIfAny();
        var setup = await setups.GetAsync(tenantId, cancellationToken);
        var rows = await store.ListAsync(tenantId, Text(first), Text(last), cancellationToken);
        return new CostAnswer(Text(first), Text(last),
            [.. rows.Select(r => new CostItem(r.Day, r.AssistantId == Guid.Empty ? null : r.AssistantId, setup.Assistant(r.AssistantId)?.Name, r.Model,
                r.Calls, r.InputTokens, r.OutputTokens, Currency(r), Money(r, r.Cost)))],
            [.. rows.GroupBy(Currency).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new CostTotal(
                g.Key, g.Sum(r => r.Calls), g.Sum(r => r.InputTokens), g.Sum(r => r.OutputTokens), Money(g.First(), g.Sum(r => r.Cost))))]);
    }

    private static string? Currency(DayCost row) => row.Currency.Length == 0 ? null : row.Currency;

    private static decimal? Money(DayCost row, long cost) => row.Currency.Length == 0 ? null : cost / Millionths;

    private static DateOnly? Date(TextRules rules, string field, string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return date;
        rules.Add(field, "must be a date such as 2026-11-23");
        return null;
    }

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <param name="Totals">One for each currency, and one without for what has no price.</param>
    internal sealed record CostAnswer(string From, string To, IReadOnlyList<CostItem> Items, IReadOnlyList<CostTotal> Totals);

    /// <param name="AssistantId">Null where nobody was picked.</param>
    /// <param name="AssistantName">Null where it is gone.</param>
    /// <param name="Calls">Questions that were answered, with those that recognise an intent.</param>
    /// <param name="Cost">Units of the currency, to its millionth.</param>
    internal sealed record CostItem(
        string Day, Guid? AssistantId, string? AssistantName, string Model, long Calls, long InputTokens, long OutputTokens, string? Currency, decimal? Cost);

    internal sealed record CostTotal(string? Currency, long Calls, long InputTokens, long OutputTokens, decimal? Cost);
}
