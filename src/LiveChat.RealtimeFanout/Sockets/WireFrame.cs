using System.Buffers.Binary;
using System.Text;

namespace LiveChat.RealtimeFanout.Sockets;

/// <summary>
/// Builds server frames of RFC 6455 as whole arrays. They are unmasked and carry no state of a connection, so an event's
/// frame is built once and written to every socket as it is.
/// </summary>
internal static class WireFrame
{
    private const byte Final = 0x80;
    private const byte TextOpcode = 0x1;
    private const byte CloseOpcode = 0x8;
    private const byte PingOpcode = 0x9;

    /// <summary>An empty ping; the answer to it is the sign of life.</summary>
    public static byte[] Ping { get; } = [Final | PingOpcode, 0];

    public static byte[] Text(ReadOnlySpan<byte> json)
    {
        var frame = Allocate(json.Length, out var start);
        json.CopyTo(frame.AsSpan(start));
        return frame;
    }

    /// <summary>A text frame whose payload of <paramref name="length"/> bytes begins at <paramref name="start"/>.</summary>
    public static byte[] Allocate(int length, out int start)
    {
        byte[] frame;
        switch (length)
        {
            case < 126:
                start = 2;
                frame = new byte[start + length];
                frame[1] = (byte)length;
                break;
            case <= ushort.MaxValue:
                start = 4;
                frame = new byte[start + length];
                frame[1] = 126;
                BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), (ushort)length);
                break;
            default:
                start = 10;
                frame = new byte[start + length];
                frame[1] = 127;
                BinaryPrimitives.WriteUInt64BigEndian(frame.AsSpan(2), (ulong)length);
                break;
        }
        frame[0] = Final | TextOpcode;
        return frame;
    }

    /// <param name="reason">At most 123 bytes; ASCII here.</param>
    public static byte[] Close(int code, string reason)
    {
        var text = Encoding.ASCII.GetBytes(reason);
        var frame = new byte[4 + text.Length];
        frame[0] = Final | CloseOpcode;
        frame[1] = (byte)(2 + text.Length);
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), (ushort)code);
        text.CopyTo(frame, 4);
        return frame;
    }

    public static bool IsClose(ReadOnlySpan<byte> frame) => frame.Length > 0 && (frame[0] & 0x0F) == CloseOpcode;

    /// <summary>Several whole frames as one array: one write instead of many, the same frames to the client.</summary>
    public static byte[] Together(IReadOnlyList<byte[]> frames)
    {
        if (frames.Count == 1) return frames[0];
        var all = new byte[frames.Sum(f => f.Length)];
        var at = 0;
        foreach (var frame in frames)
        {
            frame.CopyTo(all, at);
            at += frame.Length;
        }
        return all;
    }

    /// <summary>The JSON texts of some whole frames; control frames have none.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Texts(byte[] frames)
    {
        for (var at = 0; at < frames.Length;)
        {
            var (start, length) = frames[at + 1] switch
            {
                126 => (at + 4, BinaryPrimitives.ReadUInt16BigEndian(frames.AsSpan(at + 2))),
                127 => (at + 10, (int)BinaryPrimitives.ReadUInt64BigEndian(frames.AsSpan(at + 2))),
                var small => (at + 2, small),
            };
            if ((frames[at] & 0x0F) == TextOpcode) yield return frames.AsMemory(start, length);
            at = start + length;
        }
    }

    /// <summary>The code in a close frame; 1005 where it has none.</summary>
    public static int CloseCodeOf(ReadOnlySpan<byte> closeFrame) =>
        closeFrame.Length < 4 ? 1005 : BinaryPrimitives.ReadUInt16BigEndian(closeFrame[2..]);

    public static ReadOnlyMemory<byte> Payload(byte[] frame) =>
        frame.AsMemory(frame[1] switch { 126 => 4, 127 => 10, _ => 2 });
}
