using LiveChat.Contracts;
using LiveChat.SafetyModeration.Screening;
using LiveChat.ServiceDefaults;

namespace LiveChat.SafetyModeration.Doctor;

/// <summary><c>GET /internal/safetymoderation/doctor/{tenantId}</c> on the management listener: what an ordinary greeting and an
/// ordinary reply meet under the tenant's own settings.</summary>
internal static class DoctorFactsEndpoints
{
    private const string Greeting = "Hello! I have a question about my order.";
    private const string Reply = "Hello! Thank you for your message. How can I help you?";

    public static void MapDoctorFacts(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapInternal("/internal/safetymoderation/doctor/{tenantId}", GetAsync);

    private static async Task<TenantSafety> GetAsync(string tenantId, TenantScreens screens, CancellationToken cancellationToken)
    {
        var screen = await screens.FindAsync(tenantId, cancellationToken);
        var visitor = screen.Screen(Greeting, Direction.Visitor, alreadySerious: false);
        var reply = screen.Screen(Reply, Direction.Reply, alreadySerious: false);
        return new TenantSafety(screen.Settings.ReviewMode, visitor.Action, RuleOf(visitor), reply.Action, RuleOf(reply));
    }

    private static string? RuleOf(ScreeningResult result) =>
        result.Action == ScreeningActions.Allow ? null : result.Hit?.Listed.Phrase;

    private sealed record TenantSafety(
        string ReviewMode, string VisitorAction, string? VisitorRule, string ReplyAction, string? ReplyRule);
}
