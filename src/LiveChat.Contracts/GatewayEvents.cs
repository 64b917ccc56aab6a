namespace LiveChat.Contracts;

/// <summary>Requests that the edge refused, batched and capped; carries no text of any visitor.</summary>
public sealed record RequestsRefused(IReadOnlyList<RefusedRequest> Requests);

/// <summary>One refusal. <paramref name="Count"/> requests of the same tenant, code and origin fell together.</summary>
public sealed record RefusedRequest(
    string TenantId, string RequestId, string Code, int Status, string? Origin, string Route, int Count, DateTimeOffset At);
