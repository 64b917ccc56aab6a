using LiveChat.ServiceDefaults;

namespace LiveChat.AssistantRouting.Routing;

/// <summary>What routing settings must be.</summary>
internal static class RoutingChecks
{
    public const int MostRules = 100, MostKeywords = 50, LongestKeyword = 100;

    /// <summary>Checked settings; rules that <paramref name="before"/> has keep their age. 400 with every error, by place ('rules[2].priority').</summary>
    public static RoutingSettings Check(RoutingInput? input, RoutingSettings before, IReadOnlySet<Guid> assistants, DateTimeOffset now)
    {
        var rules = new TextRules();
        var inputs = input?.Rules ?? [];
        if (inputs.Count > MostRules) rules.Add("rules", $"must be at most {MostRules}");
        var kept = new List<RoutingRule>(inputs.Count);
        for (var i = 0; i < inputs.Count && i <= MostRules; i++)
        {
            if (inputs[i] is not { } rule)
            {
                rules.Add($"rules[{i}]", "must be a rule");
                continue;
            }

            var known = before.Rules.FirstOrDefault(r => r.Id == rule.Id);
            // Within one PUT the order of the list stands for the age: a millisecond apart.
            kept.Add(Check(rules, $"rules[{i}]", rule, assistants, known?.Id, known?.CreatedAt ?? now.AddMilliseconds(i)));
        }

        foreach (var twice in kept.GroupBy(r => r.Id).Where(g => g.Count() > 1)) rules.Add("rules", $"has the id {twice.Key} twice");
        var handovers = input?.MaxHandovers ?? RoutingSettings.UsualHandovers;
        if (handovers is < 1 or > 100) rules.Add("maxHandovers", "must be a whole number from 1 to 100");
        var assignment = input?.Assignment is { } sent ? new AssignmentSettings(sent.Mode ?? "none", sent.Capacity) : AssignmentSettings.None;
        if (assignment.Mode is not ("none" or "round_robin" or "least_busy")) rules.Add("assignment.mode", "must be none, round_robin or least_busy");
        if (assignment.Capacity is < 1 or > 1000) rules.Add("assignment.capacity", "must be a whole number from 1 to 1000");
        rules.ThrowIfAny();
        return new RoutingSettings(input?.PeopleOnly ?? false, kept, before.Version + 1) { MaxHandovers = handovers, Assignment = assignment };
    }

    private static RoutingRule Check(
        TextRules rules, string at, RoutingRuleInput rule, IReadOnlySet<Guid> assistants, Guid? id, DateTimeOffset createdAt)
    {
        var priority = rule.Priority ?? 50;
        if (priority is < 0 or > 100) rules.Add($"{at}.priority", "must be a whole number from 0 to 100");
        var keywords = (rule.Keywords ?? []).Select(k => rules.Optional($"{at}.keywords", k, LongestKeyword)).OfType<string>().Distinct().ToList();
        if (keywords.Count > MostKeywords) rules.Add($"{at}.keywords", $"must be at most {MostKeywords}");
        if (keywords.Exists(k => KeywordRules.Words(k).Count == 0)) rules.Add($"{at}.keywords", "must have a letter or digit each");
        var attributes = (rule.Attributes ?? new Dictionary<string, string?>())
            .Select(a => (Key: rules.Required($"{at}.attributes", a.Key, 64), Value: rules.Required($"{at}.attributes", a.Value, 256)))
            .GroupBy(a => a.Key).ToDictionary(g => g.Key, g => g.First().Value);
        if (attributes.Count > 32) rules.Add($"{at}.attributes", "must be at most 32");
        var intent = rules.Optional($"{at}.intent", rule.Intent, 40);
        if (intent is not null && !IntentRules.IsName(intent)) rules.Add($"{at}.intent", "must be a name such as billing_issue: lower case letters, digits and _");
        var hours = HoursRules.Check(rules, $"{at}.hours", rule.Hours, JsonDefaults.Options);
        var opening = string.IsNullOrEmpty(rule.OpeningHours) ? null : rule.OpeningHours;
        if (opening is not (null or RoutingRules.Within or RoutingRules.Outside)) rules.Add($"{at}.openingHours", "must be within or outside");
        if (rule.Target is not ("assistant" or "people")) rules.Add($"{at}.target", "must be assistant or people");
        if (rule.Target == "assistant" && (rule.AssistantId is not { } assistant || !assistants.Contains(assistant)))
            rules.Add($"{at}.assistantId", "must be the id of an assistant of this tenant");
        return new RoutingRule(
            id ?? Guid.CreateVersion7(), rules.Required($"{at}.name", rule.Name, 80), priority, rule.Active ?? true, keywords,
            rules.Optional($"{at}.channel", rule.Channel, 32), rules.Optional($"{at}.page", rule.Page, 500),
            rules.Locale($"{at}.locale", rule.Locale), attributes, rule.Target ?? "",
            rule.Target == "assistant" ? rule.AssistantId : null, createdAt, intent, hours, opening);
    }
}
