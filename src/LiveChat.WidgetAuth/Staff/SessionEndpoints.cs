using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LiveChat.WidgetAuth.Staff;

/// <summary>Staying signed in, changing the tenant, signing out.</summary>
internal static class SessionEndpoints
{
    public static void MapSessions(this IEndpointRouteBuilder endpoints)
    {
        var auth = endpoints.MapGroup("/api/auth").WithTags("Sign-in");
        auth.MapPost("/refresh", RefreshAsync).AllowAnonymous().WithName("WidgetAuth_Auth_Refresh");
        auth.MapPost("/logout", LogoutAsync).AllowAnonymous().WithName("WidgetAuth_Auth_Logout");
        auth.MapPost("/switch", SwitchAsync).RequireAuthorization(Policies.Viewer).WithName("WidgetAuth_Auth_Switch");
    }

    private static async Task<Ok<Grant>> RefreshAsync(
        HttpContext context, SessionStore sessions, Grants grants, CancellationToken cancellationToken)
    {
        RefuseForeign(context);
        var (token, script) = await ReadTokenAsync(context, cancellationToken);
        if (token is null)
            throw AccessProblems.TokenMissing.Exception("You are not signed in: sign in first.");
        var (outcome, state, next) = await sessions.RotateAsync(token, cancellationToken);
        if (next is null)
        {
            if (!script)
                Grants.DropCookie(context);
            throw AccessProblems.Of(SessionRules.Code(outcome)).Exception("Your session is over: sign in again.");
        }
        return TypedResults.Ok(await grants.ContinueAsync(
            state!.UserId, state.TenantId, state.SessionId, next, script, state.SessionExpiresAt, context, cancellationToken));
    }

    private static async Task<NoContent> LogoutAsync(HttpContext context, SessionStore sessions, CancellationToken cancellationToken)
    {
        RefuseForeign(context);
        var (token, _) = await ReadTokenAsync(context, cancellationToken);
        if (token is not null && await sessions.FindSessionAsync(token, cancellationToken) is { } session)
            await sessions.EndAsync(session, cancellationToken);
        Grants.DropCookie(context);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<Grant>> SwitchAsync(
        SwitchInput body, HttpContext context, AccountStore accounts, SessionStore sessions, Grants grants, CancellationToken cancellationToken)
    {
        var memberships = await accounts.MembershipsAsync(context.User.UserId(), cancellationToken);
        if (memberships.All(membership => membership.TenantId != body.TenantId))
            throw Problems.TenantMismatch.Exception("You are no member of that tenant: ask its owner for an invitation.");
        var session = Guid.Parse(context.User.Family()!);
        if (!await sessions.SwitchAsync(session, context.User.UserId(), body.TenantId!, cancellationToken))
            throw AccessProblems.TokenRevoked.Exception("Your session is over: sign in again.");
        return TypedResults.Ok(await grants.ContinueAsync(
            context.User.UserId(), body.TenantId!, session, null, false, null, context, cancellationToken));
    }

    /// <summary>The cookie, or the body's <c>refreshToken</c> (scripts). The body may be missing altogether.</summary>
    private static async Task<(string? Token, bool Script)> ReadTokenAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (context.Request.HasJsonContentType() && context.Request.ContentLength is not 0)
        {
            var body = await context.Request.ReadFromJsonAsync<RefreshInput>(JsonDefaults.Options, cancellationToken);
            if (!string.IsNullOrEmpty(body?.RefreshToken) && body.RefreshToken.Length <= 128)
                return (body.RefreshToken, true);
        }
        return context.Request.Cookies.TryGetValue(Grants.Cookie, out var cookie) && cookie.Length is > 0 and <= 128
            ? (cookie, false)
            : (null, false);
    }

    private static void RefuseForeign(HttpContext context)
    {
        var origins = context.Request.Headers.Origin;
        if (origins.Count > 1 || SessionRules.IsForeign(origins, context.Request.Host.Value ?? ""))
            throw Problems.Forbidden.Exception("Pages of other sites may not use the sign-in: call it from the dashboard's own address.");
    }

    internal sealed record RefreshInput(string? RefreshToken);

    internal sealed record SwitchInput(string? TenantId);
}
