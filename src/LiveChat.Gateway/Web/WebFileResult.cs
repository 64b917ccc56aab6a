using System.Globalization;
using LiveChat.ServiceDefaults.Authentication;
using Microsoft.Net.Http.Headers;

namespace LiveChat.Gateway.Web;

/// <summary>How a file is served.</summary>
internal enum WebFileUse
{
    /// <summary>Our own pages and their parts: same origin, strict content security policy.</summary>
    Own,

    /// <summary>As <see cref="Own"/>, and shown by another page of ours in a frame.</summary>
    Framed,

    /// <summary>The widget's files, which every site loads.</summary>
    Widget,
}

/// <summary>Sends a file: compressed, with its tag, and with the headers of its use.</summary>
internal sealed class WebFileResult(WebFile file, WebFileUse use) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var request = httpContext.Request;
        var headers = httpContext.Response.Headers;
        var encoding = file.Compressible ? EncodingFor(request) : null;
        var tag = $"\"{file.Tag}{(encoding is null ? "" : "-" + encoding)}\"";
        headers.ETag = tag;
        headers.CacheControl = file.IsImmutable ? "public, max-age=31536000, immutable"
            : use == WebFileUse.Widget ? "public, max-age=300"
            : "no-cache";
        if (file.Compressible)
            headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
        if (use == WebFileUse.Widget)
        {
            headers.AccessControlAllowOrigin = "*";
            headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        }
        else
        {
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            if (file.IsPage)
                PagePolicy.Apply(httpContext, PagePolicy.Strict, framed: use == WebFileUse.Framed);
        }

        if (request.Headers.IfNoneMatch.ToString().Split(',', StringSplitOptions.TrimEntries).Contains(tag))
        {
            httpContext.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        var bytes = file.As(encoding);
        httpContext.Response.ContentType = file.ContentType;
        httpContext.Response.ContentLength = bytes.Length;
        if (encoding is not null)
            headers.ContentEncoding = encoding;
        if (!HttpMethods.IsHead(request.Method))
            await httpContext.Response.Body.WriteAsync(bytes, httpContext.RequestAborted);
    }

    private static string? EncodingFor(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().AcceptEncoding;
        return Accepts("br") ? "br" : Accepts("gzip") ? "gzip" : null;

        bool Accepts(string name) => accepted.Any(value => value.Value == name && value.Quality is null or > 0);
    }
}

/// <summary>The content security policies of our own pages.</summary>
internal static class PagePolicy
{
    /// <summary>Nothing inline, nothing foreign but pictures.</summary>
    public const string Strict = "script-src 'self'; style-src 'self'; frame-src 'self'";

    /// <summary>The API reference writes its own style and start-up script into its page.</summary>
    public const string Reference = "script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'";

    /// <param name="framed">Our own pages may show it in a frame; nobody else's ever may.</param>
    public static void Apply(HttpContext context, string scripts, bool framed = false)
    {
        // Older browsers do not count WebSockets as 'self'. The host is only repeated if it is one.
        var host = DomainRules.ParseOrigin($"{context.Request.Scheme}://{context.Request.Host.Value}") is { } own
            ? string.Create(CultureInfo.InvariantCulture, $" ws://{own.Host}:{own.Port} wss://{own.Host}:{own.Port}")
            : "";
        context.Response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; {scripts}; img-src 'self' data: blob: https:; font-src 'self' data:; media-src 'self'; " +
            $"connect-src 'self'{host}; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors {(framed ? "'self'" : "'none'")}";
        context.Response.Headers["Cross-Origin-Opener-Policy"] = "same-origin";
        context.Response.Headers.XFrameOptions = framed ? "SAMEORIGIN" : "DENY";
    }
}
