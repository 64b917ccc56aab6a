using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace LiveChat.RealtimeFanout.Replay;

/// <summary>
/// A batch of events as <c>append_events.lua</c> keeps and publishes it: a line <c>epoch-n positions</c>, where n is the number
/// of the first event and positions, from 0 and with commas between, are those of the events left out; then for each event a
/// line <c>traceparent length</c>, the traceparent perhaps empty, and behind it so many bytes of JSON without the id.
/// </summary>
internal static class Publication
{
    // A script takes at most 128 events; a list of positions longer than theirs is not one.
    private const int LongestList = 4096;

    /// <summary>All of it but the first line, which the script writes.</summary>
    public static byte[] Write(IReadOnlyList<FeedDraft> drafts)
    {
        var lines = new string[drafts.Count];
        var length = 0;
        for (var i = 0; i < lines.Length; i++)
        {
            lines[i] = string.Create(CultureInfo.InvariantCulture, $"{drafts[i].TraceParent} {drafts[i].Json.Length}\n");
            length += lines[i].Length + drafts[i].Json.Length;
        }
        var all = new byte[length];
        var at = 0;
        for (var i = 0; i < lines.Length; i++)
        {
            at += Encoding.ASCII.GetBytes(lines[i], all.AsSpan(at));
            drafts[i].Json.CopyTo(all, at);
            at += drafts[i].Json.Length;
        }
        return all;
    }

    /// <summary>What the first line says of a batch of <paramref name="count"/> events: the id of each, or null where it is left out.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static FeedId?[] Ids(ReadOnlySpan<byte> line, int count)
    {
        if (!TryReadFirst(line, out var next, out var left)) throw new FormatException("The feed's log answered with what is no line of a batch.");
        var ids = new FeedId?[count];
        for (var i = 0; i < count; i++)
        {
            if (left is not null && left.Contains(i)) continue;
            ids[i] = next;
            next = next with { Number = next.Number + 1 };
        }
        return ids;
    }

    /// <summary>Adds the events to <paramref name="events"/>. Stops at what is no event: its number will be missed and read.</summary>
    public static void Read(ReadOnlyMemory<byte> message, List<FeedEvent> events)
    {
        var rest = message.Span;
        if (!TakeLine(ref rest, out var line) || !TryReadFirst(line, out var id, out var left)) return;
        for (var position = 0; TakeLine(ref rest, out line); position++)
        {
            var space = line.IndexOf((byte)' ');
            if (space < 0 || !Utf8Parser.TryParse(line[(space + 1)..], out int length, out var digits) || digits != line.Length - space - 1) return;
            if (length < 0 || length > rest.Length) return;
            if (left is null || !left.Contains(position))
            {
                events.Add(FeedEvent.Create(id, rest[..length], space == 0 ? null : Encoding.ASCII.GetString(line[..space])));
                id = id with { Number = id.Number + 1 };
            }
            rest = rest[length..];
        }
    }

    private static bool TakeLine(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> line)
    {
        var end = rest.IndexOf((byte)'\n');
        line = end < 0 ? default : rest[..end];
        rest = end < 0 ? rest : rest[(end + 1)..];
        return end >= 0;
    }

    private static bool TryReadFirst(ReadOnlySpan<byte> line, out FeedId first, out HashSet<int>? left)
    {
        (first, left) = (default, null);
        var space = line.IndexOf((byte)' ');
        if (space < 0 || line.Length > LongestList || !FeedId.TryParse(Encoding.ASCII.GetString(line[..space]), out first)) return false;
        var list = line[(space + 1)..];
        if (list.IsEmpty) return true;
        left = [];
        foreach (var range in list.Split((byte)','))
        {
            var digits = list[range];
            if (!Utf8Parser.TryParse(digits, out int position, out var read) || read != digits.Length) return false;
            left.Add(position);
        }
        return true;
    }
}
