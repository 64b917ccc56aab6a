using LiveChat.ServiceDefaults;

namespace LiveChat.AssistantRouting;

/// <summary>The service's own refusals; the common ones are in <see cref="Problems"/>.</summary>
internal static class AssistantRoutingProblems
{
    public static readonly Problem ProviderNotConfigured = new(400, "provider_not_configured", "Provider not configured");
    public static readonly Problem TooMany = new(409, "conflict", "Limit reached");

    public static ProblemException NoAssistant(Guid id) =>
        Problems.NotFound.Exception("There is no assistant with this id; list them by GET assistants.", ("assistantId", id));

    public static ProblemException NoArticle(Guid id) =>
        Problems.NotFound.Exception("There is no article with this id; list them by GET knowledge.", ("articleId", id));

    public static ProblemException Stale(long current) =>
        Problems.StaleVersion.Exception("Somebody changed it meanwhile: read it again, apply your change and send the new ETag.", ("version", current));
}
