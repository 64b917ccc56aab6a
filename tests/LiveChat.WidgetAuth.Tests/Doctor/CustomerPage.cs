using System.Net.Sockets;
using System.Text;

namespace LiveChat.WidgetAuth.Tests.Doctor;

/// <summary>A site owner's page on a port of its own.</summary>
internal sealed class CustomerPage : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Task _serving;

    public CustomerPage(string html, int status = 200, string? policy = null, string? redirect = null)
    {
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Address = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/";
        }
        _listener.Prefixes.Add(Address);
        _listener.Start();
        _serving = ServeAsync(Encoding.UTF8.GetBytes(html), status, policy, redirect);
    }

    public string Address { get; }

    public static string Snippet(WidgetAuthHost host, string tenantId, string token) => $$"""
        <!doctype html><html><body><h1>Shop</h1><script type="module">
        import { renderWebWidget } from "{{host.Client.BaseAddress}}web-widget.js";
        renderWebWidget({ tenantId: "{{tenantId}}", apiUrl: "{{host.Client.BaseAddress}}", token: "{{token}}" });
        </script></body></html>
        """;

    public async ValueTask DisposeAsync()
    {
        if (!_listener.IsListening)
            return;
        _listener.Stop();
        await _serving;
        _listener.Close();
    }

    private async Task ServeAsync(byte[] html, int status, string? policy, string? redirect)
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return; // Stopped.
            }
            context.Response.StatusCode = redirect is null ? status : 302;
            if (redirect is not null)
                context.Response.Headers["Location"] = redirect;
            if (policy is not null)
                context.Response.Headers["Content-Security-Policy"] = policy;
            context.Response.ContentType = "text/html; charset=utf-8";
            await context.Response.OutputStream.WriteAsync(html);
            context.Response.Close();
        }
    }
}
