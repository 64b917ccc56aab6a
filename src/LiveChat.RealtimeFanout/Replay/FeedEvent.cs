using System.Text;
using System.Text.Json;
using LiveChat.RealtimeFanout.Sockets;
using LiveChat.ServiceDefaults;

namespace LiveChat.RealtimeFanout.Replay;

/// <summary>
/// An event of a tenant's feed as every socket gets it: <paramref name="Frame"/> is the whole WebSocket frame, header and
/// JSON. Frames from a server are not masked, so one array serves all sockets; nobody may write to it.
/// </summary>
/// <param name="TraceParent">W3C <c>traceparent</c> of the consumer that appended it, or null.</param>
internal sealed record FeedEvent(FeedId Id, byte[] Frame, string? TraceParent)
{
    /// <summary>The JSON alone, for tests and logs of sizes.</summary>
    public ReadOnlyMemory<byte> Json => WireFrame.Payload(Frame);
}

/// <summary>
/// An event on its way into the log, serialised already. The id is given by the log, so the JSON comes in two parts:
/// <c>Head + ,"id":"epoch-n" + Tail</c>.
/// </summary>
/// <param name="Key">What makes the domain event unique in its tenant; the log refuses a key that it knows.</param>
internal sealed record FeedDraft(string Key, byte[] Head, byte[] Tail, string? TraceParent)
{
    /// <param name="type">Frame type of the contract; must need no JSON escaping.</param>
    /// <param name="requestId">The <c>X-Request-Id</c> that caused the event, or null.</param>
    /// <param name="data">Serialised with the platform's JSON options.</param>
    /// <param name="at">When the event was taken in.</param>
    public static FeedDraft Create<T>(string type, string key, DateTimeOffset at, string? requestId, T data, string? traceParent)
    {
        var tail = JsonSerializer.SerializeToUtf8Bytes(new Body<T>(at, requestId, data), JsonDefaults.Options);
        tail[0] = (byte)',';
        return new FeedDraft(key, Encoding.UTF8.GetBytes($"{{\"type\":\"{type}\""), tail, traceParent);
    }

    /// <summary>The JSON with its id, as one WebSocket frame.</summary>
    public byte[] ToFrame(FeedId id)
    {
        var middle = Encoding.UTF8.GetBytes($",\"id\":\"{id}\"");
        var frame = WireFrame.Allocate(Head.Length + middle.Length + Tail.Length, out var start);
        Head.CopyTo(frame, start);
        middle.CopyTo(frame, start + Head.Length);
        Tail.CopyTo(frame, start + Head.Length + middle.Length);
        return frame;
    }

    private sealed record Body<T>(DateTimeOffset At, string? RequestId, T Data);
}
