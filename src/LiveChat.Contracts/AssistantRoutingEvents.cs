namespace LiveChat.Contracts;

/// <summary>An assistant wrote a reply: safety screens it.</summary>
/// <param name="Locale">Of the visitor's message, so that a text shown instead of the reply is in the visitor's language; or null.</param>
public sealed record ReplyDrafted(TurnRef Turn, DraftedReply Reply, IReadOnlyList<TrailStep> Trail, string? Locale = null)
{
    /// <summary>The conversation is in serious mode.</summary>
    public bool Serious { get; init; }

    /// <summary>The visitor's text that the reply answers: tells data the visitor gave from data of others. Null if unknown.</summary>
    public string? VisitorText { get; init; }

    /// <summary>As <see cref="VisitorMessage.Warnings"/>.</summary>
    public int Warnings { get; init; }

    /// <summary>As <see cref="VisitorMessage.Unanswered"/>: before this reply.</summary>
    public int Unanswered { get; init; }
}

/// <summary>No reply could be made; <paramref name="Cause"/> is a stable code such as <c>provider_timeout</c>,
/// <c>bulkhead_full</c>, <c>assistant_not_configured</c>. Chat hands the conversation to people.</summary>
public sealed record ReplyFailed(TurnRef Turn, string Cause, IReadOnlyList<TrailStep> Trail);

/// <summary>The conversation should go to people (the visitor asked, or a rule says so): a field, never a word in a text.</summary>
/// <param name="Cause">Stable code such as <c>visitor_asked</c>, <c>routing_rule</c>.</param>
/// <param name="Text">Text to show instead of the tenant's hand-over text, or null.</param>
public sealed record HandoverRequested(TurnRef Turn, string Cause, string? Text, IReadOnlyList<TrailStep> Trail);

/// <summary>The one thing chat must know of a tenant before it accepts a message.</summary>
/// <param name="Version">Ascends with every change of any tenant; the cursor of the internal snapshot.</param>
/// <param name="DefaultAssistantId">Null when the tenant has none.</param>
/// <param name="DefaultAssistantName">Its name, for the widget's header.</param>
/// <param name="DefaultAssistantGreeting">Its greeting, or null.</param>
/// <param name="HasActiveRules">At least one active routing rule.</param>
/// <param name="PeopleOnly">The tenant wants no assistant at all.</param>
/// <param name="Assignment">How conversations that go to people are given to them: <c>none</c>, <c>round_robin</c> or <c>least_busy</c>.</param>
/// <param name="Capacity">Open conversations that one person may have; null for any number.</param>
public sealed record AssistantFacts(
    string TenantId, long Version, Guid? DefaultAssistantId, string? DefaultAssistantName,
    string? DefaultAssistantGreeting, bool HasActiveRules, bool PeopleOnly, string Assignment = "none", int? Capacity = null);

/// <summary>Tells every process's cache; the cache's own re-read makes up for a lost one.</summary>
public sealed record AssistantFactsChanged(AssistantFacts Facts);
