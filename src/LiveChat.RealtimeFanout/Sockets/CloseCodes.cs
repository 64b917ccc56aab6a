namespace LiveChat.RealtimeFanout.Sockets;

/// <summary>What a client does after its socket was closed.</summary>
internal enum Reconnect
{
    /// <summary>The same attempt would end the same way.</summary>
    Never,

    /// <summary>At once, then with growing pauses; with <c>lastEventId</c> nothing is lost.</summary>
    Soon,

    /// <summary>Only with a new token.</summary>
    WithNewToken,

    /// <summary>After a minute or more: somebody has too many windows open.</summary>
    Later,
}

/// <param name="Name">Stable name; also the reason in the close frame.</param>
internal sealed record CloseCode(int Code, string Name, Reconnect Reconnect);

/// <summary>
/// Every code with which this service closes a socket, and who may come back.
/// <c>src/web/dashboard/src/realtime/close-codes.ts</c> mirrors it; an architecture test compares the two.
/// </summary>
internal static class CloseCodes
{
    public static readonly CloseCode Normal = new(1000, "normal", Reconnect.Never);
    public static readonly CloseCode GoingAway = new(1001, "going_away", Reconnect.Soon);
    public static readonly CloseCode ProtocolError = new(1002, "protocol_error", Reconnect.Soon);
    public static readonly CloseCode UnsupportedData = new(1003, "unsupported_data", Reconnect.Never);
    public static readonly CloseCode InvalidText = new(1007, "invalid_text", Reconnect.Never);
    public static readonly CloseCode TooManyFrames = new(1008, "too_many_frames", Reconnect.Later);
    public static readonly CloseCode FrameTooLarge = new(1009, "frame_too_large", Reconnect.Never);
    public static readonly CloseCode Restarting = new(1012, "restarting", Reconnect.Soon);
    public static readonly CloseCode TryAgain = new(1013, "try_again", Reconnect.Soon);
    public static readonly CloseCode TokenRefused = new(4401, "token_refused", Reconnect.WithNewToken);
    public static readonly CloseCode AccessEnded = new(4403, "access_ended", Reconnect.WithNewToken);
    public static readonly CloseCode AuthTimeout = new(4408, "auth_timeout", Reconnect.Soon);
    public static readonly CloseCode TooManyConnections = new(4429, "too_many_connections", Reconnect.Later);

    public static IReadOnlyList<CloseCode> All { get; } =
    [
        Normal, GoingAway, ProtocolError, UnsupportedData, InvalidText, TooManyFrames, FrameTooLarge, Restarting, TryAgain,
        TokenRefused, AccessEnded, AuthTimeout, TooManyConnections,
    ];
}
