namespace LiveChat.Contracts;

/// <summary>
/// One attempt at answering one visitor message. Every event of a turn carries it, so that each consumer can tell a
/// redelivery (same attempt) from a new attempt, and so that the request id reaches every log line and span.
/// </summary>
/// <param name="TenantId">Tenant the conversation belongs to.</param>
/// <param name="ConversationId">UUIDv7.</param>
/// <param name="TurnId">UUIDv7, one per accepted visitor message that is to be answered.</param>
/// <param name="MessageId">The visitor's message, UUIDv7.</param>
/// <param name="Attempt">1 for the first; the sweeper in chat counts it up. Chat takes only the current one.</param>
/// <param name="RequestId">The <c>X-Request-Id</c> of the request that brought the message.</param>
public sealed record TurnRef(
    string TenantId, Guid ConversationId, Guid TurnId, Guid MessageId, int Attempt, string RequestId);

/// <summary>What the services between accept and reply need of the visitor's message; no more travels on the bus.</summary>
/// <param name="Text">Trimmed, at most 4000 code points, masked where the tenant says so.</param>
/// <param name="Locale">BCP 47 tag of the visitor, or null.</param>
/// <param name="Channel">Always <c>chat</c> today.</param>
/// <param name="PageUrl">Address of the page the widget is on, or null.</param>
/// <param name="RequestedAssistantId">The <c>assistantId</c> of the request body where it was a UUID, else null.</param>
/// <param name="CurrentAssistantId">The assistant that answered last in this conversation, or null.</param>
/// <param name="Serious">The conversation is in serious mode.</param>
/// <param name="First">It is the visitor's first message of the conversation.</param>
/// <param name="Attributes">Flat visitor attributes, at most 32.</param>
public sealed record VisitorMessage(
    string Text, string? Locale, string Channel, string? PageUrl, Guid? RequestedAssistantId, Guid? CurrentAssistantId,
    bool Serious, bool First, IReadOnlyDictionary<string, string>? Attributes)
{
    /// <summary>What staff said who rejected the draft before and want another; an instruction to the model, never shown
    /// to the visitor. Null for a first draft.</summary>
    public string? Guidance { get; init; }

    /// <summary>How many of the visitor's messages in this conversation a phrase list stopped, before this one.</summary>
    public int Warnings { get; init; }

    /// <summary>How often in a row the assistant did not know, before this message.</summary>
    public int Unanswered { get; init; }

    /// <summary>The visitor waits for the reply piece by piece: see <see cref="ReplyPiece"/>. False on every later attempt.</summary>
    public bool Streamed { get; init; }
}

/// <summary>A reply that the assistant wrote and nobody has screened yet.</summary>
/// <param name="DraftId">Stable for (turn, attempt): a redelivery re-sends the same draft, so nobody is billed twice.</param>
/// <param name="AssistantId">Who wrote it.</param>
/// <param name="AssistantName">The name the visitor sees.</param>
/// <param name="Text">Markdown subset; at most 8000 code points.</param>
/// <param name="Sources">Articles the answer stands on.</param>
/// <param name="QuickReplies">Suggested next messages, at most 4.</param>
/// <param name="Model"><c>builtin</c> or the provider's model name.</param>
/// <param name="Tokens">Tokens that the provider counted; 0 for the built-in one.</param>
/// <param name="Known">False when the assistant said that it does not know.</param>
public sealed record DraftedReply(
    Guid DraftId, Guid AssistantId, string AssistantName, string Text, IReadOnlyList<MessageSource> Sources,
    IReadOnlyList<string> QuickReplies, string Model, int Tokens, bool Known);

/// <summary>What screening decided.</summary>
/// <param name="Action">One of <see cref="ScreeningActions"/>.</param>
/// <param name="List">The list that hit, such as <c>blockedKeywords</c>; null when nothing did.</param>
/// <param name="Rule">The phrase or rule that hit; for staff only, never for visitors.</param>
/// <param name="Text">The tenant's text to show instead, already in the visitor's language; null to use the default.</param>
/// <param name="Serious">The conversation goes into serious mode.</param>
public sealed record ScreeningVerdict(string Action, string? List, string? Rule, string? Text, bool Serious)
{
    /// <summary>Nothing was found.</summary>
    public static ScreeningVerdict Allowed { get; } = new(ScreeningActions.Allow, null, null, null, false);

    /// <summary>Why a reply is held and for how long; set with <c>hold</c> on a reply, else null.</summary>
    public HoldTerms? Hold { get; init; }

    /// <summary>A phrase list stopped the visitor's message: chat counts it.</summary>
    public bool Warning { get; init; }

    /// <summary>To whom an escalation rule hands the conversation over; null for everybody, as the tenant gives them.</summary>
    public HandoverTarget? HandOverTo { get; init; }
}

/// <summary>Whom an escalation rule names.</summary>
/// <param name="Name">Of the group or the person, for the trail; or null.</param>
/// <param name="UserIds">Whoever of them is online gets the conversation; where nobody is, everybody sees it.</param>
public sealed record HandoverTarget(string? Name, IReadOnlyList<Guid> UserIds);

/// <summary>The terms on which a reply waits for a person.</summary>
/// <param name="Seconds">After this the outcome applies by itself.</param>
/// <param name="OnExpiry"><c>handover</c>, <c>send</c> or <c>fallback</c>.</param>
/// <param name="WaitWhenNobodyOnline">False: with nobody online the outcome applies at once.</param>
/// <param name="FallbackText">The tenant's text for <c>fallback</c>, in the visitor's language; null for the default.</param>
/// <param name="HandoverText">The tenant's text for <c>handover</c>; null for the default.</param>
public sealed record HoldTerms(
    int Seconds, string OnExpiry, bool WaitWhenNobodyOnline, IReadOnlyList<ReviewReason> Reasons, string? FallbackText, string? HandoverText)
{
    public const string Handover = "handover";
    public const string Send = "send";
    public const string Fallback = "fallback";
}

/// <summary>The actions of a screening verdict, as in the contract's safety settings.</summary>
public static class ScreeningActions
{
    public const string Allow = "allow";
    public const string Fallback = "fallback";
    public const string Handover = "handover";
    public const string Hold = "hold";
    public const string End = "end";
}

/// <summary>One step of the trail that answers 'why this answer, or none?'. Never carries a visitor's text.</summary>
/// <param name="Service">Service name, such as <c>assistantrouting</c>.</param>
/// <param name="Step">What was done, such as <c>screen_message</c>, <c>pick_assistant</c>, <c>retrieve</c>.</param>
/// <param name="Outcome">What was decided, such as <c>allow</c>, <c>default_assistant</c>, <c>answered</c>.</param>
/// <param name="Cause">Stable cause code where something went wrong, else null.</param>
/// <param name="Detail">Which rule, article or setting version decided; one short sentence, or null.</param>
/// <param name="At">When the step ended, UTC.</param>
/// <param name="Milliseconds">How long it took.</param>
public sealed record TrailStep(
    string Service, string Step, string Outcome, string? Cause, string? Detail, DateTimeOffset At, double Milliseconds);
