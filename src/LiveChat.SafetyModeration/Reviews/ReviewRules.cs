using LiveChat.Contracts;
using LiveChat.SafetyModeration.Settings;
using LiveChat.ServiceDefaults;

namespace LiveChat.SafetyModeration.Reviews;

/// <summary>A decision as staff send it.</summary>
/// <param name="Text">For <c>edit</c>: what is sent instead, 1 to 8000 characters.</param>
/// <param name="Reason">For <c>reject</c>: why, for colleagues and the audit.</param>
/// <param name="Then">For <c>reject</c>: <c>handover</c> (default), <c>again</c> (the assistant drafts another) or <c>fallback</c>.</param>
/// <param name="Guidance">For <c>again</c>: what the next draft should heed; the reason where there is none.</param>
internal sealed record DecisionBody(string? Text, string? Reason, string? Then, string? Guidance);

/// <summary>A checked decision, not yet brought to chat.</summary>
internal sealed record StaffDecision(string Status, string? Text, string? Reason, string? Then, string? Guidance);

/// <summary>What staff may decide. Pure.</summary>
internal static class ReviewRules
{
    public const int LongestText = 8000;
    public const int LongestReason = 1000;

    private static readonly string[] s_then = ["handover", "again", "fallback"];
    private static readonly string[] s_statuses =
    [
        ReviewStatuses.Pending, ReviewStatuses.Approved, ReviewStatuses.Edited, ReviewStatuses.Rejected, ReviewStatuses.Expired,
        ReviewStatuses.Withdrawn,
    ];

    public static StaffDecision Approve() => new(ReviewStatuses.Approved, null, null, null, null);

    public static StaffDecision Edit(DecisionBody? body)
    {
        var text = body?.Text?.Trim();
        if (string.IsNullOrEmpty(text))
            throw Problems.Invalid("text", "is required: what is sent instead.");
        Limit("text", text, LongestText);
        return new StaffDecision(ReviewStatuses.Edited, text, null, null, null);
    }

    public static StaffDecision Reject(DecisionBody? body)
    {
        var reason = body?.Reason?.Trim() ?? "";
        var then = body?.Then ?? s_then[0];
        if (!s_then.Contains(then))
            throw Problems.Invalid("then", $"must be one of: {string.Join(", ", s_then)}.");
        Limit("reason", reason, LongestReason);
        var guidance = body?.Guidance?.Trim();
        Limit("guidance", guidance ?? "", LongestReason);
        if (string.IsNullOrEmpty(guidance))
            guidance = reason;
        return new StaffDecision(ReviewStatuses.Rejected, null, reason.Length == 0 ? null : reason, then, guidance.Length == 0 ? null : guidance);
    }

    public static string? Status(string? status) =>
        string.IsNullOrEmpty(status) ? null
        : s_statuses.Contains(status) ? status
        : throw Problems.Invalid("status", $"must be one of: {string.Join(", ", s_statuses)}.");

    private static void Limit(string field, string text, int longest)
    {
        if (text.Contains('\0', StringComparison.Ordinal))
            throw Problems.Invalid(field, "must not contain a NUL character.");
        if (CodePoints.Count(text) > longest)
            throw Problems.Invalid(field, $"must have at most {longest} characters.");
    }
}
