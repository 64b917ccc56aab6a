using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;

namespace LiveChat.WidgetAuth;

/// <summary>The platform's address as the caller knows it: what links and snippets are made with.</summary>
internal static class PublicAddress
{
    /// <summary>Scheme, host and port of this request, without a trailing slash. A made-up <c>Host</c> is 400: it would end up in
    /// a page or in a mail.</summary>
    public static string Of(HttpRequest request) =>
        DomainRules.ParseOrigin($"{request.Scheme}://{request.Host.Value}")?.ToString()
        ?? throw Problems.InvalidRequest.Exception("The Host header is no host name: use the platform's own address.");

    /// <summary>Whether the request came to a loopback address, where browsers need no TLS.</summary>
    public static bool IsLoopback(HttpRequest request) => request.Host.Host is "localhost" or "127.0.0.1" or "[::1]";
}
