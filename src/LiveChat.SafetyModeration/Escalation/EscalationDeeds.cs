using LiveChat.Contracts;

namespace LiveChat.SafetyModeration.Escalation;

/// <summary>What fired rules come to: for chat, and for the trail. Pure.</summary>
internal static class EscalationDeeds
{
    public static IReadOnlyList<FiredRule> Of(IReadOnlyList<FiredEscalation> fired) => fired.Count == 0 ? [] :
    [
        .. fired.Select(f => new FiredRule(f.Rule.Id, f.Rule.Name, f.Because, f.Rule.Then.Tags, f.Rule.Then.Serious, f.Rule.Then.HandOver is not null,
            f.Rule.Then.Notify?.Dashboard ?? false, f.Rule.Then.Notify?.Webhook ?? false, f.Rule.Then.Notify?.Emails ?? [])),
    ];

    /// <summary>Of the first rule that hands over; null for everybody.</summary>
    public static HandoverTarget? TargetOf(IReadOnlyList<FiredEscalation> fired) =>
        fired.FirstOrDefault(f => f.Rule.Then.HandOver is not null)?.Rule.Then.HandOver is { UserIds.Count: > 0 } target
            ? new HandoverTarget(target.Name, target.UserIds) : null;

    public static IEnumerable<TrailStep> StepsOf(IReadOnlyList<FiredEscalation> fired, DateTimeOffset now) => fired.Select(f => new TrailStep(
        SafetyModerationDatabase.Name, "escalate", f.Rule.Then.HandOver is null ? "done" : ScreeningActions.Handover, null,
        $"rule '{f.Rule.Name}' by {string.Join(", ", f.Because)}: {string.Join(", ", Words(f.Rule.Then))}", now, 0));

    private static IEnumerable<string> Words(EscalationActions then)
    {
        if (then.HandOver is { } target)
            yield return $"hand over to {target.Name ?? target.To}";
        if (then.Serious)
            yield return "serious mode";
        if (then.Tags.Count > 0)
            yield return $"tag {string.Join(", ", then.Tags)}";
        // How many, not who: the trail is no address book.
        if (then.Notify is { } notify)
            yield return $"tell {string.Join(", ", Told(notify))}";
    }

    private static IEnumerable<string> Told(NotifyAction notify)
    {
        if (notify.Dashboard)
            yield return "dashboard";
        if (notify.Webhook)
            yield return "webhook";
        if (notify.Emails.Count > 0)
            yield return $"{notify.Emails.Count} by e-mail";
    }
}
