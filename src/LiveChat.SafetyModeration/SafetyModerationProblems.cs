using LiveChat.Contracts;
using LiveChat.ServiceDefaults;

namespace LiveChat.SafetyModeration;

/// <summary>Every refusal of safety; 400 with <c>errors</c> by field is <see cref="Problems.Invalid(IReadOnlyDictionary{string, string})"/>.</summary>
internal static class SafetyModerationProblems
{
    /// <summary>412: <c>If-Match</c> names another version, or somebody saved between reading and writing.</summary>
    public static ProblemException StaleSettings() =>
        Problems.StaleVersion.Exception("Somebody changed the safety settings meanwhile: read them again, then make your change.");

    public static ProblemException NoReview() =>
        Problems.NotFound.Exception("There is no such review in this tenant; read the queue again.");

    /// <summary>409: a colleague, a take-over or the time limit was faster.</summary>
    public static ProblemException AlreadyDecided(ReviewView review) => Problems.Conflict.Exception(
        "This reply was decided already; read the queue again.",
        ("decidedBy", review.DecidedBy), ("decidedById", review.DecidedById), ("decision", review.Status), ("decidedAt", review.DecidedAt));

    /// <summary>503: chat has the messages.</summary>
    public static ProblemException MessagesAway(Exception cause) =>
        Problems.Unavailable.Exception($"The last messages can't be read at the moment ({cause.GetType().Name}); try again shortly, or without lastMessages.");

    /// <summary>503: without chat nobody can say which decision is the first.</summary>
    public static ProblemException ChatAway(Exception cause) =>
        Problems.Unavailable.Exception($"The conversation can't be reached at the moment ({cause.GetType().Name}); decide again shortly.");
}
