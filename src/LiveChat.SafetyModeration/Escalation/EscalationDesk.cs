using LiveChat.Contracts;
using LiveChat.ServiceDefaults;

namespace LiveChat.SafetyModeration.Escalation;

/// <summary>
/// Tells chat which rules apply, by the outbox: the turn may end and never come back, so the word must not be lost with the
/// process. A repeated event tells it again, and chat does it once.
/// </summary>
internal sealed class EscalationDesk(SafetyModerationDatabase database)
{
    public async Task TellAsync(TurnRef turn, IReadOnlyList<FiredRule> rules, CancellationToken cancellationToken)
    {
        if (rules.Count == 0)
            return;
        var row = database.Outbox.Row(new EscalationRulesFired(turn, rules), turn.RequestId);
        await database.Database.WriteAsync(new Sql("").Insert(row, "1 = 1"), cancellationToken);
        database.Outbox.Publish(row);
    }
}
