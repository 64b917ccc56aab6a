using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;

namespace LiveChat.Chat.Usage;

/// <summary>What a tenant used, for its staff.</summary>
internal static class UsageEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/usage", GetAsync).WithName("Chat_Usage_Get").RequireAuthorization(Policies.Viewer);
        routes.MapGet("/usage/history", HistoryAsync).WithName("Chat_Usage_History").RequireAuthorization(Policies.Viewer);
    }

    /// <summary>The current month: <c>{period:{from,to}, items:[{name, used, limit, projected, warnedAt}]}</c>; a null limit is unlimited.</summary>
    private static async Task<IResult> GetAsync(
        string tenantId, UsageMeter meter, UsageStore store, TenantDirectory tenants, TimeProvider clock, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var month = await meter.ReadAsync(tenantId, cancellationToken).ConfigureAwait(false);
        var limits = (await tenants.FindAsync(tenantId, cancellationToken).ConfigureAwait(false))?.Limits;
        var saved = await store.HistoryAsync(tenantId, cancellationToken).ConfigureAwait(false);
        var period = UsageKeys.Period(now);
        UsageItem Item(string name, long used, long? limit) => new(name, used, limit, UsageRules.Projected(used, now),
            saved.Find(s => s.Period == period && s.Name == name)?.WarnedAt);
        var from = UsageKeys.MonthStart(now);
        return Results.Ok(new UsageAnswer(new UsagePeriod(from, from.AddMonths(1)),
            [Item(UsageMeter.Conversations, month.Conversations, limits?.ConversationsPerMonth),
             Item(UsageMeter.Replies, month.Replies, limits?.AiRepliesPerMonth)]));
    }

    /// <summary>Saved months, newest first: <c>{items:[{period:"2026-11", name, used}]}</c>.</summary>
    private static async Task<IResult> HistoryAsync(string tenantId, UsageStore store, CancellationToken cancellationToken)
    {
        var saved = await store.HistoryAsync(tenantId, cancellationToken).ConfigureAwait(false);
        return Results.Ok(new PageOf<HistoryItem>([.. saved.Select(s => new HistoryItem(s.Period, s.Name, s.Used))], null));
    }

    private sealed record UsageAnswer(UsagePeriod Period, IReadOnlyList<UsageItem> Items);

    private sealed record UsagePeriod(DateTimeOffset From, DateTimeOffset To);

    private sealed record UsageItem(string Name, long Used, long? Limit, long Projected, DateTimeOffset? WarnedAt);

    private sealed record HistoryItem(string Period, string Name, long Used);
}
