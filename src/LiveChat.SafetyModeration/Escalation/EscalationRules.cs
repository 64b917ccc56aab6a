using LiveChat.SafetyModeration.Screening;
using LiveChat.SafetyModeration.Settings;

namespace LiveChat.SafetyModeration.Escalation;

/// <summary>What rules are asked about: one screened text, and what the conversation had before it.</summary>
/// <param name="Direction">The visitor's message, or the reply to it.</param>
/// <param name="List">What hit, as in the verdict; null where nothing did.</param>
/// <param name="Outcome">One of <see cref="VerdictCondition.AllActions"/>, or null where nothing hit.</param>
/// <param name="HasKeywords">Whether the visitor's message has a rule's keywords.</param>
/// <param name="Warnings">Before this text.</param>
/// <param name="Warned">This text, the visitor's, counts as one more.</param>
/// <param name="Unanswered">In a row, before this text.</param>
/// <param name="Unknown">This text is a reply that does not know; null for the visitor's message.</param>
internal sealed record EscalationFacts(
    Direction Direction, string? List, string? Outcome, Func<EscalationRule, bool> HasKeywords, int Warnings, bool Warned,
    int Unanswered, bool? Unknown);

/// <summary>A rule that applies now.</summary>
/// <param name="Because">The conditions that made it apply: <c>verdict</c>, <c>warnings</c>, <c>keywords</c>, <c>unanswered</c>.</param>
internal sealed record FiredEscalation(EscalationRule Rule, IReadOnlyList<string> Because);

/// <summary>
/// Which rules apply to a text. A rule applies at the moment its conditions become true, not for every message afterwards:
/// a count fires when it is reached, words and verdicts each time they come. So a decision depends on the event alone, and an
/// event that comes twice gives the same. Pure.
/// </summary>
internal static class EscalationRules
{
    /// <summary>In the order of the tenant's rules.</summary>
    public static IReadOnlyList<FiredEscalation> Evaluate(IReadOnlyList<EscalationRule> rules, EscalationFacts facts)
    {
        List<FiredEscalation>? fired = null;
        foreach (var rule in rules)
        {
            if (rule.Active && Because(rule, facts) is { Count: > 0 } because)
                (fired ??= []).Add(new FiredEscalation(rule, because));
        }

        return fired ?? (IReadOnlyList<FiredEscalation>)[];
    }

    private static List<string> Because(EscalationRule rule, EscalationFacts facts)
    {
        var conditions = Conditions(rule, facts);
        if (rule.Match == EscalationRule.All)
        {
            return conditions.TrueForAll(c => c.Holds) && conditions.Exists(c => c.IsNew)
                ? conditions.ConvertAll(c => c.Name) : [];
        }

        return conditions.FindAll(c => c.IsNew).ConvertAll(c => c.Name);
    }

    private static List<(string Name, bool Holds, bool IsNew)> Conditions(EscalationRule rule, EscalationFacts facts)
    {
        var conditions = new List<(string, bool, bool)>(4);
        if (rule.When.Verdict is { } verdict)
        {
            var holds = Holds(verdict, facts);
            conditions.Add(("verdict", holds, holds));
        }

        if (rule.When.Warnings is { } warnings)
        {
            var now = facts.Warnings + (facts.Warned ? 1 : 0);
            conditions.Add(("warnings", now >= warnings, now >= warnings && facts.Warnings < warnings));
        }

        if (rule.When.Keywords is not null)
        {
            var holds = facts.HasKeywords(rule);
            // The reply comes with the visitor's words again: they may complete a condition there, but are not new.
            conditions.Add(("keywords", holds, holds && facts.Direction == Direction.Visitor));
        }

        if (rule.When.Unanswered is { } unanswered)
        {
            var now = facts.Unknown switch { true => facts.Unanswered + 1, false => 0, null => facts.Unanswered };
            conditions.Add(("unanswered", now >= unanswered, now >= unanswered && facts.Unanswered < unanswered));
        }

        return conditions;
    }

    private static bool Holds(VerdictCondition verdict, EscalationFacts facts)
    {
        if (facts.List is null || facts.Outcome is null)
            return false;
        var side = facts.Direction == Direction.Visitor ? Inspects.Visitor : Inspects.Reply;
        return (verdict.On == Inspects.Both || verdict.On == side)
            && (verdict.Lists.Count == 0 || verdict.Lists.Contains(facts.List))
            && (verdict.Actions.Count == 0 ? facts.Outcome != VerdictCondition.Noted : verdict.Actions.Contains(facts.Outcome));
    }
}
