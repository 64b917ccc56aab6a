using LiveChat.ServiceDefaults;

namespace LiveChat.Gateway;

/// <summary>What the edge refuses beyond the refusals of every process.</summary>
internal static class GatewayProblems
{
    /// <summary>With <c>origin</c> and <c>nearestAllowed</c>.</summary>
    public static readonly Problem DomainNotAuthorized = new(403, "domain_not_authorized", "Domain not authorized");
}
