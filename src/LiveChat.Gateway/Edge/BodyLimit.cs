using LiveChat.ServiceDefaults;
using Microsoft.AspNetCore.Http.Features;

namespace LiveChat.Gateway.Edge;

/// <summary>
/// 413 for bodies over 64 KiB, or 4 MiB where articles and files go in: before anything of them is read where the length is
/// announced, else as soon as they are longer. Most clients write a whole body before they read an answer, and a connection
/// that is closed under what they write is a broken one to them. So the answer goes out, and the server reads the rest and
/// throws it away, for five seconds at most (Kestrel's own limit).
/// </summary>
internal sealed class BodyLimit(RequestDelegate next)
{
    /// <summary>What is thrown away at most, bytes; who announces or sends more sees the connection break.</summary>
    private const int MaxThrownAway = 16 * 1024 * 1024;

    public Task InvokeAsync(HttpContext context)
    {
        var most = TakesFiles(context.Request.Path) ? ServiceHost.MaxFileBytes : ServiceHost.MaxBodyBytes;
        if (context.Request.ContentLength > most)
            return RefuseAsync(context, most);
        var counted = context.Request.ContentLength is null && context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: true };
        // The server's own limit can't be raised once it is passed, so bodies of unknown length are counted here.
        SetServerLimit(context, counted ? most + MaxThrownAway : most);
        return counted ? CountAsync(context, most) : next(context);
    }

    private async Task CountAsync(HttpContext context, int most)
    {
        var sent = context.Request.Body;
        var counted = new CountedBody(sent, most);
        context.Request.Body = counted;
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException) when (counted.TooLong && !context.Response.HasStarted)
        {
            // Refused below.
        }
        finally
        {
            context.Request.Body = sent;
        }
        if (counted.TooLong && !context.Response.HasStarted)
            await RefuseAsync(context, most);
    }

    private static Task RefuseAsync(HttpContext context, int most)
    {
        // Who asks before sending has its answer by that, and sends nothing that would have to be read.
        if (context.Request.Headers.Expect.Count == 0)
            SetServerLimit(context, MaxThrownAway);
        return Problems.TooLarge(most).ExecuteAsync(context);
    }

    private static void SetServerLimit(HttpContext context, long most)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature)
            feature.MaxRequestBodySize = most;
    }

    // /api/tenants/{tenantId}/knowledge and what is below it. Who may write there is checked before a byte is read.
    private static bool TakesFiles(PathString path) =>
        path.StartsWithSegments("/api/tenants", out var rest)
        && rest.Value is { Length: > 1 } text && text.IndexOf('/', 1) is > 0 and var end
        && new PathString(text[end..]).StartsWithSegments("/knowledge");
}
