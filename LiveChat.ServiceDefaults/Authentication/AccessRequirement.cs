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
        else
            context.Succeed(requirement);
        return Task.CompletedTask;
    }
}
