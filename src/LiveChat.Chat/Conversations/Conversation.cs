using System.Collections.Frozen;
using System.Data.Common;
using System.Text.Json;
using LiveChat.Contracts;
using LiveChat.ServiceDefaults;

namespace LiveChat.Chat.Conversations;

/// <summary>A conversation as it is stored, with its visitor: what every command reads back.</summary>
/// <param name="View">As the API and the feed show it.</param>
/// <param name="LastSeq">Number of the newest line the visitor may see; 0 before the first.</param>
/// <param name="AssistantName">Name of the assistant that answered last.</param>
/// <param name="ChangedBy">Mark of the staff command that changed it last.</param>
/// <param name="Closings">How often it was closed.</param>
/// <param name="Warnings">How many of the visitor's messages a phrase list stopped.</param>
/// <param name="Unanswered">How often in a row the assistant did not know.</param>
internal sealed record Conversation(
    string TenantId, ConversationView View, long LastSeq, string? AssistantName, Guid? ChangedBy, int Closings, int Warnings, int Unanswered)
{
    /// <summary>Number of <see cref="Columns"/>: where a command's own columns begin.</summary>
    public const int ColumnCount = 43;

    /// <summary>Select list over <c>conversations c join visitors v</c>, in the order <see cref="Read"/> takes.</summary>
    public const string Columns =
        """
        c.tenant_id, c.id, c.version, c.session_id, c.status, c.handled_by, c.assignee_id, c.assignee_name, c.assistant_id,
        c.tags, c.unread, c.waiting_since, c.held_reviews, c.serious, c.page, c.device, c.locale, c.rating, c.created_at,
        c.updated_at, c.closed_at, c.last_text, c.last_author, c.last_at, c.previous_id, c.last_seq, c.assistant_name,
        c.changed_by, v.id, v.name, v.email, v.phone, v.external_id, v.verified, v.banned, v.attributes, v.locale, v.first_seen_at,
        c.closings, c.consent_at, c.consent_text, c.warnings, c.unanswered
        """;

    /// <summary>The tables of <see cref="Columns"/>.</summary>
    public const string Tables = "conversations c join visitors v on v.id = c.visitor_id";

    public Guid Id => View.Id;
    public bool WithPeople => View.HandledBy == HandledBy.People;
    public bool Closed => View.Status == ConversationStatus.Closed;

    /// <summary>A rating is asked for once: when the conversation ends for the first time. Reopened and ended again, it has been asked. After something serious nobody is asked for stars.</summary>
    public bool AsksRating => Closed && Closings <= 1 && !View.SeriousMode && View.Rating is null;

    public static Conversation Read(DbDataReader r)
    {
        var visitor = new VisitorView(r.GetGuid(28), r.StringOrNull(29), r.StringOrNull(30), r.StringOrNull(31),
            r.StringOrNull(32), r.GetBoolean(33), r.GetBoolean(34), ReadAttributes(r.GetString(35)), r.StringOrNull(36), r.Time(37));
        var lastMessage = r.IsDBNull(23) ? null : new LastMessageView(r.GetString(21), r.GetString(22), r.Time(23));
        var page = r.StringOrNull(14);
        var view = new ConversationView(
            r.GetGuid(1), r.GetInt64(2), r.GetString(3), r.GetString(4), r.GetString(5), r.GuidOrNull(6), r.StringOrNull(7),
            r.GuidOrNull(8), visitor, ReadTags(r.GetString(9)), r.GetInt32(10), r.TimeOrNull(11), r.GetInt32(12), r.GetBoolean(13),
            page is null ? null : JsonSerializer.Deserialize<PageView>(page, JsonDefaults.Options), r.StringOrNull(15),
            r.StringOrNull(16), r.IntOrNull(17), r.Time(18), r.Time(19), r.TimeOrNull(20), lastMessage, r.GuidOrNull(24))
        {
            Consent = r.TimeOrNull(39) is { } at ? new GivenConsent(at, r.StringOrNull(40)) : null,
        };
        return new Conversation(r.GetString(0), view, r.GetInt64(25), r.StringOrNull(26), r.GuidOrNull(27), r.GetInt32(38), r.GetInt32(41),
            r.GetInt32(42));
    }

    private static IReadOnlyList<string> ReadTags(string json) =>
        json == "[]" ? [] : JsonSerializer.Deserialize<string[]>(json, JsonDefaults.Options) ?? [];

    internal static IReadOnlyDictionary<string, string> ReadAttributes(string json) => json == "{}"
        ? FrozenDictionary<string, string>.Empty
        : JsonSerializer.Deserialize<Dictionary<string, string>>(json, JsonDefaults.Options) ?? [];
}

internal static class ConversationStatus
{
    public const string Open = "open";
    public const string Closed = "closed";
}

internal static class HandledBy
{
    public const string Assistant = "assistant";
    public const string People = "people";
}
