using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LiveChat.ServiceDefaults.Authentication;

/// <summary>
/// The caller belongs to the route's <c>{tenantId}</c> and, where a role is named, has it or a higher one. The tenant is
/// looked at first: a role in one tenant says nothing about another.
/// </summary>
internal sealed class AccessRequirement(string? leastRole) : AuthorizationHandler<AccessRequirement>, IAuthorizationRequirement
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, AccessRequirement requirement)
    {
        if (context.User.Identity?.IsAuthenticated != true)
            return Task.CompletedTask;
        var routed = (context.Resource as HttpContext)?.GetRouteValue("tenantId") as string;
        if (routed is not null && routed != context.User.TenantId())
            context.Fail(new AuthorizationFailureReason(this, AccessCodes.TenantMismatch));
        else if (leastRole is not null && !StaffRoles.Covers(context.User.Role(), leastRole))
            context.Fail(new AuthorizationFailureReason(this, AccessCodes.Forbidden));
        else if (context.User.IsApiKey() && RefusalOfKey(context) is { } refusal)
            context.Fail(refusal);
        else
            context.Succeed(requirement);
        return Task.CompletedTask;
    }

    /// <summary>A key reaches what its scopes name, within a tenant: it is nobody who could sign in, switch or have a password.</summary>
    private AccessFailureReason? RefusalOfKey(AuthorizationHandlerContext context)
    {
        var request = (context.Resource as HttpContext)?.Request;
        if (request?.RouteValues.ContainsKey("tenantId") != true)
            return new(this, AccessCodes.TokenWrongKind, "An API key is no person: sign in to use this route.");
        if (ApiKeyScopes.Needed(request.Method, request.Path) is not { } needed)
            return new(this, AccessCodes.Forbidden, "No API key opens this route: sign in to use it.");
        return ApiKeyScopes.Cover(context.User.Scopes(), needed)
            ? null
            : new(this, AccessCodes.Forbidden, $"The API key has no scope '{needed}': make a key that has it.");
    }
}

/// <summary>Why a genuine key does not open this route; the message is the contract's code.</summary>
internal sealed class AccessFailureReason(IAuthorizationHandler handler, string code, string detail)
    : AuthorizationFailureReason(handler, code)
{
    public string Detail { get; } = detail;
}
