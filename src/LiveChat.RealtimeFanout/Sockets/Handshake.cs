using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.Features;

namespace LiveChat.RealtimeFanout.Sockets;

/// <summary>
/// The opening handshake of RFC 6455 (HTTP/1.1) and RFC 8441 (HTTP/2), done here and not by the WebSocket middleware,
/// because the feed writes ready-made frames to the bare stream. No extension is agreed on: the same bytes go to all.
/// </summary>
internal static class Handshake
{
    private const string Salt = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private const string Version = "13";

    /// <summary>What the request lacks; null when it may be accepted.</summary>
    public static HandshakeFault? Check(HttpContext context)
    {
        var headers = context.Request.Headers;
        if (IsExtendedConnect(context))
            return headers.SecWebSocketVersion == Version ? null : HandshakeFault.WrongVersion;
        if (!HttpMethods.IsGet(context.Request.Method) || context.Features.Get<IHttpUpgradeFeature>() is not { IsUpgradableRequest: true }
            || !HasToken(headers.Upgrade, "websocket") || !HasToken(headers.Connection, "upgrade"))
            return HandshakeFault.NotAWebSocket;
        if (headers.SecWebSocketVersion != Version) return HandshakeFault.WrongVersion;
        return IsKey(headers.SecWebSocketKey.ToString()) ? null : HandshakeFault.NotAWebSocket;
    }

    /// <summary>Answers the handshake; the stream carries frames from then on.</summary>
    public static async Task<Stream> AcceptAsync(HttpContext context)
    {
        if (IsExtendedConnect(context))
            return await context.Features.GetRequiredFeature<IHttpExtendedConnectFeature>().AcceptAsync();
        var headers = context.Response.Headers;
        headers.Upgrade = "websocket";
        headers.Connection = "Upgrade";
        headers.SecWebSocketAccept = AcceptKey(context.Request.Headers.SecWebSocketKey.ToString());
        var stream = await context.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync();
        // They would be kept as long as the socket lives, and nobody reads them again.
        context.Request.Headers.Clear();
        return stream;
    }

    private static bool IsExtendedConnect(HttpContext context) =>
        context.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true, Protocol: "websocket" };

    private static bool HasToken(string? header, string token)
    {
        foreach (var part in (header ?? "").Split(',', StringSplitOptions.TrimEntries))
            if (part.Equals(token, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }

    // 16 bytes in Base64.
    private static bool IsKey(string key)
    {
        Span<byte> bytes = stackalloc byte[18];
        return key.Length == 24 && Convert.TryFromBase64String(key, bytes, out var written) && written == 16;
    }

    // SHA-1 is what RFC 6455 prescribes; it proves that the server read the request, not who it is.
#pragma warning disable CA5350
    private static string AcceptKey(string key) =>
        Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + Salt)));
#pragma warning restore CA5350
}

internal enum HandshakeFault
{
    NotAWebSocket,
    WrongVersion,
}
