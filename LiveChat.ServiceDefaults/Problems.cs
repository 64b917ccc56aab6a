using Microsoft.AspNetCore.Http;

namespace LiveChat.ServiceDefaults;

/// <summary>A kind of refusal: HTTP status, stable code and title (contract.md, Error codes).</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Code">Stable code that clients switch on.</param>
/// <param name="Title">Short title, the same for every occurrence.</param>
/// <param name="Retryable">Whether the same request may succeed later unchanged; told on widget routes.</param>
public sealed record Problem(int Status, string Code, string Title, bool Retryable = false)
{
    /// <summary>An answer. <paramref name="detail"/> is one sentence that says what to do next.</summary>
    public IResult Result(string detail, params (string Name, object? Value)[] members) =>
        new ProblemResult(this, detail, members);

    /// <summary>The same as an exception, for code that is not an endpoint.</summary>
    public ProblemException Exception(string detail, params (string Name, object? Value)[] members) =>
        new(this, detail, members);
}

/// <summary>A refusal thrown; the pipeline writes it as problem+json.</summary>
public sealed class ProblemException(Problem problem, string detail, params (string Name, object? Value)[] members)
    : Exception($"{problem.Code}: {detail}")
{
    public Problem Problem { get; } = problem;
    public string Detail { get; } = detail;
    public IReadOnlyList<(string Name, object? Value)> Members { get; } = members;
}

/// <summary>Refusals that every process may give; a service's own are in its <c>*Problems.cs</c>.</summary>
public static class Problems
{
    public static readonly Problem InvalidRequest = new(400, "invalid_request", "Invalid request");
    public static readonly Problem Forbidden = new(403, "forbidden", "Not allowed for your role");
    public static readonly Problem TenantMismatch = new(403, "tenant_mismatch", "Another tenant's token");
    public static readonly Problem TenantSuspended = new(403, "tenant_suspended", "Tenant suspended");
    public static readonly Problem NotFound = new(404, "not_found", "Not found");
    public static readonly Problem TenantNotFound = new(404, "tenant_not_found", "Tenant not found");
    public static readonly Problem MethodNotAllowed = new(405, "invalid_request", "Method not allowed");
    public static readonly Problem Conflict = new(409, "conflict", "Conflict");
    public static readonly Problem StaleVersion = new(412, "stale_version", "Changed meanwhile");
    public static readonly Problem BodyTooLarge = new(413, "body_too_large", "Body too large");
    public static readonly Problem UnsupportedMediaType = new(415, "unsupported_media_type", "Unsupported media type");
    public static readonly Problem RateLimited = new(429, "rate_limited", "Too many requests", Retryable: true);
    public static readonly Problem InternalError = new(500, "internal_error", "Internal error", Retryable: true);
    public static readonly Problem Unavailable = new(503, "unavailable", "Unavailable", Retryable: true);
    public static readonly Problem Timeout = new(504, "timeout", "Timeout", Retryable: true);

    /// <summary>400 with the errors by field; field names are as in the JSON, sentences say what is expected.</summary>
    public static ProblemException Invalid(IReadOnlyDictionary<string, string> errors) => new(InvalidRequest,
        "Mend the fields named in 'errors' and send the request again.", ("errors", errors));

    /// <summary>413 with the limit that holds for the route.</summary>
    /// <param name="most">Bytes.</param>
    public static ProblemResult TooLarge(long most) => new(
        BodyTooLarge, most >= 1024 * 1024 ? $"Send at most {most / (1024 * 1024)} MiB." : $"Send at most {most / 1024} KiB.", []);

    /// <summary>400 for one field.</summary>
    public static ProblemException Invalid(string field, string error) =>
        new(InvalidRequest, $"'{field}' {error}", ("field", field), ("errors", new Dictionary<string, string> { [field] = error }));
}
