namespace LiveChat.Contracts;

/// <summary>A visitor's message was stored and its turn runs: safety screens it.</summary>
public sealed record VisitorMessagePosted(TurnRef Turn, VisitorMessage Message, IReadOnlyList<TrailStep> Trail);

/// <summary>A line was added to a conversation: fan-out shows it to staff (<c>message:new</c>, and
/// <c>conversation:new</c> when <paramref name="NewConversation"/>, else <c>conversation:updated</c>). It travels only
/// inside <see cref="MessagesPosted"/>.</summary>
public sealed record MessagePosted(
    string TenantId, string RequestId, ConversationView Conversation, MessageView Message, bool NewConversation);

/// <summary>Lines of any tenants that were added at about the same time, at most 32. At least once, in no order.</summary>
public sealed record MessagesPosted(IReadOnlyList<PostedLine> Lines);

/// <param name="TraceParent">W3C <c>traceparent</c> of the request or event that added the line, or null.</param>
public sealed record PostedLine(MessagePosted Posted, string? TraceParent);

/// <summary>A conversation changed without a new line (closed, assigned, tagged ...): <c>conversation:updated</c>.</summary>
public sealed record ConversationChanged(string TenantId, string RequestId, ConversationView Conversation);

/// <summary>A visitor who left an address has not seen an answer of people: widget-auth mails it, where the platform sends mail.</summary>
/// <param name="MailId">Names the mail; the event repeated has the same.</param>
/// <param name="Email">As the visitor gave it; nobody has proved that it is theirs.</param>
/// <param name="Locale">The conversation's language, or null.</param>
/// <param name="PageUrl">The page the visitor was on, as the browser told it, or null.</param>
public sealed record AnswerUnread(
    Guid MailId, string TenantId, string RequestId, Guid ConversationId, string Email, string? Locale, string? AgentName, string? PageUrl);

/// <summary>A visitor has waited a while for one of the staff: <c>visitor:waiting</c>. Said once per wait.</summary>
/// <param name="Since">When the wait began.</param>
/// <param name="NobodyThere">No agent is online, though it is open, or no opening hours are set: who is told must be told elsewhere.</param>
public sealed record VisitorWaits(
    string TenantId, string RequestId, ConversationView Conversation, DateTimeOffset Since, bool NobodyThere = false);

/// <summary>A counter passed 80 or 100 percent of its limit.</summary>
public sealed record UsageWarned(string TenantId, string Name, int Percent, long Used, long Limit, DateTimeOffset ResetsAt);

/// <summary>Replies were held for review, or what became of held ones: safety keeps its queue by it. One event may name
/// several: a take-over withdraws all of a conversation.</summary>
public sealed record HeldRepliesChanged(string TenantId, string RequestId, IReadOnlyList<HeldReply> Replies);

/// <summary>A tenant's opening hours; also an item of chat's internal snapshot <c>/internal/chat/opening-hours</c>.</summary>
/// <param name="Version">Ascends with every change of any tenant; the cursor of the snapshot.</param>
/// <param name="TimeZone">IANA name, such as <c>Europe/Berlin</c>.</param>
/// <param name="Days">By <c>monday</c> .. <c>sunday</c>; a day without spans is closed.</param>
/// <param name="Holidays">Dates that go by their own spans instead.</param>
public sealed record OpeningHours(
    string TenantId, long Version, string TimeZone, IReadOnlyDictionary<string, IReadOnlyList<OpeningSpan>> Days,
    IReadOnlyList<OpeningHoliday> Holidays);

/// <summary>From <paramref name="From"/> until before <paramref name="To"/>, local time as <c>HH:mm</c>; <c>24:00</c> ends the day.</summary>
public sealed record OpeningSpan(string From, string To);

/// <summary>A date (<c>yyyy-MM-dd</c>) with hours of its own; none: closed.</summary>
public sealed record OpeningHoliday(string Date, string? Name, IReadOnlyList<OpeningSpan> Hours);

/// <summary>Tells every process's cache; the cache's own re-read makes up for a lost one.</summary>
public sealed record OpeningHoursChanged(OpeningHours Hours);

/// <summary>A visitor was erased: whoever keeps texts of these conversations erases them too.</summary>
public sealed record VisitorErased(string TenantId, Guid VisitorId, IReadOnlyList<Guid> ConversationIds);

/// <summary>An escalation rule was done on a conversation: fan-out shows <c>escalation</c>, webhooks and mails go out, as the rule
/// says. Carries no text of the visitor's.</summary>
/// <param name="EscalationId">Stable: a second delivery has the same.</param>
/// <param name="MessageId">The visitor's message that brought it.</param>
/// <param name="Emails">Empty where this conversation's mail was sent already.</param>
public sealed record ConversationEscalated(
    Guid EscalationId, string TenantId, string RequestId, Guid ConversationId, Guid MessageId, string Rule, IReadOnlyList<string> Because,
    bool HandedOver, bool Dashboard, bool Webhook, IReadOnlyList<string> Emails, DateTimeOffset At);
