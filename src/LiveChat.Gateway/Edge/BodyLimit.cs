using LiveChat.ServiceDefaults;
using Microsoft.AspNetCore.Http.Features;

namespace LiveChat.Gateway.Edge;

/// <summary>413 for bodies over 64 KiB, or 4 MiB where articles and files go in, before anything of them is read where the length is announced.</summary>
internal sealed class BodyLimit(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        var most = TakesFiles(context.Request.Path) ? ServiceHost.MaxFileBytes : ServiceHost.MaxBodyBytes;
        if (context.Request.ContentLength > most)
            return Problems.TooLarge(most).ExecuteAsync(context);
        // Chunked bodies are counted while they are read; the server's own limit is the same, this one makes it sure.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature)
            feature.MaxRequestBodySize = most;
        return next(context);
    }

    // /api/tenants/{tenantId}/knowledge and what is below it. Who may write there is checked before a byte is read.
    private static bool TakesFiles(PathString path) =>
        path.StartsWithSegments("/api/tenants", out var rest)
        && rest.Value is { Length: > 1 } text && text.IndexOf('/', 1) is > 0 and var end
        && new PathString(text[end..]).StartsWithSegments("/knowledge");
}
