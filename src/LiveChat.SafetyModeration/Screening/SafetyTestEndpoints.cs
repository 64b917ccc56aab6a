using LiveChat.SafetyModeration.Matching;
using LiveChat.SafetyModeration.Settings;
using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LiveChat.SafetyModeration.Screening;

/// <summary><c>POST /api/tenants/{tenantId}/safety/test</c>: what screening would do with a text. Stores and sends nothing.</summary>
internal static class SafetyTestEndpoints
{
    private const int LongestText = 8000;

    public static void MapSafetyTest(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/api/tenants/{tenantId}/safety/test", TestAsync).WithTags("Safety")
            .RequireAuthorization(Policies.Viewer).WithName("SafetyModeration_Test");

    private static async Task<Ok<TestView>> TestAsync(
        string tenantId, TestBody body, TenantScreens screens, CancellationToken cancellationToken)
    {
        var text = body.Text ?? throw Problems.Invalid("text", "is missing.");
        if (CodePoints.Count(text) is 0 or > LongestText)
            throw Problems.Invalid("text", $"must have 1 to {LongestText} characters.");
        var direction = body.Direction switch
        {
            null or Inspects.Visitor => Direction.Visitor,
            Inspects.Reply => Direction.Reply,
            _ => throw Problems.Invalid("direction", "must be 'visitor' or 'reply'."),
        };
        var screen = await screens.FindAsync(tenantId, cancellationToken);
        var result = screen.Screen(text, direction, alreadySerious: false);
        return TypedResults.Ok(new TestView(
            result.Action, result.Serious, result.List ?? result.Hit?.Listed.List, result.Hit?.Listed.Phrase,
            result.Hit?.Listed.System ?? false, MatchedSpan.Of(text, result.Hit), TextReading.Normalize(text), screen.Version));
    }

    internal sealed record TestBody(string? Text, string? Direction);

    /// <param name="Verdict">The action; with <c>allow</c>, <paramref name="Rule"/> may name a hit that did not suffice.</param>
    /// <param name="System">The rule is the platform's, not the tenant's.</param>
    /// <param name="Normalized">The text as the plain reading compares it.</param>
    /// <param name="Version">Of the settings that decided.</param>
    internal sealed record TestView(
        string Verdict, bool Serious, string? List, string? Rule, bool System, MatchedSpan? Matched, string Normalized, long Version);

    /// <summary>Where the hit stands, in code points as all lengths of the API, and its text as it was written.</summary>
    internal sealed record MatchedSpan(int Start, int Length, string Text)
    {
        public static MatchedSpan? Of(string text, ListHit? hit) => hit is null ? null : new MatchedSpan(
            CodePoints.Count(text.AsSpan(0, hit.Start)), CodePoints.Count(text.AsSpan(hit.Start, hit.Length)),
            text.Substring(hit.Start, hit.Length));
    }
}
