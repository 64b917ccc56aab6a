namespace LiveChat.Contracts;

/// <summary>The visitor's message may go to the assistant: assistant routing drafts a reply.</summary>
public sealed record VisitorMessageScreened(
    TurnRef Turn, VisitorMessage Message, bool Serious, IReadOnlyList<TrailStep> Trail);

/// <summary>The visitor's message must not reach an assistant: chat ends the turn by the verdict.</summary>
public sealed record VisitorMessageStopped(TurnRef Turn, ScreeningVerdict Verdict, IReadOnlyList<TrailStep> Trail);

/// <summary>The drafted reply was screened, whatever the verdict: chat stores the outcome.</summary>
public sealed record ReplyScreened(
    TurnRef Turn, DraftedReply Reply, ScreeningVerdict Verdict, IReadOnlyList<TrailStep> Trail);

/// <summary>A tenant's safety settings changed: every process compiles them anew. The cache's own re-read makes up for a
/// lost one.</summary>
/// <param name="Version">The settings' version, as in their ETag.</param>
public sealed record SafetySettingsChanged(string TenantId, long Version);

/// <summary>What chat does itself by a tenant's safety settings; from the internal snapshot, not an event.</summary>
/// <param name="Version">Ascends with every change of any tenant; the cursor of the snapshot.</param>
/// <param name="MaskInStorage">Kinds of personal data that chat masks before it stores a message.</param>
/// <param name="MaskForProvider">Kinds that are masked in what leaves for an assistant.</param>
/// <param name="AssistantHours">Silence after which a conversation without people closes.</param>
/// <param name="PeopleDays">Silence after which one with people closes.</param>
/// <param name="HandoverText">The tenant's text by language (<c>*</c> for a plain string) while somebody is online; null for the built-in.</param>
/// <param name="HandoverAwayText">The same while nobody is.</param>
public sealed record TenantSafety(
    string TenantId, long Version, IReadOnlyList<string> MaskInStorage, IReadOnlyList<string> MaskForProvider, int AssistantHours,
    int PeopleDays, IReadOnlyDictionary<string, string>? HandoverText, IReadOnlyDictionary<string, string>? HandoverAwayText)
{
    /// <summary>In the place of a tenant: the facts of all that never saved settings.</summary>
    public const string AnyTenant = "*";
}

/// <summary>A reply waits for a person's decision: fan-out shows <c>review:new</c>.</summary>
public sealed record ReviewOpened(string TenantId, string RequestId, ReviewView Review);

/// <summary>A held reply was decided, by a person, by its time limit or by a take-over: fan-out shows
/// <c>review:resolved</c>; the audit keeps who decided what.</summary>
public sealed record ReviewResolved(string TenantId, string RequestId, ReviewView Review);

/// <summary>Escalation rules apply to a visitor's message or its reply: chat tags, goes serious and says who is to be told. A
/// hand-over is not here but in the verdict, which ends the turn. At least once: each rule is done once per message.</summary>
public sealed record EscalationRulesFired(TurnRef Turn, IReadOnlyList<FiredRule> Rules);

/// <param name="RuleId">Stable; with the message it names the deed.</param>
/// <param name="Because">Of <c>verdict</c>, <c>warnings</c>, <c>keywords</c>, <c>unanswered</c>.</param>
/// <param name="Emails">Who gets a mail, where the platform sends any.</param>
public sealed record FiredRule(
    Guid RuleId, string Name, IReadOnlyList<string> Because, IReadOnlyList<string> Tags, bool Serious, bool HandsOver, bool Dashboard,
    bool Webhook, IReadOnlyList<string> Emails);
