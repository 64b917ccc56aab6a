using System.Text.Json;
using LiveChat.ServiceDefaults;

namespace LiveChat.AssistantRouting.Costs;

/// <summary>What one model costs: units of the currency for a million tokens.</summary>
internal sealed record ModelPrice(string? Model, decimal? InputPerMillion, decimal? OutputPerMillion);

/// <summary>A tenant's own prices. The platform knows none: providers change them, and contracts differ.</summary>
/// <param name="Currency">ISO 4217, such as EUR.</param>
internal sealed record ModelPrices(string? Currency, IReadOnlyList<ModelPrice?>? Models)
{
    private const int MostModels = 100;
    private const decimal Highest = 1_000_000m;

    public static ModelPrices? Parse(string? json) => json is null ? null : JsonSerializer.Deserialize<ModelPrices>(json, JsonDefaults.Options);

    /// <summary>What a call cost, in millionths of the currency; null where no price is set for the model.</summary>
    public long? CostOf(string model, long inputTokens, long outputTokens)
    {
        foreach (var price in Models ?? [])
        {
            if (!string.Equals(price!.Model, model, StringComparison.OrdinalIgnoreCase)) continue;
            // Per million tokens, in millionths: the two cancel out.
            return (long)Math.Round((inputTokens * price.InputPerMillion!.Value) + (outputTokens * price.OutputPerMillion!.Value), MidpointRounding.AwayFromZero);
        }

        return null;
    }

    /// <summary>Checked prices as JSON, as they are stored; '' where none are left, null where none were sent.</summary>
    public static string? Check(TextRules rules, ModelPrices? sent)
    {
        if (sent is null) return null;
        if (sent.Models is not { Count: > 0 } models) return "";
        if (sent.Currency is not { Length: 3 } currency || !currency.All(char.IsAsciiLetterUpper)) rules.Add("prices.currency", "must be a currency's three letters, such as EUR");
        if (models.Count > MostModels) rules.Add("prices.models", $"must be at most {MostModels}");
        for (var i = 0; i < models.Count && i <= MostModels; i++)
        {
            rules.Required($"prices.models[{i}].model", models[i]?.Model, 120);
            if (models[i] is not { InputPerMillion: >= 0 and <= Highest, OutputPerMillion: >= 0 and <= Highest })
                rules.Add($"prices.models[{i}]", "must have inputPerMillion and outputPerMillion, numbers from 0 to 1000000");
        }

        if (models.GroupBy(m => m?.Model?.Trim(), StringComparer.OrdinalIgnoreCase).Any(g => g.Count() > 1)) rules.Add("prices.models", "must name each model once");
        return rules.Errors.Count > 0 ? null
            : JsonSerializer.Serialize(new ModelPrices(sent.Currency, [.. models.Select(m => m! with { Model = m.Model!.Trim() })]), JsonDefaults.Options);
    }
}
