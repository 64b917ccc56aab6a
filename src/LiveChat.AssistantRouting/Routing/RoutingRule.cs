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
/// <param name="Intent">What the message is about, such as <c>billing_issue</c>; a name of the tenant's own needs a provider.</param>
/// <param name="Hours">When the rule holds, by hours of its own.</param>
/// <param name="OpeningHours"><c>within</c> or <c>outside</c> the tenant's opening hours (chat's <c>hours</c>); without any it is always open.</param>
internal sealed record RoutingRule(
    Guid Id, string Name, int Priority, bool Active, IReadOnlyList<string> Keywords, string? Channel, string? Page,
    string? Locale, IReadOnlyDictionary<string, string> Attributes, string Target, Guid? AssistantId, DateTimeOffset CreatedAt,
    string? Intent = null, RuleHours? Hours = null, string? OpeningHours = null);

/// <summary>How conversations that go to people are given to them.</summary>
/// <param name="Mode"><c>none</c> leaves them in the queue; <c>round_robin</c> and <c>least_busy</c> choose among those online.</param>
/// <param name="Capacity">Open conversations that one person may have; null for any number.</param>
internal sealed record AssignmentSettings(string? Mode, int? Capacity)
{
    public static AssignmentSettings None { get; } = new("none", null);
}

/// <summary>A tenant's routing settings.</summary>
/// <param name="PeopleOnly">No assistant answers at all.</param>
internal sealed record RoutingSettings(bool PeopleOnly, IReadOnlyList<RoutingRule> Rules, long Version)
{
    public const int UsualHandovers = 3;

    public static RoutingSettings None { get; } = new(false, [], 0);

    /// <summary>Hand-overs of one conversation; after them the assistant answers on, so that no rule can make a loop.</summary>
    public int MaxHandovers { get; init; } = UsualHandovers;

    public AssignmentSettings Assignment { get; init; } = AssignmentSettings.None;
}

/// <summary>A rule as sent by <c>PUT routing</c>; a known <paramref name="Id"/> keeps the rule's age.</summary>
internal sealed record RoutingRuleInput(
    Guid? Id, string? Name, int? Priority, bool? Active, IReadOnlyList<string?>? Keywords, string? Channel, string? Page,
    string? Locale, IReadOnlyDictionary<string, string?>? Attributes, string? Target, Guid? AssistantId,
    string? Intent, JsonElement? Hours, string? OpeningHours = null);

/// <summary>Body of <c>PUT routing</c>.</summary>
internal sealed record RoutingInput(
    bool? PeopleOnly, IReadOnlyList<RoutingRuleInput?>? Rules, int? MaxHandovers = null, AssignmentSettings? Assignment = null);
