namespace LiveChat.RealtimeFanout.Sockets;

/// <summary>
/// The way from the feed to one client: a WebSocket, or an event stream. What is sent are whole WebSocket frames, because
/// one is built for all; a stream unpacks them. Called from any thread, under the feed's lock: nothing here waits.
/// </summary>
internal interface IFeedConnection
{
    /// <summary>Code of the close frame that was sent, or would have been; 1006 when the connection ended without one.</summary>
    int ClosedWith { get; }

    /// <summary>Nothing more goes out.</summary>
    bool Closing { get; }

    /// <summary>A frame waits for the client.</summary>
    bool Congested { get; }

    /// <summary>Sends whole frames; a client that leaves too much waiting is closed with 1013.</summary>
    void Send(byte[] frame);

    /// <summary>Ends the connection behind what waits, or instead of it. The first call decides the code.</summary>
    void Close(CloseCode code, bool dropWaiting = false);

    /// <summary>Completes when the client has taken what waited.</summary>
    Task DrainedAsync();

    /// <summary>Drops the connection.</summary>
    void Abort();

    /// <summary>Looks at the deadlines; called every half second.</summary>
    void Sweep(long now);

    /// <summary>Hands each message of the client to <paramref name="receive"/>, if it can send any, until the connection ended.</summary>
    Task RunAsync(Func<ReadOnlyMemory<byte>, ValueTask> receive);
}
