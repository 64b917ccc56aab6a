using LiveChat.ServiceDefaults;
using Microsoft.AspNetCore.Http.Features;

namespace LiveChat.Gateway.Edge;

/// <summary>413 for bodies over 64 KiB, before anything of them is read where the length is announced.</summary>
internal sealed class BodyLimit(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.Request.ContentLength > ServiceHost.MaxBodyBytes)
            return Problems.BodyTooLarge.Result("Send at most 64 KiB.").ExecuteAsync(context);
        // Chunked bodies are counted while they are read; the server's own limit is the same, this one makes it sure.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature)
            feature.MaxRequestBodySize = ServiceHost.MaxBodyBytes;
        return next(context);
    }
}
