using System.Data.Common;
using System.Text.Json;
using LiveChat.Contracts;
using LiveChat.ServiceDefaults;

namespace LiveChat.Chat.Messages;

/// <summary>Reads messages as the API and the feed show them.</summary>
internal static class MessageRow
{
    /// <summary>Number of <see cref="Columns"/>.</summary>
    public const int ColumnCount = 21;

    /// <summary>Select list over <c>messages m left join turns t on t.message_id = m.id</c>.</summary>
    public const string Columns =
        """
        m.id, m.conversation_id, m.seq, m.client_message_id, m.kind, m.text, m.author_type, m.author_id, m.author_name,
        m.event_name, m.event_by, m.created_at, m.status, m.locale, m.request_id, m.review_id, m.sources, m.quick_replies,
        t.status, t.cause, m.replaces
        """;

    /// <summary>The tables of <see cref="Columns"/>.</summary>
    public const string Tables = "messages m left join turns t on t.message_id = m.id";

    public static MessageView Read(DbDataReader r) => Read(r, 0);

    public static MessageView Read(DbDataReader r, int from)
    {
        var eventName = r.StringOrNull(from + 9);
        var turn = r.StringOrNull(from + 18);
        return new MessageView(
            r.GetGuid(from), r.GetGuid(from + 1), r.LongOrNull(from + 2), r.StringOrNull(from + 3), r.GetString(from + 4),
            r.GetString(from + 5), new MessageAuthor(r.GetString(from + 6), r.GuidOrNull(from + 7), r.StringOrNull(from + 8)),
            eventName is null ? null : new MessageEvent(eventName, r.StringOrNull(from + 10)), r.Time(from + 11),
            r.GetString(from + 12), r.StringOrNull(from + 13), r.GetString(from + 14), r.GuidOrNull(from + 15),
            ReadList<MessageSource>(r.StringOrNull(from + 16)), ReadList<string>(r.StringOrNull(from + 17)),
            turn is null ? null : new TurnView(turn, r.StringOrNull(from + 19)))
        {
            Replaces = r.GuidOrNull(from + 20),
        };
    }

    /// <summary>JSON of a list, or null for an empty one: most lines have neither sources nor quick replies.</summary>
    public static string? WriteList<T>(IReadOnlyList<T> items) =>
        items.Count == 0 ? null : JsonSerializer.Serialize(items, JsonDefaults.Options);

    private static IReadOnlyList<T> ReadList<T>(string? json) =>
        json is null ? [] : JsonSerializer.Deserialize<T[]>(json, JsonDefaults.Options) ?? [];
}

internal static class AuthorTypes
{
    public const string Visitor = "visitor";
    public const string Assistant = "assistant";
    public const string Agent = "agent";
    public const string System = "system";
}

internal static class MessageKinds
{
    public const string Message = "message";
    public const string Note = "note";
    public const string Event = "event";
}

internal static class MessageStatus
{
    public const string Sent = "sent";
    public const string Held = "held";

    /// <summary>A held reply that is never shown, or a waiting line whose time is over.</summary>
    public const string Withdrawn = "withdrawn";
}
