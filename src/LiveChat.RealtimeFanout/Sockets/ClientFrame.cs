using System.Text.Json;
using LiveChat.ServiceDefaults;

namespace LiveChat.RealtimeFanout.Sockets;

/// <summary>
/// What a dashboard may send (contract, Dashboard WebSocket, 2 and 4). Unknown members are ignored; a wrong type of a
/// known one, or anything that is no JSON object with a string <c>type</c>, makes the frame invalid.
/// </summary>
internal abstract record ClientFrame
{
    private const int LongestName = 64;

    /// <param name="Token">Null where the member is missing.</param>
    public sealed record Auth(string? Token, string? LastEventId) : ClientFrame;

    public sealed record Typing(Guid ConversationId, bool IsTyping) : ClientFrame;

    public sealed record Viewing(Guid? ConversationId) : ClientFrame;

    /// <param name="State"><c>online</c> or <c>away</c>.</param>
    public sealed record Presence(string State) : ClientFrame;

    /// <param name="Detail">What is wrong, for the error frame; never repeats what was sent.</param>
    public sealed record Invalid(string Detail) : ClientFrame;

    public static ClientFrame Parse(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = 8 });
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? Read(document.RootElement)
                : new Invalid("Send a JSON object with a type.");
        }
        catch (JsonException)
        {
            return new Invalid("The frame is not valid JSON.");
        }
        catch (InvalidOperationException)
        {
            return new Invalid("The frame must be valid Unicode."); // half a surrogate pair, written as an escape
        }
    }

    private static ClientFrame Read(JsonElement frame)
    {
        if (!TryText(frame, "type", out var type) || type is null or { Length: > LongestName })
            return new Invalid("type must be a string.");
        switch (type)
        {
            case "auth":
                if (!TryText(frame, "token", out var token)) return new Invalid("token must be a string.");
                return TryText(frame, "lastEventId", out var lastEventId)
                    ? new Auth(token, lastEventId)
                    : new Invalid("lastEventId must be a string.");
            case "typing":
                if (!TryGuid(frame, "conversationId", out var conversation) || conversation is null)
                    return new Invalid("conversationId must be a UUID.");
                return frame.TryGetProperty("typing", out var typing) && typing.ValueKind is JsonValueKind.True or JsonValueKind.False
                    ? new Typing(conversation.Value, typing.GetBoolean())
                    : new Invalid("typing must be true or false.");
            case "viewing":
                return TryGuid(frame, "conversationId", out var viewed)
                    ? new Viewing(viewed)
                    : new Invalid("conversationId must be a UUID or null.");
            case "presence":
                return TryText(frame, "state", out var state) && state is "online" or "away"
                    ? new Presence(state)
                    : new Invalid("state must be online or away.");
            default:
                return new Invalid("This type is not known: send auth, typing, viewing or presence.");
        }
    }

    // True where the member is missing, null or a string without NUL.
    private static bool TryText(JsonElement frame, string name, out string? text)
    {
        text = null;
        if (!frame.TryGetProperty(name, out var member) || member.ValueKind == JsonValueKind.Null) return true;
        text = JsonText.Of(member);
        return text?.Contains('\0') == false;
    }

    private static bool TryGuid(JsonElement frame, string name, out Guid? id)
    {
        id = null;
        if (!TryText(frame, name, out var text)) return false;
        if (text is null) return true;
        if (!Guid.TryParseExact(text, "D", out var parsed)) return false;
        id = parsed;
        return true;
    }
}
