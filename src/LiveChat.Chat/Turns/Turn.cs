using System.Data.Common;
using System.Text.Json;
using LiveChat.Contracts;
using LiveChat.ServiceDefaults;

namespace LiveChat.Chat.Turns;

/// <summary>Where a turn stands. Queued and running turns are open; the others have ended for good.</summary>
internal static class TurnStatus
{
    public const string Queued = "queued";
    public const string Running = "running";
    public const string Answered = "answered";
    public const string Held = "held";
    public const string HandedOff = "handed_off";
    public const string Blocked = "blocked";

    public static bool IsOpen(string status) => status is Queued or Running;
}

/// <summary>Why a turn was not answered, beside the causes that routing and safety name.</summary>
internal static class TurnCauses
{
    public const string Timeout = "timeout";
    public const string TakenOver = "taken_over";
    public const string Closed = "closed";
    public const string HandedOver = "handed_over";
    public const string ReviewRejected = "review_rejected";
    public const string ReviewExpired = "review_expired";
    public const string NobodyToReview = "nobody_to_review";
    public const string InternalError = "internal_error";
}

/// <summary>What the visitor's POST needs of a turn.</summary>
/// <param name="ShownText">Text to show where no reply is shown; null for none.</param>
/// <param name="Line">The line the turn ended with: the reply, or a system line; null for none.</param>
internal sealed record TurnOutcome(
    Guid TurnId, string Status, string? Cause, string? ShownText, MessageView? Line, Guid? AssistantId, string? Model, int Tokens,
    bool VisitorKnownByEmail)
{
    public bool IsOpen => TurnStatus.IsOpen(Status);
}

/// <summary>The step that staff's own deeds leave in the turns which they end.</summary>
internal static class StaffStep
{
    public const string Name = "take_over";

    /// <param name="deed">Such as <c>taken_over</c>, <c>assigned</c>, <c>answered</c>, <c>closed</c>, <c>closed_idle</c>.</param>
    /// <param name="cause">Of the turn that it ends.</param>
    /// <param name="who">Their name; null for nobody.</param>
    public static TrailStep Of(string deed, string? cause, string? who, DateTimeOffset at) =>
        new("chat", Name, deed, cause, who is { Length: > 0 } ? $"by {who}" : null, at, 0);
}

/// <summary>The trail as JSON text.</summary>
internal static class TrailJson
{
    public static string Write(IReadOnlyList<TrailStep> steps) => JsonSerializer.Serialize(steps, JsonDefaults.Options);

    /// <summary>One step, for <see cref="With"/>.</summary>
    public static string WriteStep(TrailStep step) => JsonSerializer.Serialize(step, JsonDefaults.Options);

    /// <summary>SQL: the stored trail <paramref name="column"/> with one more step, a parameter; the column is always a JSON array.</summary>
    public static string With(string column, string step) =>
        $"case when {column} = '[]' then '[' || {step} || ']' else substr({column}, 1, length({column}) - 1) || ',' || {step} || ']' end";

    public static IReadOnlyList<TrailStep> Read(string json) =>
        JsonSerializer.Deserialize<TrailStep[]>(json, JsonDefaults.Options) ?? [];
}

/// <summary>Reads a turn with the line it ended with.</summary>
internal static class TurnRow
{
    /// <summary>Select list over <see cref="Tables"/>; the line's columns follow, its turn columns being null.</summary>
    public static readonly string Columns =
        "o.id, o.status, o.cause, o.shown_text, o.assistant_id, o.model, o.tokens, v.email, "
        + Messages.MessageRow.Columns;

    public const string Tables =
        """
        turns o join conversations c on c.id = o.conversation_id join visitors v on v.id = c.visitor_id
        left join messages m on m.id = coalesce(o.notice_id, o.reply_id) left join turns t on t.message_id = m.id
        """;

    public static TurnOutcome Read(DbDataReader r) => new(
        r.GetGuid(0), r.GetString(1), r.StringOrNull(2), r.StringOrNull(3), r.IsDBNull(8) ? null : Messages.MessageRow.Read(r, 8),
        r.GuidOrNull(4), r.StringOrNull(5), r.GetInt32(6), !r.IsDBNull(7));
}
