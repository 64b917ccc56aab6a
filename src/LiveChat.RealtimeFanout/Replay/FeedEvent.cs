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
    /// <summary>The event of a draft's JSON: its id is put in behind the <c>type</c>, where the contract shows it.</summary>
    public static FeedEvent Create(FeedId id, ReadOnlySpan<byte> json, string? traceParent)
    {
        var type = json.IndexOf((byte)',');
        if (type < 0) return new FeedEvent(id, WireFrame.Text(json), traceParent);
        var member = Encoding.ASCII.GetBytes($",\"id\":\"{id}\"");
        var frame = WireFrame.Allocate(json.Length + member.Length, out var start);
        json[..type].CopyTo(frame.AsSpan(start));
        member.CopyTo(frame, start + type);
        json[type..].CopyTo(frame.AsSpan(start + type + member.Length));
        return new FeedEvent(id, frame, traceParent);
    }

    /// <summary>The JSON alone, for tests and logs of sizes.</summary>
    public ReadOnlyMemory<byte> Json => WireFrame.Payload(Frame);
}

/// <summary>An event on its way into the log, serialised already but for its id, which the log gives.</summary>
/// <param name="Key">What makes the domain event unique in its tenant; the log refuses a key that it knows.</param>
/// <param name="Json">The frame's JSON without the id, its <c>type</c> first.</param>
internal sealed record FeedDraft(string Key, byte[] Json, string? TraceParent)
{
    /// <param name="type">Frame type of the contract; must need no JSON escaping.</param>
    /// <param name="requestId">The <c>X-Request-Id</c> that caused the event, or null.</param>
    /// <param name="data">Serialised with the platform's JSON options.</param>
    /// <param name="at">When the event was taken in.</param>
    public static FeedDraft Create<T>(string type, string key, DateTimeOffset at, string? requestId, T data, string? traceParent) =>
        new(key, JsonSerializer.SerializeToUtf8Bytes(new Body<T>(type, at, requestId, data), JsonDefaults.Options), traceParent);

    private sealed record Body<T>(string Type, DateTimeOffset At, string? RequestId, T Data);
}
