using System.Text;
using System.Text.Json;

namespace LiveChat.RealtimeFanout.Sockets;

/// <summary>A frame of the feed as an event of <c>text/event-stream</c>: the same JSON, its type as the event's name.</summary>
internal static class StreamedFrame
{
    /// <summary>A comment, for proxies that close what is quiet, and to notice a client that is gone.</summary>
    public static byte[] KeepAlive { get; } = ": \n\n"u8.ToArray();

    /// <param name="json">One frame. Its <c>id</c>, or the position that a greeting names, becomes the event's id: a client
    /// that was cut off right behind it goes on from there.</param>
    public static byte[] Of(ReadOnlyMemory<byte> json)
    {
        var (type, id) = Names(json.Span);
        var head = Encoding.UTF8.GetBytes(id is null ? $"event: {type}\ndata: " : $"id: {id}\nevent: {type}\ndata: ");
        var all = new byte[head.Length + json.Length + 2];
        head.CopyTo(all, 0);
        // JSON has no raw line breaks, so one data line is enough.
        json.CopyTo(all.AsMemory(head.Length));
        "\n\n"u8.CopyTo(all.AsSpan(head.Length + json.Length));
        return all;
    }

    // Only members of the frame itself: what visitors write is deeper.
    private static (string Type, string? Id) Names(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        string? type = null, id = null, position = null;
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 1) continue;
            var name = reader.GetString();
            reader.Read();
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray) reader.Skip();
            else if (reader.TokenType == JsonTokenType.String && name == "type") type = reader.GetString();
            else if (reader.TokenType == JsonTokenType.String && name == "id") id = reader.GetString();
            else if (reader.TokenType == JsonTokenType.String && name == "lastEventId") position = reader.GetString();
        }
        return (type ?? "message", id ?? position);
    }
}
