using System.Buffers.Binary;
using System.Security.Cryptography;
using LiveChat.Contracts;

namespace LiveChat.AssistantRouting.Drafts;

/// <summary>Ids of drafts that are not stored.</summary>
internal static class DraftIds
{
    /// <summary>The same for every delivery of (turn, attempt), so that whoever hears the draft twice knows it again. UUIDv8.</summary>
    public static Guid Of(TurnRef turn)
    {
        Span<byte> named = stackalloc byte[20];
        turn.TurnId.TryWriteBytes(named);
        BinaryPrimitives.WriteInt32LittleEndian(named[16..], turn.Attempt);
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(named, hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
