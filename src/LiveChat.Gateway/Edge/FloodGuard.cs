using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace LiveChat.Gateway.Edge;

/// <summary>
/// A coarse brake per address, in memory and of constant size: one number per slot, addresses share slots by hash. It keeps a
/// loop from one machine away from the services; the exact limits are counted behind. Private addresses are exempt: they are
/// the operator's own machines, or a proxy that nobody named in <c>LiveChat:TrustedProxies</c> and that speaks for everybody.
/// </summary>
internal sealed class FloodGuard
{
    private const int Slots = 1 << 16;

    // Generic cell rate algorithm: the moment at which the slot's credit is whole again, in clock ticks.
    private readonly long[] _wholeAgainAt = new long[Slots];
    private readonly long _cost;
    private readonly long _credit;
    private readonly TimeProvider _clock;

    public FloodGuard(IOptions<GatewayOptions> options, TimeProvider clock)
    {
        _clock = clock;
        _cost = clock.TimestampFrequency / options.Value.RequestsPerSecondPerAddress;
        _credit = _cost * options.Value.BurstPerAddress;
    }

    /// <summary>Counts a request; how long to wait when it is one too many, else null.</summary>
    public TimeSpan? Count(IPAddress? address)
    {
        if (address is null || IsPrivate(address))
            return null;
        ref var slot = ref _wholeAgainAt[SlotOf(address)];
        var now = _clock.GetTimestamp();
        while (true)
        {
            var seen = Volatile.Read(ref slot);
            var next = Math.Max(seen, now) + _cost;
            if (next - now > _credit)
                return _clock.GetElapsedTime(now, next - _credit);
            if (Interlocked.CompareExchange(ref slot, next, seen) == seen)
                return null;
        }
    }

    private static bool IsPrivate(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        if (IPAddress.IsLoopback(address) || address.IsIPv6LinkLocal || address.IsIPv6UniqueLocal)
            return true;
        Span<byte> bytes = stackalloc byte[16];
        return address.TryWriteBytes(bytes, out var length) && length == 4
            && (bytes[0] == 10 || (bytes[0] == 172 && (bytes[1] & 0xF0) == 16) || (bytes[0] == 192 && bytes[1] == 168)
                || (bytes[0] == 169 && bytes[1] == 254));
    }

    /// <summary>IPv6 by /64. HashCode is seeded per process, so nobody can aim at another's slot.</summary>
    private static int SlotOf(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out var length);
        var hash = new HashCode();
        hash.AddBytes(bytes[..(address.AddressFamily == AddressFamily.InterNetworkV6 ? 8 : length)]);
        return hash.ToHashCode() & (Slots - 1);
    }
}
