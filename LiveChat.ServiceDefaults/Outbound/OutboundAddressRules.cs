using System.Net;
using System.Net.Sockets;

namespace LiveChat.ServiceDefaults;

/// <summary>
/// Where a request to an address that a tenant chose may go. Ranges: the IANA special-purpose registries for IPv4 and IPv6.
/// </summary>
public static class OutboundAddressRules
{
    // Refused whatever the settings: "this host", link-local (cloud metadata lives there), multicast, reserved.
    private static readonly IPNetwork[] s_never =
    [
        IPNetwork.Parse("0.0.0.0/8"), IPNetwork.Parse("169.254.0.0/16"), IPNetwork.Parse("224.0.0.0/4"), IPNetwork.Parse("240.0.0.0/4"),
        IPNetwork.Parse("::/128"), IPNetwork.Parse("fe80::/10"), IPNetwork.Parse("ff00::/8"), IPNetwork.Parse("fd00:ec2::254/128"),
    ];

    private static readonly IPNetwork[] s_private =
    [
        IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("100.64.0.0/10"), IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("172.16.0.0/12"),
        IPNetwork.Parse("192.0.0.0/24"), IPNetwork.Parse("192.0.2.0/24"), IPNetwork.Parse("192.31.196.0/24"), IPNetwork.Parse("192.52.193.0/24"),
        IPNetwork.Parse("192.88.99.0/24"), IPNetwork.Parse("192.168.0.0/16"), IPNetwork.Parse("192.175.48.0/24"), IPNetwork.Parse("198.18.0.0/15"),
        IPNetwork.Parse("198.51.100.0/24"), IPNetwork.Parse("203.0.113.0/24"),
        IPNetwork.Parse("2001::/23"), IPNetwork.Parse("2001:db8::/32"), IPNetwork.Parse("3fff::/20"),
    ];

    private static readonly IPNetwork s_globalUnicast = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork s_nat64 = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork s_sixToFour = IPNetwork.Parse("2002::/16");

    /// <summary>Whether a connection to this address may be opened. <paramref name="allowPrivate"/> admits private and loopback
    /// addresses, but never link-local, multicast and unspecified ones.</summary>
    public static bool Admits(IPAddress address, bool allowPrivate)
    {
        var actual = Unwrapped(address);
        if (s_never.Any(network => network.Contains(actual))) return false;
        if (allowPrivate) return true;
        return (actual.AddressFamily == AddressFamily.InterNetwork || s_globalUnicast.Contains(actual))
            && !s_private.Any(network => network.Contains(actual));
    }

    /// <summary>
    /// What is wrong with an address that somebody wants to save, as the end of a sentence ("must ..."), or null. Names are
    /// not resolved: where a name leads is checked each time a connection is opened.
    /// </summary>
    public static string? Refusal(string? text, bool allowPrivate)
    {
        if (text is not { Length: >= 1 and <= 2048 } || !Uri.TryCreate(text, UriKind.Absolute, out var uri)
            || uri.Scheme is not ("https" or "http") || uri.Host.Length == 0 || text.Any(char.IsControl))
            return "must be an absolute https address of at most 2048 characters";
        if (uri.Scheme == "http" && !allowPrivate) return "must begin with https://";
        if (uri.UserInfo.Length > 0) return "must not carry a user name or a password";
        if (uri.Fragment.Length > 0) return "must not carry a fragment (#...)";
        if (uri.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6)
            return Admits(IPAddress.Parse(uri.DnsSafeHost), allowPrivate) ? null : "must not lead to a private, loopback or link-local address";
        var host = uri.IdnHost.TrimEnd('.');
        if (!allowPrivate && (!host.Contains('.') || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
            || host.EndsWith(".local", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".internal", StringComparison.OrdinalIgnoreCase)))
            return "must not lead to a private, loopback or link-local address";
        return null;
    }

    // An IPv4 address inside an IPv6 one leads where the IPv4 one leads.
    private static IPAddress Unwrapped(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address;
        var bytes = address.GetAddressBytes();
        if (s_nat64.Contains(address)) return new IPAddress(bytes.AsSpan(12, 4));
        if (s_sixToFour.Contains(address)) return new IPAddress(bytes.AsSpan(2, 4));
        // ::a.b.c.d, deprecated but still understood by some stacks; ::1 is loopback and stays itself.
        return bytes.AsSpan(0, 12).IndexOfAnyExcept((byte)0) < 0 && bytes.AsSpan(12).IndexOfAnyExcept((byte)0) is 0
            ? new IPAddress(bytes.AsSpan(12, 4)) : address;
    }
}
