using System.Net;
using System.Net.Sockets;

namespace LiveChat.Dashboard.Tests.Platforms;

/// <summary>
/// A way to the gateway that can fall silent, as a mobile network does in a tunnel: connections stay open, are even accepted,
/// and not a byte comes through until it thaws.
/// </summary>
internal sealed class FreezingRelay : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Uri gateway;
    private readonly Task accepting;
    private volatile TaskCompletionSource open = Opened();

    public FreezingRelay(Uri gateway)
    {
        this.gateway = gateway;
        listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
        accepting = AcceptAsync();
    }

    public Uri Address { get; }

    public void Freeze() => open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Thaw() => open.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        Thaw();
        listener.Stop();
        await accepting;
        stop.Dispose();
    }

    private static TaskCompletionSource Opened()
    {
        var opened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        opened.SetResult();
        return opened;
    }

    private async Task AcceptAsync()
    {
        var relays = new List<Task>();
        try
        {
            while (true)
                relays.Add(RelayAsync(await listener.AcceptTcpClientAsync(stop.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(relays);
        }
    }

    private async Task RelayAsync(TcpClient browser)
    {
        using (browser)
        using (var server = new TcpClient())
        {
            try
            {
                await server.ConnectAsync(gateway.Host, gateway.Port, stop.Token);
                var (near, far) = (browser.GetStream(), server.GetStream());
                // Whichever side closes first takes the other along.
                await Task.WhenAny(PumpAsync(near, far), PumpAsync(far, near));
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or IOException)
            {
                // The connection is over; that is all there is to tell.
            }
        }
    }

    private async Task PumpAsync(NetworkStream from, NetworkStream to)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (true)
            {
                var read = await from.ReadAsync(buffer, stop.Token);
                // Also the end of a connection does not come through the ice.
                await open.Task.WaitAsync(stop.Token);
                if (read == 0) return;
                await to.WriteAsync(buffer.AsMemory(0, read), stop.Token);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or IOException or ObjectDisposedException)
        {
            // As above.
        }
    }
}
