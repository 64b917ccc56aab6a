using System.Text.Json;
using LiveChat.Contracts;
using LiveChat.RealtimeFanout.Replay;
using LiveChat.ServiceDefaults;

namespace LiveChat.RealtimeFanout.Sockets;

/// <summary>The frames that belong to one connection or to the moment, so that no log keeps them and they have no id.</summary>
internal static class ServerFrames
{
    /// <summary>
    /// Signed in, or renewed. <paramref name="position"/> is where this connection goes on: everything after it comes,
    /// first the <paramref name="replayed"/> events that were missed. A client may store it as its last id at once.
    /// </summary>
    public static byte[] AuthOk(Guid connectionId, FeedId position, long replayed) =>
        Frame(new { type = "auth:ok", connectionId, lastEventId = position.ToString(), replayed });

    /// <summary>What was missed is not kept any more: read the lists again; events after the position follow.</summary>
    public static byte[] Resync(FeedId position) => Frame(new { type = "resync", lastEventId = position.ToString() });

    public static byte[] AuthExpiring(DateTimeOffset at) => Frame(new { type = "auth:expiring", at });

    /// <param name="code">A code of the contract's table, or <c>auth_timeout</c>.</param>
    /// <param name="detail">What to do next, in one sentence.</param>
    public static byte[] Error(string code, string detail) => Frame(new { type = "error", code, detail });

    /// <summary>This replica stops: come back after the given time, to another one.</summary>
    public static byte[] ServerRestarting(long reconnectAfterMs) => Frame(new { type = "server:restarting", reconnectAfterMs });

    /// <param name="conversationId">The conversation the person looks at, or null.</param>
    public static byte[] Presence(DateTimeOffset at, Guid userId, string? name, string state, Guid? conversationId) =>
        Frame(new { type = "presence", at, data = new { userId, name, state, conversationId } });

    /// <summary><c>author.type</c> is <c>visitor</c> or <c>agent</c>; <c>until</c> is when the sign goes out by itself.</summary>
    public static byte[] Typing(DateTimeOffset at, TypingHint hint) => Frame(new
    {
        type = "typing",
        at,
        data = new
        {
            conversationId = hint.ConversationId,
            typing = hint.Typing,
            author = new { type = hint.AuthorType, id = hint.AuthorId, name = hint.AuthorName },
            until = hint.Until,
        },
    });

    private static byte[] Frame<T>(T content) =>
        WireFrame.Text(JsonSerializer.SerializeToUtf8Bytes(content, JsonDefaults.Options));
}
