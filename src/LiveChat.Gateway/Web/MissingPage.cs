using System.Net;

namespace LiveChat.Gateway.Web;

/// <summary>503 with a plain page: the platform runs, its web files were not built.</summary>
internal sealed class MissingPage(string reason) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.RetryAfter = "60";
        response.Headers.CacheControl = "no-store";
        PagePolicy.Apply(httpContext, PagePolicy.Strict);
        return response.WriteAsync(
            $"""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Web files missing</title></head>
            <body><h1>The platform runs, but its pages are missing</h1>
            <p>{WebUtility.HtmlEncode(reason)}</p>
            <p>Install Node.js 20 or newer, build again, and reload this page. The API works meanwhile.</p></body></html>
            """,
            httpContext.RequestAborted);
    }
}
