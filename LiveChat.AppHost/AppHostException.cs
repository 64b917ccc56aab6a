namespace LiveChat.AppHost;

/// <summary>Something the person at the keyboard can mend. The message is one sentence or two that say how; Program
/// prints it to stderr and ends with exit code 1.</summary>
public sealed class AppHostException : Exception
{
    public AppHostException(string message) : base(message) { }

    public AppHostException(string message, Exception inner) : base(message, inner) { }

    public AppHostException() { }
}
