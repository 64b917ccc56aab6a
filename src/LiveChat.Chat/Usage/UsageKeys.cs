using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace LiveChat.Chat.Usage;

/// <summary>Names and lifetimes of the counters. Every key starts with <c>{tenantId}</c>, so that a tenant's keys share a
/// Redis Cluster slot and one script may touch them all.</summary>
internal static class UsageKeys
{
    public const int MinuteMs = 60_000;
    public const int HourMs = 3_600_000;

    /// <summary>How long a conversation stays known without a message; afterwards the database says that it exists.</summary>
    public const int KnownMs = 48 * HourMs;

    /// <summary>Repeats of a session from one address count once within this time.</summary>
    public const int OnceMs = 30 * MinuteMs;

    /// <summary>Outlives the month, so that late readers still find it.</summary>
    public const long MonthMs = 40L * 24 * HourMs;

    public static string Session(UsageRequest r) => $"{{{r.TenantId}}}:w:s:{r.Session}";
    public static string Address(UsageRequest r) => $"{{{r.TenantId}}}:w:a:{r.Address}";
    public static string Tenant(UsageRequest r) => $"{{{r.TenantId}}}:w:t";
    public static string New(UsageRequest r) => $"{{{r.TenantId}}}:w:n:{r.Address}";
    public static string Known(UsageRequest r) => $"{{{r.TenantId}}}:k:{r.Conversation}";
    public static string Once(UsageRequest r) => $"{{{r.TenantId}}}:o:{r.Address}:{r.Session}";
    public static string Conversations(string tenantId, DateTimeOffset now) => $"{{{tenantId}}}:m:{Period(now)}:c";
    public static string Replies(string tenantId, DateTimeOffset now) => $"{{{tenantId}}}:m:{Period(now)}:r";

    /// <summary>Calendar month, UTC, such as <c>2026-11</c>.</summary>
    public static string Period(DateTimeOffset now) => now.UtcDateTime.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    public static DateTimeOffset MonthStart(DateTimeOffset now) => new(now.UtcDateTime.Year, now.UtcDateTime.Month, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>An address as it is counted: IPv6 by /64 (one customer), IPv4 whole, also when mapped into IPv6.</summary>
    public static string Bucket(IPAddress? address)
    {
        if (address is null) return "unknown";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address.ToString();
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        bytes[8..].Clear();
        return new IPAddress(bytes).ToString() + "/64";
    }
}
