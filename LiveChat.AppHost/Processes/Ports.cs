using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace LiveChat.AppHost.Processes;

/// <summary>Free ports on loopback. They lie below the range from which systems pick outgoing ports, so that a server
/// that was killed finds its port free when it is started again. Between the choice of a port and the moment in which a
/// server listens there, seconds pass: <see cref="PortClaims"/> keeps this user's other platforms off it meanwhile.</summary>
internal static class Ports
{
    private const int First = 20000;
    private const int Last = 32000;
    private static readonly HashSet<int> Given = [];

    public static int Free()
    {
        lock (Given)
        {
            for (var attempt = 0; attempt < 2000; attempt++)
            {
                var port = RandomNumberGenerator.GetInt32(First, Last);
                if (!Given.Contains(port) && IsFree(port) && PortClaims.TryTake(port))
                {
                    Given.Add(port);
                    return port;
                }
            }
        }
        throw new AppHostException("No free port was found on 127.0.0.1; end some programs and try again.");
    }

    public static bool IsFree(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
