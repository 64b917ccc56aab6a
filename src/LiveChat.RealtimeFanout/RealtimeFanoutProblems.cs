using LiveChat.RealtimeFanout.Sockets;
using LiveChat.ServiceDefaults;

namespace LiveChat.RealtimeFanout;

/// <summary>Every refusal before a socket is open; afterwards <see cref="CloseCodes"/> speak.</summary>
internal static class RealtimeFanoutProblems
{
    private static readonly Problem VersionUnknown = new(426, "invalid_request", "WebSocket version not supported");

    public static ProblemResult NotAWebSocket() => new(
        Problems.InvalidRequest, "This address is a WebSocket: open it with one, and check that proxies pass the upgrade on.", []);

    public static ProblemResult WrongVersion() => new(VersionUnknown, "Open the WebSocket with version 13 (RFC 6455).", []);

    public static ProblemResult Stopping() => new(Problems.Unavailable, "This replica is stopping; connect again.", []);

    /// <summary>A token that the policy admitted and the feed does not: an API key, or one whose keys cannot be had now.</summary>
    public static ProblemResult NotAPerson(SignInOutcome outcome) => outcome.Close == CloseCodes.TryAgainLater
        ? new(Problems.Unavailable, "The sign-in cannot be checked at the moment; connect again shortly.", [])
        : new(Problems.Forbidden, "The feed is for people: send the staff token of a sign-in.", []);

    public static ProblemResult TooManyOpen() =>
        new(Problems.Unavailable, "Too many sockets are waiting for their sign-in; connect again shortly.", []);
}
