using System.Net;
using System.Net.Sockets;
using LiveChat.AppHost.Processes;

namespace LiveChat.AppHost.Platforms;

/// <summary>Addresses to listen on, and the addresses under which people and tests reach them.</summary>
internal static class Addresses
{
    /// <summary>Parses <c>--urls</c>.</summary>
    /// <exception cref="AppHostException">It is no http address.</exception>
    public static Uri Parse(string text)
    {
        var host = text.Replace("://*", "://0.0.0.0", StringComparison.Ordinal).Replace("://+", "://0.0.0.0", StringComparison.Ordinal);
        return Uri.TryCreate(host, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttp && address.AbsolutePath == "/"
            ? address
            : throw new AppHostException($"'{text}' is not an address to listen on: write it like --urls http://127.0.0.1:8080.");
    }

    /// <summary>The same address with a free port where 0 was asked for.</summary>
    public static Uri Fix(Uri address) => address.Port == 0 ? new UriBuilder(address) { Port = Ports.Free() }.Uri : address;

    public static Uri Loopback() => new($"http://127.0.0.1:{Ports.Free()}");

    /// <summary>'Any address' is reached as localhost.</summary>
    public static Uri Reachable(Uri address) =>
        address.Host is "0.0.0.0" or "[::]" ? new UriBuilder(address) { Host = "localhost" }.Uri : address;

    /// <summary>Says at once, in one sentence, that somebody else listens there.</summary>
    /// <exception cref="AppHostException">The port is taken, or not ours to listen on.</exception>
    public static void MustBeFree(Uri address)
    {
        if (address.Port == 0)
            return;
        // Kestrel listens everywhere for any name but localhost.
        var ip = address.Host == "localhost" ? IPAddress.Loopback
            : IPAddress.TryParse(address.Host.Trim('[', ']'), out var parsed) ? parsed : IPAddress.Any;
        using var socket = new Socket(ip.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(ip, address.Port));
        }
        catch (SocketException e)
        {
            var reason = e.SocketErrorCode == SocketError.AddressAlreadyInUse
                ? $"Port {address.Port} is taken by another program"
                : $"Port {address.Port} of {address.Host} can't be listened on ({e.SocketErrorCode})";
            throw new AppHostException($"{reason}: choose another with --urls http://127.0.0.1:PORT.");
        }
    }
}
