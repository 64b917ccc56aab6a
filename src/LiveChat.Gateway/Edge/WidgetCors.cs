using Microsoft.Net.Http.Headers;

namespace LiveChat.Gateway.Edge;

/// <summary>
/// CORS of the widget's routes. A preflight is always admitted: refusing it would hide the readable 403 from the page. Every
/// answer carries the headers, refusals and our own 502, 503 and 504 too. No other route grants another origin anything.
/// </summary>
internal sealed class WidgetCors(RequestDelegate next)
{
    private const string Methods = "GET, POST";
    private const string RequestHeaders =
        "Authorization, Content-Type, X-Session-Key, Idempotency-Key, X-Request-Id, Last-Event-ID, X-Doctor-Key";
    private const string ExposedHeaders = "X-Request-Id, Retry-After, RateLimit, RateLimit-Policy";

    public Task InvokeAsync(HttpContext context)
    {
        if (!WidgetPath.IsWidgetRoute(context.Request.Path))
            return next(context);
        context.Response.OnStarting(static state =>
        {
            Apply((HttpContext)state);
            return Task.CompletedTask;
        }, context);
        if (!HttpMethods.IsOptions(context.Request.Method))
            return next(context);
        var headers = context.Response.Headers;
        headers.AccessControlAllowMethods = Methods;
        headers.AccessControlAllowHeaders = RequestHeaders;
        headers.AccessControlMaxAge = "7200";
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private static void Apply(HttpContext context)
    {
        var headers = context.Response.Headers;
        if (context.Request.Headers.Origin is [{ Length: > 0 and <= 2048 } origin])
        {
            headers.AccessControlAllowOrigin = origin;
            if (context.Response.StatusCode != StatusCodes.Status204NoContent || !HttpMethods.IsOptions(context.Request.Method))
                headers.AccessControlExposeHeaders = ExposedHeaders;
        }
        // A service behind must not widen what is granted here.
        headers.Remove(HeaderNames.AccessControlAllowCredentials);
        if (!headers.Vary.Any(vary => vary?.Contains("Origin", StringComparison.OrdinalIgnoreCase) == true))
            headers.Append(HeaderNames.Vary, HeaderNames.Origin);
    }
}
