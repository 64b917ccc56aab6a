using LiveChat.Contracts;
using LiveChat.ServiceDefaults.Authentication;

namespace LiveChat.WidgetAuth.Doctor;

/// <summary>All that the rules decide on. A neighbour that could not be asked is null: that is a finding too.</summary>
/// <param name="Platform">The platform's own origin, as the caller knows it.</param>
/// <param name="Site">Null where no page was named.</param>
/// <param name="PageToken">What became of the token found on the page; null where none was.</param>
internal sealed record DoctorFacts(
    TenantAccess Tenant, string Platform, SitePage? Site, SnippetFacts? Snippet, TokenResult? PageToken, TokenFacts Tokens,
    RefusalFacts Refusals, GatewayFacts? Gateway, ChatFacts? Chat, AssistantSetup? Assistants, SafetyFacts? Safety, DateTimeOffset Now);

/// <summary>The tenant's families of site tokens.</summary>
/// <param name="EndsNext">When the longest-lived active one expires.</param>
internal sealed record TokenFacts(int Active, int Expired, int Revoked, DateTimeOffset? EndsNext);

/// <summary>Who the edge turned away for the domain's sake in the last day.</summary>
internal sealed record RefusalFacts(string? LastOrigin, long Requests);

/// <summary><c>GET /internal/gateway/widget-files</c>.</summary>
internal sealed record GatewayFacts(bool Present, string Reason);

/// <summary><c>GET /internal/chat/doctor/{tenantId}</c>: the last 24 hours.</summary>
/// <param name="LastFailure">The newest turn that ended without an answer for a technical cause, unless one was answered since.</param>
internal sealed record ChatFacts(
    long Conversations, long Replies, long Answered, long Stuck, DateTimeOffset? LastAnsweredAt, FailedTurn? LastFailure);

internal sealed record FailedTurn(string Status, string? Cause, string RequestId, DateTimeOffset At);

/// <summary><c>GET /internal/assistantrouting/doctor/{tenantId}</c>.</summary>
/// <param name="ProviderFault">Why the provider can't be used as it is set up, or null.</param>
internal sealed record AssistantSetup(
    string? DefaultAssistant, bool HasActiveRules, bool PeopleOnly, long Articles, string Provider, string? ProviderFault);

/// <summary><c>GET /internal/safetymoderation/doctor/{tenantId}</c>: what an ordinary greeting and an ordinary reply meet.</summary>
internal sealed record SafetyFacts(
    string ReviewMode, string VisitorAction, string? VisitorRule, string ReplyAction, string? ReplyRule);
