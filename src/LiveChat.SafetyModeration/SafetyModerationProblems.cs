using LiveChat.ServiceDefaults;

namespace LiveChat.SafetyModeration;

/// <summary>Every refusal of safety; 400 with <c>errors</c> by field is <see cref="Problems.Invalid(IReadOnlyDictionary{string, string})"/>.</summary>
internal static class SafetyModerationProblems
{
    /// <summary>412: <c>If-Match</c> names another version, or somebody saved between reading and writing.</summary>
    public static ProblemException StaleSettings() =>
        Problems.StaleVersion.Exception("Somebody changed the safety settings meanwhile: read them again, then make your change.");
}
