using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;

namespace LiveChat.ServiceDefaults.Authentication;

/// <summary>Answers a refused request with the contract's code instead of the framework's bare 401 and 403.</summary>
internal sealed class ProblemAuthorizationResults : IAuthorizationMiddlewareResultHandler
{
    public Task HandleAsync(
        RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded)
            return next(context);

        var refusal = authorizeResult.Challenged
            ? context.Features.Get<AccessRefusal>()?.Result ?? TokenResult.Refused(AccessCodes.TokenMissing)
            : Refusal(authorizeResult.AuthorizationFailure?.FailureReasons.FirstOrDefault());
        if (AccessProblems.Of(refusal.Code!).Status == StatusCodes.Status401Unauthorized)
            context.Response.Headers.WWWAuthenticate = Challenge(refusal.Code!);
        return AccessProblems.Answer(refusal).ExecuteAsync(context);
    }

    private static TokenResult Refusal(AuthorizationFailureReason? reason) => reason is AccessFailureReason { Detail: var detail }
        ? new(null, reason.Message, detail)
        : TokenResult.Refused(reason?.Message ?? AccessCodes.Forbidden);

    /// <summary>RFC 6750: no error member when there was no key at all.</summary>
    private static string Challenge(string code) => code == AccessCodes.TokenMissing
        ? "Bearer realm=\"livechat\""
        : $"Bearer realm=\"livechat\", error=\"invalid_token\", error_description=\"{code}\"";
}
