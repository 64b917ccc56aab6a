using System.Net;
using System.Net.Sockets;
using System.Text;

namespace LiveChat.Browser.Tests.Pages;

/// <summary>A site owner's page on an origin of its own: <c>localhost</c>, while the platform is at <c>127.0.0.1</c>.</summary>
internal sealed class CustomerSite : IAsyncDisposable
{
    private readonly HttpListener listener = new();
    private readonly Task serving;

    /// <param name="body">What stands in the page's body.</param>
    /// <param name="policy">Its Content-Security-Policy, or null for none.</param>
    /// <param name="head">What stands in its head.</param>
    /// <param name="html">Attributes of its root element.</param>
    public CustomerSite(string body, string? policy = null, string head = "", string html = "lang=\"en\"")
    {
        Address = new Uri($"http://localhost:{FreePort()}/");
        listener.Prefixes.Add(Address.ToString());
        listener.Start();
        var page = Encoding.UTF8.GetBytes($"""
            <!doctype html><html {html}><head><meta charset="utf-8"><title>A customer's page</title>
            <meta name="viewport" content="width=device-width, initial-scale=1">{head}</head>
            <body><main><h1>A customer's page</h1><button type="button" id="mine">The page's own button</button></main>
            {body}
            </body></html>
            """);
        serving = ServeAsync(page, policy);
    }

    public Uri Address { get; }

    /// <summary>The snippet of the troubleshooting page, to the letter.</summary>
    /// <param name="script">Where the script is loaded from, if not from there too.</param>
    public static string ModuleSnippet(Uri gateway, string tenantId, string token, Uri? script = null) => $$"""
        <script type="module">
        import { renderWebWidget } from "{{script ?? gateway}}web-widget.js";
        renderWebWidget({
        tenantId: "{{tenantId}}",
        apiUrl: "{{gateway.GetLeftPart(UriPartial.Authority)}}",
        token: "{{token}}",
        });
        </script>
        """;

    /// <summary>Keeps the handle as <c>window.chat</c>.</summary>
    /// <param name="options">More members of the options' literal.</param>
    public static string HandleSnippet(Uri gateway, string tenantId, string token, string options = "") => $$"""
        <script type="module" nonce="n0nce">
        import { renderWebWidget } from "{{gateway}}web-widget.js";
        window.chat = renderWebWidget({ tenantId: "{{tenantId}}", token: "{{token}}", {{options}} });
        </script>
        """;

    public static string ClassicSnippet(Uri gateway, string tenantId, string token) => $$"""
        <script src="{{gateway}}web-widget.js"></script>
        <script>
        ChatWidget.renderWebWidget({ tenantId: "{{tenantId}}", apiUrl: "{{gateway}}api/", token: "Bearer {{token}}" });
        </script>
        """;

    public static string TagSnippet(Uri gateway, string tenantId, string token) =>
        $"""<script async src="{gateway}web-widget.classic.js" data-tenant-id="{tenantId}" data-token="{token}" data-api-url="{gateway}"></script>""";

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        await serving;
        listener.Close();
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private async Task ServeAsync(byte[] page, string? policy)
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return; // Stopped.
            }
            var found = context.Request.Url!.AbsolutePath == "/";
            context.Response.StatusCode = found ? 200 : 404;
            context.Response.ContentType = "text/html; charset=utf-8";
            if (policy is not null)
                context.Response.Headers["Content-Security-Policy"] = policy;
            await context.Response.OutputStream.WriteAsync(found ? page : []);
            context.Response.Close();
        }
    }
}
