using System.Net;
using System.Net.Sockets;

namespace LiveChat.Benchmarks.Load;

/// <summary>
/// Lets this program's sockets go on where their data arrives. Handing each arrival to the thread pool wakes a thread for
/// every frame of a thousand sockets: measured, half of both cores, which the servers are to have.
/// </summary>
internal static class InlineSockets
{
    private const string Switch = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    /// <summary>Before the first socket is used: the runtime reads the switch once. Programs started later don't inherit it.</summary>
    public static async Task UseAsync()
    {
        Environment.SetEnvironmentVariable(Switch, "1");
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        var accepted = listener.AcceptAsync();
        using var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(listener.LocalEndPoint!);
        (await accepted).Dispose();
        Environment.SetEnvironmentVariable(Switch, null);
    }
}
