using LiveChat.Contracts;
using LiveChat.SafetyModeration.Matching;
using LiveChat.SafetyModeration.Screening;
using LiveChat.SafetyModeration.Settings;

namespace LiveChat.SafetyModeration.Escalation;

/// <summary>What the conversation had before the text that is screened; chat counts it and sends it with the turn.</summary>
/// <param name="VisitorText">The visitor's message: the text itself, or what a reply answers; null where unknown.</param>
/// <param name="Unknown">The reply does not know; null for a visitor's message.</param>
internal sealed record ConversationCounts(int Warnings, int Unanswered, string? VisitorText, bool? Unknown);

/// <summary>A tenant's escalation rules with their words compiled: immutable, shared by all threads.</summary>
internal sealed class TenantEscalation
{
    private readonly IReadOnlyList<EscalationRule> rules;
    private readonly PhraseMatcher? matcher;
    private readonly List<Guid> owners = [];

    public TenantEscalation(IReadOnlyList<EscalationRule> rules)
    {
        this.rules = [.. rules.Where(rule => rule.Active)];
        var phrases = new List<string>();
        foreach (var rule in this.rules)
        {
            foreach (var phrase in rule.When.Keywords?.Phrases ?? [])
            {
                phrases.Add(phrase);
                owners.Add(rule.Id);
            }
        }

        matcher = phrases.Count == 0 ? null : PhraseMatcher.Compile(phrases);
    }

    /// <summary>The rules that apply to a screened text. Never throws.</summary>
    public IReadOnlyList<FiredEscalation> Evaluate(Direction direction, ScreeningResult result, ConversationCounts counts)
    {
        if (rules.Count == 0)
            return [];
        HashSet<Guid>? found = null;
        bool? asking = null;
        bool HasKeywords(EscalationRule rule)
        {
            if (counts.VisitorText is not { } text || rule.When.Keywords is not { } keywords)
                return false;
            found ??= matcher is null ? [] : [.. matcher.Find(text).Select(hit => owners[hit.Phrase])];
            return found.Contains(rule.Id) || (keywords.AskingForPerson && (asking ??= AskingForPerson.In(text)));
        }

        var hit = result.Hit?.Listed.List;
        return EscalationRules.Evaluate(rules, new EscalationFacts(
            direction, hit, hit is null ? null : result.Action == ScreeningActions.Allow ? VerdictCondition.Noted : result.Action, HasKeywords,
            counts.Warnings, IsWarning(direction, result), counts.Unanswered, counts.Unknown));
    }

    /// <summary>A visitor's message that a phrase list stopped.</summary>
    public static bool IsWarning(Direction direction, ScreeningResult result) =>
        direction == Direction.Visitor && result.Action != ScreeningActions.Allow && result.List is { } list && ListNames.All.Contains(list);

    /// <summary>The decision with what the rules add: a hand-over is stricter than anything but a polite end.</summary>
    public static ScreeningResult Apply(ScreeningResult result, IReadOnlyList<FiredEscalation> fired)
    {
        if (fired.Count == 0)
            return result;
        var handsOver = fired.FirstOrDefault(f => f.Rule.Then.HandOver is not null);
        var serious = result.Serious || fired.Any(f => f.Rule.Then.Serious);
        return handsOver is null || result.Action is ScreeningActions.End or ScreeningActions.Handover
            ? result with { Serious = serious }
            : result with { Action = ScreeningActions.Handover, List = RuleList, Serious = serious };
    }

    /// <summary>The name in verdicts for what a rule, and no list, decided.</summary>
    public const string RuleList = "escalationRules";
}
