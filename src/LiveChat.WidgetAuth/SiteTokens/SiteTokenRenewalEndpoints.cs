using LiveChat.ServiceDefaults.Authentication;
using LiveChat.WidgetAuth.Keys;
using LiveChat.WidgetAuth.Tenants;

namespace LiveChat.WidgetAuth.SiteTokens;

/// <summary><c>POST /api/widgets/{tenantId}/token</c>: a token in, a fresh one of the same family out.</summary>
internal static class SiteTokenRenewalEndpoints
{
    public static void MapSiteTokenRenewal(this IEndpointRouteBuilder endpoints) => endpoints
        .MapPost("/api/widgets/{tenantId}/token", RenewAsync)
        .RequireAuthorization(Policies.WidgetRenewal).WithName("WidgetAuth_SiteTokens_Renew").WithTags("Widget")
        .Produces<RenewedToken>();

    private static async Task<IResult> RenewAsync(
        string tenantId, HttpContext context, TokenVerifier verifier, TenantDirectory directory, TenantStore tenants, SiteTokenStore store,
        TokenMint mint, TimeProvider clock, CancellationToken cancellationToken)
    {
        // The policy has checked the token but for its age.
        var checkedNow = await verifier.VerifyAsync(BearerHeader.Read(context.Request), TokenKind.Widget, cancellationToken);
        var expired = checkedNow.Code == AccessCodes.TokenExpired;
        if (!checkedNow.IsValid && !expired)
            return AccessProblems.Answer(checkedNow);

        var access = await directory.FindAsync(tenantId, cancellationToken);
        var tenant = await tenants.GetAsync(tenantId, cancellationToken);
        var site = DomainAllowlist.Of(access!).Decide(context.Request.Headers.Origin, context.Request.Headers.Referer);
        // Only an Origin, which a page can't make up, brings an expired token back.
        if (context.Request.Headers.Origin.Count == 0)
            site = site with { Listed = false };

        var now = clock.GetUtcNow();
        var family = Guid.TryParse(checkedNow.Token!.Family, out var id) ? await store.FindAsync(tenantId, id, cancellationToken) : null;
        if (SiteTokenRules.RefusalToRenew(family, expired, site, tenant.Settings.Renewal, now) is { } code)
            return AccessProblems.Answer(checkedNow.RefusedAs(code));
        var expiresAt = SiteTokenRules.ExpiresAt(now, family!.Lifetime, family.CreatedAt);
        if (!await store.RenewAsync(family.Id, expiresAt, now, cancellationToken))
            return AccessProblems.Answer(checkedNow.RefusedAs(AccessCodes.TokenRevoked));
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new RenewedToken(mint.Widget(tenantId, family.Id, expiresAt), expiresAt));
    }

    internal sealed record RenewedToken(string Token, DateTimeOffset ExpiresAt);
}
