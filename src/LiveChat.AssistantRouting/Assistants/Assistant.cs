namespace LiveChat.AssistantRouting.Assistants;

/// <summary>The settings of an assistant, as stored (JSON) and as sent by <c>POST assistants</c>.</summary>
/// <param name="Name">The name visitors see; 1..80.</param>
/// <param name="Greeting">Answer to 'Hello!'; plain or by language; null for the built-in one.</param>
/// <param name="Suggestions">Questions offered as quick replies; at most 8, of which the widget shows 4.</param>
/// <param name="Language">Language to answer in where neither message nor browser tells; null for English.</param>
/// <param name="Tone">Such as <c>friendly</c>; for providers that write themselves.</param>
/// <param name="Instructions">The prompt; for providers that write themselves.</param>
internal sealed record AssistantSettings(
    string? Name, TenantText? Greeting, IReadOnlyList<string?>? Suggestions, string? Language, string? Tone, string? Instructions);

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
    string? Tone, string? Instructions, long Version, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    public static AssistantView Of(Assistant a) => new(
        a.Id, a.Name, a.IsDefault, a.Settings.Greeting, a.Suggestions, a.Settings.Language, a.Settings.Tone,
        a.Settings.Instructions, a.Version, a.CreatedAt, a.UpdatedAt);
}

/// <summary>What an assistant's settings must be.</summary>
internal static class AssistantRules
{
    public const int LongestGreeting = 1000, LongestInstructions = 8000, MostSuggestions = 8, LongestSuggestion = 80;

    /// <summary>Trimmed settings; 400 <c>invalid_request</c> with every error.</summary>
    public static AssistantSettings Check(AssistantSettings? input)
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
        rules.ThrowIfAny();
        return new AssistantSettings(name, greeting, suggestions, language, tone, instructions);
    }
}
