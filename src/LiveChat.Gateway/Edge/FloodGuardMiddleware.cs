using System.Globalization;
using LiveChat.ServiceDefaults;

namespace LiveChat.Gateway.Edge;

/// <summary>429 for an address that floods the API. Pages and scripts are not counted: they are cheap.</summary>
internal sealed class FloodGuardMiddleware(RequestDelegate next, FloodGuard guard, RefusedRequests refused)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (!context.Request.Path.StartsWithSegments("/api") || guard.Count(context.Connection.RemoteIpAddress) is not { } wait)
            return next(context);
        context.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        refused.Add(context, Problems.RateLimited);
        return Problems.RateLimited.Result("Too many requests from this address: wait as long as Retry-After says.").ExecuteAsync(context);
    }
}
