using System.Text.Json;

namespace LiveChat.AssistantRouting.Routing;

/// <summary>Which assistant, or that people, answer the messages that all of its conditions hold for. Null or empty conditions hold always.</summary>
/// <param name="Priority">0..100; higher is asked first, equal ones by age.</param>
/// <param name="Keywords">Any of these words or phrases stands in the message, whole words only.</param>
/// <param name="Channel">Such as <c>chat</c>.</param>
/// <param name="Page">Part of the page's path with <c>*</c> for anything ('/help/*'), or a whole address.</param>
/// <param name="Locale">'de' holds for 'de-CH' too.</param>
/// <param name="Attributes">Visitor attributes that all have these values.</param>
/// <param name="Target"><c>assistant</c> or <c>people</c>.</param>
internal sealed record RoutingRule(
    Guid Id, string Name, int Priority, bool Active, IReadOnlyList<string> Keywords, string? Channel, string? Page,
    string? Locale, IReadOnlyDictionary<string, string> Attributes, string Target, Guid? AssistantId, DateTimeOffset CreatedAt);

/// <summary>A tenant's routing settings.</summary>
/// <param name="PeopleOnly">No assistant answers at all.</param>
internal sealed record RoutingSettings(bool PeopleOnly, IReadOnlyList<RoutingRule> Rules, long Version)
{
    public static RoutingSettings None { get; } = new(false, [], 0);
}

/// <summary>A rule as sent by <c>PUT routing</c>; a known <paramref name="Id"/> keeps the rule's age.</summary>
internal sealed record RoutingRuleInput(
    Guid? Id, string? Name, int? Priority, bool? Active, IReadOnlyList<string?>? Keywords, string? Channel, string? Page,
    string? Locale, IReadOnlyDictionary<string, string?>? Attributes, string? Target, Guid? AssistantId,
    JsonElement? Intent, JsonElement? Hours);

/// <summary>Body of <c>PUT routing</c>.</summary>
internal sealed record RoutingInput(bool? PeopleOnly, IReadOnlyList<RoutingRuleInput?>? Rules);
