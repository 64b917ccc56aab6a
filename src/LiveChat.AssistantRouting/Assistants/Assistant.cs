namespace LiveChat.AssistantRouting.Assistants;

/// <summary>The settings of an assistant, as stored (JSON) and as sent by <c>POST assistants</c>.</summary>
/// <param name="Name">The name visitors see; 1..80.</param>
/// <param name="Greeting">Answer to 'Hello!'; plain or by language; null for the built-in one.</param>
/// <param name="Suggestions">Questions offered as quick replies; at most 8, of which the widget shows 4.</param>
/// <param name="Language">Language to answer in where neither message nor browser tells; null for English.</param>
/// <param name="Tone">Such as <c>friendly</c>; for providers that write themselves.</param>
/// <param name="Instructions">The prompt; for providers that write themselves.</param>
/// <param name="Provider"><c>builtin</c> has it answer without the tenant's provider; null for the tenant's.</param>
/// <param name="Model">Another model than the provider settings name, at the same provider.</param>
/// <param name="Temperature">0..2; null leaves it to the model, of which some refuse any.</param>
/// <param name="MaxTokens">Longest answer, 16..8000; null for 800.</param>
/// <param name="FallbackAssistantId">Who is asked when the provider gives this one no answer.</param>
internal sealed record AssistantSettings(
    string? Name, TenantText? Greeting, IReadOnlyList<string?>? Suggestions, string? Language, string? Tone, string? Instructions,
    string? Provider = null, string? Model = null, double? Temperature = null, int? MaxTokens = null, Guid? FallbackAssistantId = null);

/// <summary>An assistant of a tenant.</summary>
/// <param name="Version">1 for a new one; the ETag.</param>
internal sealed record Assistant(
    Guid Id, bool IsDefault, AssistantSettings Settings, long Version, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    public string Name => Settings.Name ?? "";

    public IReadOnlyList<string> Suggestions => Settings.Suggestions?.OfType<string>().ToList() ?? [];
}

/// <summary>An assistant as the API answers it.</summary>
internal sealed record AssistantView(
    Guid Id, string Name, bool IsDefault, TenantText? Greeting, IReadOnlyList<string> Suggestions, string? Language,
    string? Tone, string? Instructions, string? Provider, string? Model, double? Temperature, int? MaxTokens, Guid? FallbackAssistantId,
    long Version, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    public static AssistantView Of(Assistant a) => new(
        a.Id, a.Name, a.IsDefault, a.Settings.Greeting, a.Suggestions, a.Settings.Language, a.Settings.Tone,
        a.Settings.Instructions, a.Settings.Provider, a.Settings.Model, a.Settings.Temperature, a.Settings.MaxTokens,
        a.Settings.FallbackAssistantId, a.Version, a.CreatedAt, a.UpdatedAt);
}

/// <summary>What an assistant's settings must be.</summary>
internal static class AssistantRules
{
    public const int LongestGreeting = 1000, LongestInstructions = 8000, MostSuggestions = 8, LongestSuggestion = 80;

    public const int MostTokens = 8000, UsualMostTokens = 800;

    /// <summary>Trimmed settings; 400 <c>invalid_request</c> with every error.</summary>
    /// <param name="others">The tenant's other assistants; null where there is no fallback to check.</param>
    public static AssistantSettings Check(AssistantSettings? input, IReadOnlySet<Guid>? others = null)
    {
        var rules = new TextRules();
        input ??= new AssistantSettings(null, null, null, null, null, null);
        var name = rules.Required("name", input.Name, 80);
        var greeting = TenantText.Check(rules, "greeting", input.Greeting, LongestGreeting);
        var suggestions = (input.Suggestions ?? []).Select(s => rules.Optional("suggestions", s, LongestSuggestion)).OfType<string>().Distinct().ToList();
        if (suggestions.Count > MostSuggestions) rules.Add("suggestions", $"must be at most {MostSuggestions}");
        var language = rules.Locale("language", input.Language);
        var tone = rules.Optional("tone", input.Tone, 80);
        var instructions = rules.Optional("instructions", input.Instructions, LongestInstructions);
        var provider = rules.Optional("provider", input.Provider, 40);
        if (provider is not (null or "builtin" or "tenant")) rules.Add("provider", "must be tenant or builtin");
        var model = rules.Optional("model", input.Model, 120);
        if (model?.Any(char.IsControl) == true) rules.Add("model", "must not have control characters");
        if (input.Temperature is not (null or >= 0 and <= 2)) rules.Add("temperature", "must be a number from 0 to 2");
        if (input.MaxTokens is not (null or >= 16 and <= MostTokens)) rules.Add("maxTokens", $"must be a whole number from 16 to {MostTokens}");
        if (input.FallbackAssistantId is { } fallback && others?.Contains(fallback) != true) rules.Add("fallbackAssistantId", "must be the id of another assistant of this tenant");
        rules.ThrowIfAny();
        return new AssistantSettings(
            name, greeting, suggestions, language, tone, instructions, provider == "tenant" ? null : provider, model, input.Temperature, input.MaxTokens,
            input.FallbackAssistantId);
    }
}
