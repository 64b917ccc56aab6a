using System.Buffers.Text;
using System.Text;

namespace LiveChat.RealtimeFanout.Replay;

/// <summary>
/// What <c>append_events.lua</c> publishes: for each event a line <c>epoch-n traceparent length</c>, the traceparent perhaps
/// empty, and behind it so many bytes of JSON without the id.
/// </summary>
internal static class Publication
{
    /// <summary>Adds the events to <paramref name="events"/>. Stops at what is no event: its number will be missed and read.</summary>
    public static void Read(ReadOnlyMemory<byte> message, List<FeedEvent> events)
    {
        var rest = message.Span;
        while (rest.IndexOf((byte)'\n') is > 0 and var end)
        {
            var line = rest[..end];
            var (first, last) = (line.IndexOf((byte)' '), line.LastIndexOf((byte)' '));
            if (first < 0 || last == first || !FeedId.TryParse(Encoding.ASCII.GetString(line[..first]), out var id)) return;
            if (!Utf8Parser.TryParse(line[(last + 1)..], out int length, out var digits) || digits != line.Length - last - 1) return;
            rest = rest[(end + 1)..];
            if (length < 0 || length > rest.Length) return;
            var trace = last == first + 1 ? null : Encoding.ASCII.GetString(line[(first + 1)..last]);
            events.Add(FeedEvent.Create(id, rest[..length], trace));
            rest = rest[length..];
        }
    }
}
