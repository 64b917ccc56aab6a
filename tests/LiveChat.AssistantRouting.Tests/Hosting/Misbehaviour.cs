using Microsoft.AspNetCore.Http;

namespace LiveChat.AssistantRouting.Tests.Hosting;

/// <summary>Every way in which a model server fails, for answers in one piece and for streams.</summary>
internal static class Misbehaviour
{
    /// <param name="redirectTo">Where <c>redirect</c> leads.</param>
    public static Task OfAsync(HttpContext http, string how, bool streamed, string redirectTo = "", bool anthropic = false) => how switch
    {
        "slow first byte" => Task.Delay(TimeSpan.FromSeconds(30), http.RequestAborted),
        "no token" => streamed ? PingAsync(http) : DripAsync(http),
        "stalled" when streamed => StallAsync(http, anthropic),
        "stalled" => DripAsync(http),
        "endless" => streamed ? StreamAsync(http, anthropic, ForeverAsync(http), end: true) : FloodAsync(http),
        "broken" when streamed => BreakStreamAsync(http, anthropic),
        "broken" => BreakAsync(http, "application/json", "{\"id\":\"chatcmpl-1\",\"choi"),
        "garbage" => streamed ? WriteAsync(http, "text/event-stream", (anthropic ? "event: message_start\n" : "") + "data: {\"choices\": nonsense\n\n") : WriteAsync(http, "application/json", "{\"choices\": nonsense"),
        "wrong type" => WriteAsync(http, "text/html", "<h1>It works!</h1>"),
        "empty" => streamed ? StreamAsync(http, anthropic, FakeProvider.Pieces(""), end: true)
            : anthropic ? FakeProvider.SayAsAnthropicAsync(http, "") : FakeProvider.SayAsync(http, ""),
        "error event" => streamed ? ErrorEventAsync(http, anthropic) : FakeProvider.RefuseAsync(http, 500, "server_error"),
        "redirect" => RedirectAsync(http, redirectTo),
        "quota" => FakeProvider.RefuseAsync(http, 429, "insufficient_quota", "You exceeded your current quota."),
        "429 with a long wait" => FakeProvider.RefuseAsync(http, 429, "rate_limit_exceeded", retryAfter: "60"),
        "429 without a wait" => FakeProvider.RefuseAsync(http, 429, "rate_limit_exceeded"),
        _ => FakeProvider.RefuseAsync(http, int.Parse(how, System.Globalization.CultureInfo.InvariantCulture), "some_error"),
    };

    private static async Task WriteAsync(HttpContext http, string type, string text)
    {
        http.Response.ContentType = type;
        await http.Response.WriteAsync(text);
        await http.Response.Body.FlushAsync();
    }

    private static async Task BreakAsync(HttpContext http, string type, string start)
    {
        await WriteAsync(http, type, start);
        http.Abort();
    }

    private static Task StreamAsync(HttpContext http, bool anthropic, IAsyncEnumerable<string> pieces, bool end) =>
        anthropic ? FakeProvider.StreamAsAnthropicAsync(http, pieces, end) : FakeProvider.StreamAsync(http, pieces, end);

    private static async Task BreakStreamAsync(HttpContext http, bool anthropic)
    {
        await StreamAsync(http, anthropic, FakeProvider.Pieces("Half a"), end: false);
        http.Abort();
    }

    // It answered 200 and began; then it says that it can't.
    private static async Task ErrorEventAsync(HttpContext http, bool anthropic)
    {
        await StreamAsync(http, anthropic, FakeProvider.Pieces("Half a"), end: false);
        await FakeProvider.EventAsync(http, anthropic ? "error" : null, anthropic
            ? new { type = "error", error = new { type = "overloaded_error", message = "Overloaded" } }
            : new { error = new { message = "The server had an error.", type = "server_error", code = "server_error" } });
    }

    private static async Task StallAsync(HttpContext http, bool anthropic)
    {
        await StreamAsync(http, anthropic, FakeProvider.Pieces("A first sentence. ", "And"), end: false);
        await Task.Delay(TimeSpan.FromSeconds(30), http.RequestAborted);
    }

    // Alive, but it says nothing.
    private static async Task PingAsync(HttpContext http)
    {
        http.Response.ContentType = "text/event-stream";
        while (!http.RequestAborted.IsCancellationRequested)
        {
            await http.Response.WriteAsync(": ping\n\n", http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
            await Task.Delay(100, http.RequestAborted);
        }
    }

    private static async Task DripAsync(HttpContext http)
    {
        http.Response.ContentType = "application/json";
        while (!http.RequestAborted.IsCancellationRequested)
        {
            await http.Response.WriteAsync(" ", http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
            await Task.Delay(100, http.RequestAborted);
        }
    }

    private static async Task FloodAsync(HttpContext http)
    {
        http.Response.ContentType = "application/json";
        var block = new byte[64 * 1024];
        Array.Fill(block, (byte)' ');
        while (!http.RequestAborted.IsCancellationRequested) await http.Response.Body.WriteAsync(block, http.RequestAborted);
    }

    private static async IAsyncEnumerable<string> ForeverAsync(HttpContext http)
    {
        while (!http.RequestAborted.IsCancellationRequested)
        {
            yield return new string('x', 8000) + ". ";
            await Task.Yield();
        }
    }

    private static Task RedirectAsync(HttpContext http, string to)
    {
        http.Response.StatusCode = 307;
        http.Response.Headers.Location = to;
        return Task.CompletedTask;
    }
}
