using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace LiveChat.EndToEnd.Tests.Telemetry;

/// <summary>One finished span, as far as the tests look at it.</summary>
internal sealed record Span(string Service, string TraceId, string SpanId, string ParentSpanId, string Name);

/// <summary>A collector of one page: takes OTLP over HTTP (protobuf) and keeps the spans.</summary>
internal sealed class SpanReceiver : IDisposable
{
    private readonly HttpListener listener = new();
    private readonly ConcurrentQueue<Span> spans = new();

    public SpanReceiver()
    {
        Address = new Uri($"http://127.0.0.1:{FreePort()}/");
        listener.Prefixes.Add(Address.ToString());
        listener.Start();
        _ = ReceiveAsync();
    }

    public Uri Address { get; }

    /// <summary>Waits until the trace's spans satisfy <paramref name="enough"/>; the spans seen, enough or not.</summary>
    public async Task<IReadOnlyList<Span>> TraceAsync(
        string traceId, Func<IReadOnlyList<Span>, bool> enough, TimeSpan limit, CancellationToken ct)
    {
        for (var end = DateTime.UtcNow + limit; ; await Task.Delay(100, ct))
        {
            var trace = spans.Where(s => s.TraceId == traceId).ToList();
            if (enough(trace) || DateTime.UtcNow > end)
                return trace;
        }
    }

    public void Dispose() => listener.Close();

    private async Task ReceiveAsync()
    {
        while (listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
            using var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body);
            if (context.Request.Url!.AbsolutePath == "/v1/traces")
            {
                foreach (var span in OtlpTraces.Read(body.ToArray()))
                    spans.Enqueue(span);
            }
            context.Response.StatusCode = 200;
            context.Response.ContentType = "application/x-protobuf";
            context.Response.Close();
        }
    }

    private static int FreePort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }
}
