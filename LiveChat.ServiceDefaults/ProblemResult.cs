using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace LiveChat.ServiceDefaults;

/// <summary>
/// Writes a refusal as <c>application/problem+json</c> with <c>code</c> and <c>requestId</c>; on widget routes also
/// <c>visitorMessage</c> and <c>retryable</c>; with 429 and 503 always a <c>Retry-After</c>.
/// </summary>
public sealed class ProblemResult(Problem problem, string detail, IReadOnlyList<(string Name, object? Value)> members)
    : IResult, IStatusCodeHttpResult
{
    /// <summary>The kind of refusal.</summary>
    public Problem Problem { get; } = problem;

    public int? StatusCode => Problem.Status;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Problem.Status;
        response.ContentType = "application/problem+json";
        response.Headers.CacheControl = "no-store";
        if (Problem.Status is 429 or 503 && !response.Headers.ContainsKey("Retry-After"))
            response.Headers.RetryAfter = Problem.Status == 429 ? "10" : "2";
        // The rest of the body is never read, so the server ends the connection: a client that keeps it for its next
        // request must be told, or that request dies with it.
        if (Problem.Status == 413 && HttpProtocol.IsHttp11(httpContext.Request.Protocol)) response.Headers.Connection = "close";
        var body = new Dictionary<string, object?>(10 + members.Count)
        {
            ["type"] = $"urn:livechat:problem:{Problem.Code}",
            ["title"] = Problem.Title,
            ["status"] = Problem.Status,
            ["detail"] = detail,
            ["code"] = Problem.Code,
            ["requestId"] = httpContext.RequestId(),
        };
        if (httpContext.Request.Path.StartsWithSegments("/api/widgets", StringComparison.OrdinalIgnoreCase))
        {
            body["visitorMessage"] = VisitorMessages.For(Problem.Code, VisitorMessages.LanguageOf(httpContext));
            body["retryable"] = Problem.Retryable;
        }

        foreach (var (name, value) in members) body[name] = value;
        if (HttpMethods.IsHead(httpContext.Request.Method)) return;
        await JsonSerializer.SerializeAsync(response.Body, body, JsonDefaults.Options, httpContext.RequestAborted)
            .ConfigureAwait(false);
    }
}
