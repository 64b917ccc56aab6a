using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace LiveChat.Benchmarks.Load;

/// <summary>This program once more, as a floor that what is measured is compared with.</summary>
internal static class OwnProgram
{
    public static Process Start(params string[] arguments) => Process.Start(Prepare(arguments))!;

    /// <summary>The same for whoever has more to set.</summary>
    public static ProcessStartInfo Prepare(params string[] arguments) =>
        new(Environment.ProcessPath!, arguments) { RedirectStandardInput = true };

    /// <summary>A loopback address that nobody listens at.</summary>
    public static string FreeAddress()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return $"http://127.0.0.1:{((IPEndPoint)socket.LocalEndpoint).Port}";
    }
}
