namespace LiveChat.RealtimeFanout;

/// <summary>What a client does after its socket was closed.</summary>
internal enum AfterClose
{
    /// <summary>Connect again after a pause that grows; with <c>lastEventId</c> nothing is lost.</summary>
    Reconnect,

    /// <summary>Get a new access token first, then connect again.</summary>
    Renew,

    /// <summary>Access was taken away or never there: find out what is left before connecting again.</summary>
    CheckAccess,
}

/// <param name="Name">Stable name; also the reason in the close frame.</param>
internal sealed record CloseCode(int Code, string Name, AfterClose After);

/// <summary>
/// Every code with which this service closes a socket, and who may come back.
/// <c>src/web/dashboard/src/realtime/close-codes.ts</c> mirrors names and numbers; an architecture test compares the two.
/// </summary>
internal static class CloseCodes
{
    public static readonly CloseCode Normal = new(1000, "normal", AfterClose.Reconnect);
    public static readonly CloseCode GoingAway = new(1001, "goingAway", AfterClose.Reconnect);
    public static readonly CloseCode ProtocolError = new(1002, "protocolError", AfterClose.Reconnect);
    public static readonly CloseCode UnsupportedData = new(1003, "unsupportedData", AfterClose.Reconnect);
    public static readonly CloseCode InvalidText = new(1007, "invalidText", AfterClose.Reconnect);
    public static readonly CloseCode TooManyFrames = new(1008, "tooManyFrames", AfterClose.Reconnect);
    public static readonly CloseCode FrameTooLarge = new(1009, "frameTooLarge", AfterClose.Reconnect);
    public static readonly CloseCode InternalError = new(1011, "internalError", AfterClose.Reconnect);
    public static readonly CloseCode ServiceRestart = new(1012, "serviceRestart", AfterClose.Reconnect);
    public static readonly CloseCode TryAgainLater = new(1013, "tryAgainLater", AfterClose.Reconnect);
    public static readonly CloseCode Unauthorized = new(4401, "unauthorized", AfterClose.Renew);
    public static readonly CloseCode Forbidden = new(4403, "forbidden", AfterClose.CheckAccess);
    public static readonly CloseCode AuthTimeout = new(4408, "authTimeout", AfterClose.Reconnect);
    public static readonly CloseCode TooManyConnections = new(4429, "tooManyConnections", AfterClose.Reconnect);

    public static IReadOnlyList<CloseCode> All { get; } =
    [
        Normal, GoingAway, ProtocolError, UnsupportedData, InvalidText, TooManyFrames, FrameTooLarge, InternalError,
        ServiceRestart, TryAgainLater, Unauthorized, Forbidden, AuthTimeout, TooManyConnections,
    ];
}
