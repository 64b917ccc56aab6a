using LiveChat.ServiceDefaults.Authentication;

namespace LiveChat.Gateway.Edge;

/// <summary>
/// Refuses at the door what could only be refused behind it: tokens and sites. Both checks answer from memory for a token and
/// an origin that were seen before. The services check the token again themselves; nothing is handed on as trusted.
/// </summary>
internal sealed class WidgetEdge(RequestDelegate next, TokenVerifier verifier, TenantDirectory tenants, CredentialUses uses, RefusedRequests refused)
{
    public Task InvokeAsync(HttpContext context) =>
        WidgetPath.Read(context.Request.Path) is { } path && !HttpMethods.IsOptions(context.Request.Method)
            ? CheckAsync(context, path)
            : next(context);

    private async Task CheckAsync(HttpContext context, WidgetPath path)
    {
        var bearer = BearerHeader.Read(context.Request);
        // Renewal is the one door that an expired token may knock at.
        var result = bearer is ""
            ? AccessProblems.Malformed
            : await verifier.VerifyAsync(
                bearer, TokenKind.Widget, path.Action.Equals("token", StringComparison.OrdinalIgnoreCase), context.RequestAborted);
        if (result.IsValid && result.Token!.TenantId != path.TenantId)
            result = result.RefusedAs(AccessCodes.TenantMismatch);
        if (!result.IsValid)
        {
            refused.Add(context, AccessProblems.Of(result.Code!));
            await AccessProblems.Answer(result).ExecuteAsync(context);
            return;
        }
        var tenant = await tenants.FindAsync(path.TenantId, context.RequestAborted);
        var site = DomainAllowlist.Of(tenant!).Decide(context.Request.Headers.Origin, context.Request.Headers.Referer);
        if (site.Admitted)
        {
            if (Guid.TryParseExact(result.Token!.Family, "N", out var family))
                uses.Note(CredentialUses.Widget, path.TenantId, family, SiteOf(context.Request));
            await next(context);
            return;
        }
        refused.Add(context, GatewayProblems.DomainNotAuthorized);
        await GatewayProblems.DomainNotAuthorized
            .Result(Advice(site), ("origin", site.Origin), ("nearestAllowed", site.NearestAllowed)).ExecuteAsync(context);
    }

    /// <summary>What names the page: its origin; a page's address only where there is no origin, and cut to it later.</summary>
    private static string? SiteOf(HttpRequest request) =>
        request.Headers.Origin.Count > 0 ? request.Headers.Origin : DomainRules.ParseOrigin(request.Headers.Referer)?.ToString();

    private static string Advice(DomainDecision site) => site switch
    {
        { Origin: null } => "Server calls are switched off for this tenant: call from one of its sites, or switch them on in the dashboard.",
        { Origin: "null" } => "The page has no web address (a file, or a sandboxed frame): serve it from a site on the tenant's list.",
        { NearestAllowed: { } nearest } => $"The tenant lists {nearest}, the page is {site.Origin}: add the page's domain in the dashboard.",
        _ => $"The tenant's list does not have {site.Origin}: add the page's domain in the dashboard.",
    };
}
