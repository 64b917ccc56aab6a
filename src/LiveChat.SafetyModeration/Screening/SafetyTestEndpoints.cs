using LiveChat.SafetyModeration.Escalation;
using LiveChat.SafetyModeration.Matching;
using LiveChat.SafetyModeration.Settings;
using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LiveChat.SafetyModeration.Screening;

/// <summary><c>POST /api/tenants/{tenantId}/safety/test</c>: what screening would do with a text, and what the lists as they are now
/// would have done with the last messages. Stores and sends nothing.</summary>
internal static class SafetyTestEndpoints
{
    public const int MostMessages = 200;
    private const int LongestText = 8000;

    public static void MapSafetyTest(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/api/tenants/{tenantId}/safety/test", TestAsync).WithTags("Safety")
            .RequireAuthorization(Policies.Viewer).WithName("SafetyModeration_Test");

    private static async Task<Ok<TestView>> TestAsync(
        string tenantId, TestBody body, HttpContext context, TenantScreens screens, Deliberation deliberation, RecentMessagesClient recent,
        TenantDirectory tenants, CancellationToken cancellationToken)
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
        if (body.LastMessages is < 0 or > MostMessages)
            throw Problems.Invalid("lastMessages", $"must be a whole number from 0 to {MostMessages}.");
        var screen = await screens.FindAsync(tenantId, cancellationToken);
        var facts = direction == Direction.Reply ? new ReplyFacts(null, tenants.Peek(tenantId)?.AllowedDomains ?? [], [], false) : null;
        var (screened, _) = await deliberation.DecideAsync(tenantId, screen, text, direction, alreadySerious: false, facts, subject: null, cancellationToken);
        var fired = screen.Escalation.Evaluate(direction, screened, new ConversationCounts(0, 0, direction == Direction.Visitor ? text : null, null));
        var result = TenantEscalation.Apply(screened, fired);
        var last = body.LastMessages is > 0 and var count
            ? Replay.Run(await recent.ReadAsync(tenantId, count, cancellationToken), screen, showTexts: MayRead(context)) : null;
        return TypedResults.Ok(new TestView(
            result.Action, result.Serious, result.List ?? result.Hit?.Listed.List,
            result.List == TenantEscalation.RuleList ? fired.First(f => f.Rule.Then.HandOver is not null).Rule.Name : result.Hit?.Listed.Phrase,
            result.Hit?.Listed.System ?? false, MatchedSpan.Of(text, result.Hit), TextReading.Normalize(text), screen.Version,
            result.Opinion is { } o ? new OpinionView(o.By, o.Model, o.Score, o.Needed, o.Confirms, o.Cause) : null,
            [.. fired.Select(f => new FiredView(f.Rule.Id, f.Rule.Name, f.Because))], last));
    }

    // A key for safety alone learns what hit, and not what visitors wrote.
    private static bool MayRead(HttpContext context) =>
        !context.User.IsApiKey() || ApiKeyScopes.Cover(context.User.Scopes(), "conversations:read");

    /// <param name="LastMessages">On how many of the last messages the lists are tried, 0 (default) to 200.</param>
    internal sealed record TestBody(string? Text, string? Direction, int? LastMessages = null);

    /// <param name="Verdict">The action; with <c>allow</c>, <paramref name="Rule"/> may name a hit that did not suffice.</param>
    /// <param name="System">The rule is the platform's, not the tenant's.</param>
    /// <param name="Normalized">The text as the plain reading compares it.</param>
    /// <param name="Version">Of the settings that decided.</param>
    /// <param name="SecondOpinion">Set where a medium-confidence phrase asked for one.</param>
    /// <param name="EscalationRules">Those that would apply if it were the first message of a conversation.</param>
    /// <param name="LastMessages">Null unless asked for.</param>
    internal sealed record TestView(
        string Verdict, bool Serious, string? List, string? Rule, bool System, MatchedSpan? Matched, string Normalized, long Version,
        OpinionView? SecondOpinion, IReadOnlyList<FiredView> EscalationRules, ReplayView? LastMessages);

    /// <param name="By"><c>provider</c> or <c>rules</c>.</param>
    /// <param name="Cause">Why the tenant's provider did not answer; null where it did or there is none.</param>
    internal sealed record OpinionView(string By, string? Model, int Score, int Needed, bool Confirms, string? Cause);

    internal sealed record FiredView(Guid Id, string Name, IReadOnlyList<string> Because);

    /// <summary>Where the hit stands, in code points as all lengths of the API, and its text as it was written.</summary>
    internal sealed record MatchedSpan(int Start, int Length, string Text)
    {
        public static MatchedSpan? Of(string text, ListHit? hit) => hit is null ? null : new MatchedSpan(
            CodePoints.Count(text.AsSpan(0, hit.Start)), CodePoints.Count(text.AsSpan(hit.Start, hit.Length)),
            text.Substring(hit.Start, hit.Length));
    }

    /// <param name="Tried">How many messages there were, at most as many as asked for.</param>
    /// <param name="Verdicts">How many by verdict.</param>
    /// <param name="Hits">Those that a list hit, newest first; all others were allowed.</param>
    internal sealed record ReplayView(int Tried, IReadOnlyDictionary<string, int> Verdicts, IReadOnlyList<ReplayedView> Hits);

    /// <param name="Direction"><c>visitor</c> or <c>reply</c>.</param>
    /// <param name="Text">Cut to 200 characters; null, as the matched text is, for a key that may not read conversations.</param>
    internal sealed record ReplayedView(
        Guid ConversationId, Guid MessageId, DateTimeOffset CreatedAt, string Direction, string Verdict, bool Serious, string? List, string? Rule,
        bool System, MatchedSpan? Matched, string? Text);
}
