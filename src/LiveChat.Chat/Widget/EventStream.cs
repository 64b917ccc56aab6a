using System.Globalization;
using System.Text;
using System.Text.Json;
using LiveChat.ServiceDefaults;
using Microsoft.AspNetCore.Http.Features;

namespace LiveChat.Chat.Widget;

/// <summary>Writes <c>text/event-stream</c>: one flush per event, so that each arrives when it happens.</summary>
internal sealed class EventStream(HttpResponse response)
{
    /// <summary>The caller named <c>text/event-stream</c> in <c>Accept</c>.</summary>
    public static bool IsAskedFor(HttpRequest request) =>
        request.Headers.Accept.ToString().Contains("text/event-stream", StringComparison.OrdinalIgnoreCase);

    /// <summary>Sends the headers.</summary>
    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no"; // a proxy must not collect events
        response.HttpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        await response.StartAsync(cancellationToken).ConfigureAwait(false);
        await response.Body.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>One event; <paramref name="id"/> is what <c>Last-Event-ID</c> brings back.</summary>
    public async Task SendAsync<T>(string name, T data, long? id, CancellationToken cancellationToken)
    {
        var head = id is { } i ? string.Create(CultureInfo.InvariantCulture, $"id: {i}\nevent: {name}\ndata: ") : $"event: {name}\ndata: ";
        await response.Body.WriteAsync(Encoding.ASCII.GetBytes(head), cancellationToken).ConfigureAwait(false);
        // JSON has no raw line breaks, so one data line is enough.
        await response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(data, JsonDefaults.Options), cancellationToken).ConfigureAwait(false);
        await response.Body.WriteAsync("\n\n"u8.ToArray(), cancellationToken).ConfigureAwait(false);
        await response.Body.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A comment that keeps proxies from closing a quiet connection.</summary>
    public async Task KeepAliveAsync(CancellationToken cancellationToken)
    {
        await response.Body.WriteAsync(": \n\n"u8.ToArray(), cancellationToken).ConfigureAwait(false);
        await response.Body.FlushAsync(cancellationToken).ConfigureAwait(false);
    }
}
