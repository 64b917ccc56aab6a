using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;
using LiveChat.WidgetAuth.Audit;
using LiveChat.WidgetAuth.Keys;
using LiveChat.WidgetAuth.Tenants;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LiveChat.WidgetAuth.SiteTokens;

/// <summary>Site tokens as the dashboard sees them: mint, list, revoke.</summary>
internal static class SiteTokenEndpoints
{
    public static void MapSiteTokens(this IEndpointRouteBuilder endpoints)
    {
        var tokens = endpoints.MapGroup("/api/tenants/{tenantId}/widget/tokens").WithTags("Site tokens");
        tokens.MapPost("", MintAsync).RequireAuthorization(Policies.Admin).WithName("WidgetAuth_SiteTokens_Mint");
        tokens.MapGet("", ListAsync).RequireAuthorization(Policies.Viewer).WithName("WidgetAuth_SiteTokens_List");
        tokens.MapDelete("/{id:guid}", RevokeAsync).RequireAuthorization(Policies.Admin).WithName("WidgetAuth_SiteTokens_Revoke");
    }

    private static async Task<Created<MintedToken>> MintAsync(
        string tenantId, MintInput body, HttpContext context, SiteTokenStore store, TenantStore tenants, TokenMint mint,
        TimeProvider clock, CancellationToken cancellationToken)
    {
        var input = new InputRules();
        var label = input.OptionalText(body.Label, "label", 80);
        input.ThrowIfAny();
        var lifetime = SiteTokenRules.Lifetime(body.ExpiresInDays);
        await tenants.GetAsync(tenantId, cancellationToken);

        var now = clock.GetUtcNow();
        var expiresAt = SiteTokenRules.ExpiresAt(now, lifetime, now);
        var family = new TokenFamily(
            Guid.CreateVersion7(now), tenantId, label, lifetime, now, context.User.TryGetUserId(), expiresAt, now, null);
        var audit = AuditEntry.Of(context, now, "widget_token.minted", family.Id.ToString(), null, new { label, expiresAt });
        await store.AddAsync(family, audit, cancellationToken);

        var token = mint.Widget(tenantId, family.Id, expiresAt);
        var address = PublicAddress.Of(context.Request);
        return TypedResults.Created(
            $"/api/tenants/{tenantId}/widget/tokens/{family.Id}",
            new MintedToken(
                family.Id, token, expiresAt, Snippet.Module(address, tenantId, token), Snippet.Classic(address, tenantId, token)));
    }

    private static async Task<Ok<PageOf<SiteTokenView>>> ListAsync(
        string tenantId, HttpContext context, SiteTokenStore store, TimeProvider clock, CancellationToken cancellationToken)
    {
        var limit = Cursor.Limit(context);
        var before = Cursor.Decode(context) ?? (long.MaxValue, Guid.AllBitsSet);
        var families = await store.ListAsync(tenantId, before, limit + 1, cancellationToken);
        var next = families.Count > limit
            ? Cursor.Encode(families[limit - 1].CreatedAt.ToUnixTimeMilliseconds(), families[limit - 1].Id)
            : null;
        var sites = await store.SitesAsync(tenantId, cancellationToken);
        var now = clock.GetUtcNow();
        return TypedResults.Ok(new PageOf<SiteTokenView>(
            [.. families.Take(limit).Select(family => SiteTokenView.Of(family, sites[family.Id], now))], next));
    }

    private static async Task<NoContent> RevokeAsync(
        string tenantId, Guid id, HttpContext context, SiteTokenStore store, TenantStore tenants, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var family = await store.FindAsync(tenantId, id, cancellationToken)
            ?? throw Problems.NotFound.Exception("There is no such site token: list the tokens to find its id.");
        if (family.RevokedAt is not null)
            return TypedResults.NoContent();
        var now = clock.GetUtcNow();
        await tenants.TouchAsync(
            tenantId,
            sql => sql
                .Append("update token_family set revoked_at = @now, revoked_by = @by where id = @family and tenant_id = @id and revoked_at is null;")
                .With("family", id).With("by", context.User.TryGetUserId()),
            AuditEntry.Of(context, now, "widget_token.revoked", id.ToString(), new { family.Label }),
            context.RequestId(), cancellationToken);
        return TypedResults.NoContent();
    }

    /// <param name="ExpiresInDays">30 when missing; from an hour (0.042) to 365.</param>
    internal sealed record MintInput(double? ExpiresInDays, string? Label);

    /// <summary>The token is shown this once.</summary>
    internal sealed record MintedToken(Guid Id, string Token, DateTimeOffset ExpiresAt, string Snippet, string SnippetClassic);
}
