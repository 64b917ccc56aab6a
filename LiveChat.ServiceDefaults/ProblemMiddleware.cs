using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace LiveChat.ServiceDefaults;

/// <summary>
/// Every failure leaves the process as a problem document: thrown refusals, unreadable bodies, unmatched routes, lost
/// dependencies (503) and, last, our own faults (500, logged with the request id; nothing internal is told).
/// </summary>
internal sealed partial class ProblemMiddleware(RequestDelegate next, ILogger<ProblemMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context).ConfigureAwait(false);
            if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentLength: null, ContentType: null })
                await ForStatus(context, context.Response.StatusCode).ExecuteAsync(context).ConfigureAwait(false);
        }
        catch (Exception e) when (context.RequestAborted.IsCancellationRequested && e is OperationCanceledException or IOException)
        {
            context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            await Explain(context, e).ExecuteAsync(context).ConfigureAwait(false);
        }
    }

    private ProblemResult Explain(HttpContext context, Exception exception)
    {
        switch (exception)
        {
            case ProblemException refused:
                return new ProblemResult(refused.Problem, refused.Detail, refused.Members);
            case BadHttpRequestException { InnerException: JsonException json }:
                return Unreadable(json);
            case JsonException json:
                return Unreadable(json);
            case BadHttpRequestException bad:
                return bad.StatusCode is 413 or 415 ? ForStatus(context, bad.StatusCode)
                    : new ProblemResult(Problems.InvalidRequest, "The request can't be read: send what the route documents.", []);
            case OperationCanceledException or TimeoutException:
                LogTimeout(logger, exception, context.Request.Path);
                return new ProblemResult(Problems.Timeout, "The request took too long; try again.", []);
        }

        if (DatabaseErrors.IsTransient(exception))
        {
            LogDependency(logger, exception, context.Request.Path);
            return new ProblemResult(Problems.Unavailable, "A dependency is not reachable at the moment; try again shortly.", []);
        }

        LogFault(logger, exception, context.Request.Path);
        return new ProblemResult(Problems.InternalError, "Something went wrong on our side; quote the request id to the operator.", []);
    }

    private static ProblemResult Unreadable(JsonException json)
    {
        var field = (json.Path ?? "$").TrimStart('$').TrimStart('.');
        return field.Length == 0
            ? new ProblemResult(Problems.InvalidRequest, "The body is not valid JSON of the documented form.", [])
            : new ProblemResult(Problems.InvalidRequest, $"'{field}' has the wrong type or form.",
                [("field", field), ("errors", new Dictionary<string, string> { [field] = "has the wrong type or form" })]);
    }

    private static ProblemResult ForStatus(HttpContext context, int status) => status switch
    {
        401 or 403 => new ProblemResult(Problems.Forbidden with { Status = status }, "You may not do this.", []),
        404 => new ProblemResult(Problems.NotFound, "There is nothing at this address; check path and ids.", []),
        405 => new ProblemResult(Problems.MethodNotAllowed, "This address does not take that method.", []),
        413 => Problems.TooLarge(context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize ?? ServiceHost.MaxBodyBytes),
        415 => new ProblemResult(Problems.UnsupportedMediaType, "Send the body as application/json.", []),
        502 or 503 => new ProblemResult(Problems.Unavailable with { Status = status }, "A service behind this address is not reachable; try again shortly.", []),
        504 => new ProblemResult(Problems.Timeout, "A service behind this address did not answer in time; try again.", []),
        >= 500 => new ProblemResult(Problems.InternalError with { Status = status }, "Something went wrong on our side.", []),
        _ => new ProblemResult(Problems.InvalidRequest with { Status = status }, "The request can't be served as sent.", []),
    };

    [LoggerMessage(1004, LogLevel.Error, "Request to {Path} failed")]
    private static partial void LogFault(ILogger logger, Exception exception, string path);

    [LoggerMessage(1002, LogLevel.Warning, "Request to {Path} met an unreachable dependency")]
    private static partial void LogDependency(ILogger logger, Exception exception, string path);

    [LoggerMessage(1003, LogLevel.Warning, "Request to {Path} timed out")]
    private static partial void LogTimeout(ILogger logger, Exception exception, string path);
}
