using LiveChat.SafetyModeration.Settings;

namespace LiveChat.SafetyModeration.Escalation;

internal sealed record EscalationRuleBody(
    Guid? Id, string? Name, bool? Active, string? Match, EscalationConditionsBody? When, EscalationActionsBody? Then);

internal sealed record EscalationConditionsBody(VerdictConditionBody? Verdict, int? Warnings, KeywordConditionBody? Keywords, int? Unanswered);

internal sealed record VerdictConditionBody(string? On, IReadOnlyList<string?>? Lists, IReadOnlyList<string?>? Actions);

internal sealed record KeywordConditionBody(bool? AskingForPerson, IReadOnlyList<string?>? Phrases);

internal sealed record EscalationActionsBody(HandOverBody? HandOver, NotifyBody? Notify, IReadOnlyList<string?>? Tags, bool? Serious);

internal sealed record HandOverBody(string? To, string? Name, IReadOnlyList<Guid>? UserIds);

internal sealed record NotifyBody(bool? Dashboard, bool? Webhook, IReadOnlyList<string?>? Emails);

/// <summary>Turns the bodies of escalation rules into rules, or says for each field what is wrong. Pure.</summary>
internal static class EscalationChecks
{
    public const int MostRules = 50;
    public const int MostPhrases = 200;
    public const int MostTags = 10;
    public const int MostUsers = 50;
    public const int MostAddresses = 10;
    private const int LongestName = 80;

    /// <param name="errors">By field, such as <c>escalationRules[0].when.warnings</c>.</param>
    public static IReadOnlyList<EscalationRule> Check(IReadOnlyList<EscalationRuleBody?>? rules, Dictionary<string, string> errors)
    {
        if (rules is not { Count: > 0 })
            return [];
        if (rules.Count > MostRules)
        {
            errors["escalationRules"] = $"must have at most {MostRules} rules.";
            return [];
        }

        var checkedRules = new List<EscalationRule>(rules.Count);
        for (var i = 0; i < rules.Count; i++)
        {
            var rule = Rule(rules[i] ?? new(null, null, null, null, null, null), $"escalationRules[{i}]", errors);
            if (checkedRules.Exists(other => other.Id == rule.Id))
                errors[$"escalationRules[{i}].id"] = "is used twice.";
            if (checkedRules.Exists(other => string.Equals(other.Name, rule.Name, StringComparison.OrdinalIgnoreCase)))
                errors.TryAdd($"escalationRules[{i}].name", "is used twice.");
            checkedRules.Add(rule);
        }

        return checkedRules;
    }

    private static EscalationRule Rule(EscalationRuleBody body, string field, Dictionary<string, string> errors)
    {
        var name = body.Name?.Trim() ?? "";
        if (!IsLine(name, LongestName))
            errors[$"{field}.name"] = $"must be a text of 1 to {LongestName} characters.";
        return new EscalationRule(body.Id ?? Guid.CreateVersion7(), name, body.Active ?? true,
            OneOf(body.Match ?? EscalationRule.Any, EscalationRule.Matches, $"{field}.match", errors),
            Conditions(body.When, $"{field}.when", errors), Actions(body.Then, $"{field}.then", errors));
    }

    private static EscalationConditions Conditions(EscalationConditionsBody? body, string field, Dictionary<string, string> errors)
    {
        var keywords = Keywords(body?.Keywords, $"{field}.keywords", errors);
        if (body?.Warnings is < 1 or > 100)
            errors[$"{field}.warnings"] = "must be a whole number from 1 to 100.";
        if (body?.Unanswered is < 1 or > 20)
            errors[$"{field}.unanswered"] = "must be a whole number from 1 to 20.";
        if (body is null or { Verdict: null, Warnings: null, Unanswered: null } && keywords is null)
            errors.TryAdd(field, "must have a condition: verdict, warnings, keywords or unanswered.");
        return new EscalationConditions(Verdict(body?.Verdict, $"{field}.verdict", errors), body?.Warnings, keywords, body?.Unanswered);
    }

    private static VerdictCondition? Verdict(VerdictConditionBody? body, string field, Dictionary<string, string> errors) => body is null ? null
        : new VerdictCondition(OneOf(body.On ?? Inspects.Visitor, Inspects.All, $"{field}.on", errors),
            Words(body.Lists, VerdictCondition.AllLists, $"{field}.lists", errors),
            Words(body.Actions, VerdictCondition.AllActions, $"{field}.actions", errors));

    private static KeywordCondition? Keywords(KeywordConditionBody? body, string field, Dictionary<string, string> errors)
    {
        if (body is null)
            return null;
        var phrases = new List<string>();
        for (var i = 0; i < (body.Phrases?.Count ?? 0); i++)
        {
            var phrase = body.Phrases![i]?.Trim() ?? "";
            if (phrase.Length == 0)
                continue;
            if (SafetySettingsRules.PhraseError(phrase) is { } error)
                errors.TryAdd($"{field}.phrases[{i}]", error);
            else if (!phrases.Contains(phrase))
                phrases.Add(phrase);
        }

        if (phrases.Count > MostPhrases)
            errors[$"{field}.phrases"] = $"must have at most {MostPhrases} phrases.";
        var asking = body.AskingForPerson ?? false;
        return asking || phrases.Count > 0 ? new KeywordCondition(asking, phrases) : null;
    }

    private static EscalationActions Actions(EscalationActionsBody? body, string field, Dictionary<string, string> errors)
    {
        var tags = (body?.Tags ?? []).Select(tag => tag?.Trim().ToLowerInvariant() ?? "").Where(tag => tag.Length > 0).Distinct().ToList();
        if (tags.Count > MostTags)
            errors[$"{field}.tags"] = $"must have at most {MostTags} tags.";
        else if (tags.Exists(tag => tag.Length > 40 || tag.Any(char.IsControl)))
            errors[$"{field}.tags"] = "must be texts of 1 to 40 characters.";
        var notify = Notify(body?.Notify, $"{field}.notify", errors);
        if (body?.HandOver is null && notify is null && tags.Count == 0 && body?.Serious is not true)
            errors.TryAdd(field, "must do something: handOver, notify, tags or serious.");
        return new EscalationActions(HandOver(body?.HandOver, $"{field}.handOver", errors), notify, tags, body?.Serious ?? false);
    }

    private static HandOverAction? HandOver(HandOverBody? body, string field, Dictionary<string, string> errors)
    {
        if (body is null)
            return null;
        var to = OneOf(body.To ?? HandOverAction.People, HandOverAction.Targets, $"{field}.to", errors);
        var name = body.Name?.Trim();
        if (!string.IsNullOrEmpty(name) && !IsLine(name, LongestName))
            errors[$"{field}.name"] = $"must be a text of at most {LongestName} characters.";
        if (to == HandOverAction.People)
            return new HandOverAction(to, null, []);
        IReadOnlyList<Guid> users = [.. (body.UserIds ?? []).Distinct()];
        if (to == HandOverAction.Group && string.IsNullOrEmpty(name))
            errors.TryAdd($"{field}.name", "must name the group.");
        if (to == HandOverAction.User && users.Count != 1)
            errors[$"{field}.userIds"] = "must have one id.";
        else if (users.Count is 0 or > MostUsers)
            errors[$"{field}.userIds"] = $"must have 1 to {MostUsers} ids.";
        return new HandOverAction(to, string.IsNullOrEmpty(name) ? null : name, users);
    }

    private static NotifyAction? Notify(NotifyBody? body, string field, Dictionary<string, string> errors)
    {
        var addresses = (body?.Emails ?? []).Select(address => address?.Trim() ?? "").Where(address => address.Length > 0)
            .Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (addresses.Count > MostAddresses)
            errors[$"{field}.emails"] = $"must have at most {MostAddresses} addresses.";
        else if (addresses.FindIndex(address => !IsAddress(address)) is >= 0 and var wrong)
            errors[$"{field}.emails[{wrong}]"] = "must be an e-mail address.";
        return body is null || (body.Dashboard is not true && body.Webhook is not true && addresses.Count == 0) ? null
            : new NotifyAction(body.Dashboard ?? false, body.Webhook ?? false, addresses);
    }

    // One plain address: what a mail server would refuse later is its business, a second recipient or a header is ours.
    private static bool IsAddress(string address) =>
        address.Length <= 254 && address.IndexOf('@', StringComparison.Ordinal) is > 0 and <= 64 and var at && at == address.LastIndexOf('@')
        && Uri.CheckHostName(address[(at + 1)..]) == UriHostNameType.Dns && address.All(c => c is > ' ' and < (char)127 and not (',' or ';' or '<' or '>' or '"' or '(' or ')' or ':' or '\\' or '[' or ']'));

    private static bool IsLine(string text, int longest) => CodePoints.Count(text) is >= 1 and var length && length <= longest && !text.Any(char.IsControl);

    private static string OneOf(string value, IReadOnlyList<string> allowed, string field, Dictionary<string, string> errors)
    {
        if (allowed.Contains(value))
            return value;
        errors[field] = $"must be one of {string.Join(", ", allowed)}.";
        return allowed[0];
    }

    private static List<string> Words(IReadOnlyList<string?>? words, IReadOnlyList<string> allowed, string field, Dictionary<string, string> errors)
    {
        if (words is not null && words.Any(word => word is null || !allowed.Contains(word)))
            errors[field] = $"must be some of {string.Join(", ", allowed)}.";
        return [.. (words ?? []).OfType<string>().Where(allowed.Contains).Distinct()];
    }
}
