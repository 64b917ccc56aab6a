namespace LiveChat.AssistantRouting.Costs;

/// <summary>What one question to a provider took, answered or not.</summary>
/// <param name="AssistantId">Empty while nobody was picked: whoever is picked stands for it.</param>
/// <param name="Model">As it was asked for, since prices are set by that name.</param>
internal sealed record ProviderSpend(Guid AssistantId, string Model, long InputTokens, long OutputTokens);

/// <summary>One row of the day's sums.</summary>
/// <param name="Currency">'' where no price is set; <paramref name="Cost"/> is 0 then.</param>
/// <param name="Cost">Millionths of the currency.</param>
internal sealed record DayCost(string Day, Guid AssistantId, string Model, string Currency, long Calls, long InputTokens, long OutputTokens, long Cost)
{
    /// <summary>What a turn spent, by assistant and model. A call without an assistant counts for the one that was picked.</summary>
    public static List<DayCost> Of(IReadOnlyList<ProviderSpend> spent, Guid? picked, ModelPrices? prices, DateTimeOffset now)
    {
        var day = now.UtcDateTime.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        return [.. spent
            .GroupBy(s => (Assistant: s.AssistantId == Guid.Empty ? picked ?? Guid.Empty : s.AssistantId, s.Model))
            .Select(g =>
            {
                var (input, output) = (g.Sum(s => s.InputTokens), g.Sum(s => s.OutputTokens));
                var cost = prices?.CostOf(g.Key.Model, input, output);
                return new DayCost(day, g.Key.Assistant, g.Key.Model, cost is null ? "" : prices!.Currency!, g.Count(), input, output, cost ?? 0);
            })];
    }
}
