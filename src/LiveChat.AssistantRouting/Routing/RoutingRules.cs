using LiveChat.AssistantRouting.Assistants;

namespace LiveChat.AssistantRouting.Routing;

/// <summary>What the rules look at.</summary>
/// <param name="Open">Whether the tenant is open now; null where it set no opening hours.</param>
internal sealed record RoutingQuestion(
    string Text, string? Locale, string Channel, string? PageUrl, Guid? RequestedAssistantId, Guid? CurrentAssistantId,
    IReadOnlyDictionary<string, string>? Attributes, DateTimeOffset Now = default, Intent? Intent = null, bool? Open = null);

internal enum PickedBy
{
    Rule,
    PeopleOnly,
    RequestedAssistant,
    CurrentAssistant,
    DefaultAssistant,
    Nothing,
}

/// <summary>Who answers. Neither assistant nor people: nobody is configured.</summary>
internal sealed record Pick(PickedBy By, Assistant? Assistant, bool People, RoutingRule? Rule);

/// <summary>Why a rule held, or the first condition that did not ('keywords', 'page' ...).</summary>
internal sealed record RuleCheck(RoutingRule Rule, bool Matched, string Why);

/// <summary>
/// Picks who answers: people-only first, then the rules by priority and age, then the assistant that the site asked for, the one
/// that answered last in this conversation, and the default one. A rule whose assistant is gone is passed over.
/// </summary>
internal static class RoutingRules
{
    public const string Within = "within", Outside = "outside";

    /// <param name="peopleToo">False when the conversation was handed over as often as it may be: rules that name people are passed over.</param>
    public static Pick Pick(RoutingSettings settings, IReadOnlyList<Assistant> assistants, RoutingQuestion question, bool peopleToo = true)
    {
        if (settings.PeopleOnly) return new Pick(PickedBy.PeopleOnly, null, true, null);
        if (settings.Rules.Count > 0)
        {
            var words = KeywordRules.Words(question.Text);
            foreach (var rule in Ordered(settings))
            {
                if (rule.Target == "people" && !peopleToo) continue;
                if (!Check(rule, question, words).Matched) continue;
                if (rule.Target == "people") return new Pick(PickedBy.Rule, null, true, rule);
                if (Find(assistants, rule.AssistantId) is { } target) return new Pick(PickedBy.Rule, target, false, rule);
            }
        }

        if (Find(assistants, question.RequestedAssistantId) is { } requested) return new Pick(PickedBy.RequestedAssistant, requested, false, null);
        if (Find(assistants, question.CurrentAssistantId) is { } current) return new Pick(PickedBy.CurrentAssistant, current, false, null);
        return assistants.FirstOrDefault(a => a.IsDefault) is { } usual
            ? new Pick(PickedBy.DefaultAssistant, usual, false, null)
            : new Pick(PickedBy.Nothing, null, false, null);
    }

    /// <summary>Active rules in the order in which they are asked.</summary>
    public static IEnumerable<RoutingRule> Ordered(RoutingSettings settings) =>
        settings.Rules.Where(r => r.Active).OrderByDescending(r => r.Priority).ThenBy(r => r.CreatedAt).ThenBy(r => r.Id);

    /// <summary>The same for staff, who see why a rule that holds is passed over all the same.</summary>
    public static RuleCheck Explain(RoutingRule rule, IReadOnlyList<Assistant> assistants, RoutingQuestion question, IReadOnlyList<string> words) =>
        rule.Target == "assistant" && Find(assistants, rule.AssistantId) is null
            ? new(rule, false, "assistantId: that assistant was deleted") : Check(rule, question, words);

    public static RuleCheck Check(RoutingRule rule, RoutingQuestion question, IReadOnlyList<string> words)
    {
        string? keyword = null;
        if (rule.Keywords.Count > 0 && (keyword = KeywordRules.FirstIn(rule.Keywords, words)) is null) return new(rule, false, "keywords: none of them is in the message");
        if (rule.Channel is not null && !rule.Channel.Equals(question.Channel, StringComparison.OrdinalIgnoreCase)) return new(rule, false, $"channel: it is {question.Channel}");
        if (rule.Page is not null && !PageMatches(rule.Page, question.PageUrl)) return new(rule, false, "page: another page");
        if (rule.Locale is not null && !LocaleMatches(rule.Locale, question.Locale)) return new(rule, false, $"locale: it is {question.Locale ?? "unknown"}");
        if (rule.Hours is not null && !HoursRules.Hold(rule.Hours, question.Now)) return new(rule, false, "hours: not at this time");
        if (rule.OpeningHours is not null && (question.Open ?? true) != (rule.OpeningHours == Within))
            return new(rule, false, $"openingHours: {(question.Open is null ? "none are set, which counts as open" : question.Open.Value ? "it is open" : "it is closed")}");
        if (rule.Intent is not null && question.Intent?.Name != rule.Intent)
            return new(rule, false, question.Intent?.Name is { } other ? $"intent: it is {other}" : "intent: none was recognised");
        foreach (var (name, value) in rule.Attributes)
        {
            if (question.Attributes is null || !question.Attributes.TryGetValue(name, out var has) || !has.Equals(value, StringComparison.OrdinalIgnoreCase))
                return new(rule, false, $"attributes: {name} has another value");
        }

        return new(rule, true, keyword is null ? "all conditions hold" : $"keyword '{keyword}', and all other conditions hold");
    }

    /// <summary>'/help/*' is compared with the path, 'https://shop.example/*' with the whole address; query and fragment do not
    /// count. A browser writes 'größe' as 'gr%C3%B6%C3%9Fe': either spelling is the same page, on both sides.</summary>
    internal static bool PageMatches(string pattern, string? pageUrl)
    {
        if (string.IsNullOrEmpty(pageUrl)) return false;
        var page = pageUrl.AsSpan();
        var end = page.IndexOfAny('?', '#');
        if (end >= 0) page = page[..end];
        if (pattern.StartsWith('/') && Uri.TryCreate(pageUrl, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https") page = uri.AbsolutePath;
        return System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(Uri.UnescapeDataString(pattern), Uri.UnescapeDataString(page.ToString()), ignoreCase: true);
    }

    internal static bool LocaleMatches(string wanted, string? locale) =>
        locale is not null && (locale.Equals(wanted, StringComparison.OrdinalIgnoreCase)
            || locale.StartsWith(wanted + "-", StringComparison.OrdinalIgnoreCase));

    private static Assistant? Find(IReadOnlyList<Assistant> assistants, Guid? id)
    {
        if (id is null) return null;
        foreach (var assistant in assistants)
            if (assistant.Id == id) return assistant;
        return null;
    }
}
