using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;
using LiveChat.WidgetAuth.Audit;
using LiveChat.WidgetAuth.Staff;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LiveChat.WidgetAuth.Identity;

/// <summary>The secrets that a site's own server signs identity tokens with.</summary>
internal static class IdentitySecretEndpoints
{
    public static void MapIdentitySecrets(this IEndpointRouteBuilder endpoints)
    {
        var secrets = endpoints.MapGroup("/api/tenants/{tenantId}/widget/identity-secrets").RequireAuthorization(Policies.Admin).WithTags("Widget settings");
        secrets.MapGet("", ListAsync).WithName("WidgetAuth_IdentitySecrets_List");
        secrets.MapPost("", AddAsync).WithName("WidgetAuth_IdentitySecrets_Add");
        secrets.MapDelete("/{id:guid}", DeleteAsync).WithName("WidgetAuth_IdentitySecrets_Delete");
        endpoints.MapInternal(
            "/internal/widgetauth/identity-secrets",
            async Task<Ok<SnapshotPage<IdentitySecrets>>> (
                IdentitySecretStore store, CancellationToken cancellationToken, long since = 0, int limit = 500) =>
                TypedResults.Ok(await store.ChangedSinceAsync(since, Math.Clamp(limit, 1, 1000), cancellationToken)));
    }

    private static async Task<Ok<PageOf<IdentitySecretView>>> ListAsync(
        string tenantId, IdentitySecretStore store, CancellationToken cancellationToken) =>
        TypedResults.Ok(new PageOf<IdentitySecretView>(await store.ListAsync(tenantId, cancellationToken), null));

    /// <summary>201 with <c>secret</c>, this once. 409 when two are live: delete the old one first.</summary>
    private static async Task<Created<AddedSecret>> AddAsync(
        string tenantId, SecretInput? body, HttpContext context, IdentitySecretStore store, SecretBox box, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var input = new InputRules();
        var label = input.OptionalText(body?.Label, "label", 80);
        input.ThrowIfAny();
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var secret = "idsec_" + SecretTexts.New();
        var view = new IdentitySecretView(id, label, secret[^4..], now, context.User.TryGetUserId());
        var audit = AuditEntry.Of(context, now, "identity_secret.added", id.ToString(), null, new { label, view.Last4 });
        if (!await store.AddAsync(tenantId, view, box.Seal(secret, IdentitySecretStore.PurposeOf(id)), audit, context.RequestId(), cancellationToken))
            throw Problems.Conflict.Exception("Two identity secrets are live already: delete the one that your servers no longer use.");
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Created($"/api/tenants/{tenantId}/widget/identity-secrets/{id}", new AddedSecret(id, label, view.Last4, now, secret));
    }

    private static async Task<NoContent> DeleteAsync(
        string tenantId, Guid id, HttpContext context, IdentitySecretStore store, TimeProvider clock, CancellationToken cancellationToken)
    {
        var audit = AuditEntry.Of(context, clock.GetUtcNow(), "identity_secret.deleted", id.ToString());
        if (!await store.DeleteAsync(tenantId, id, audit, context.RequestId(), cancellationToken))
            throw Problems.NotFound.Exception("There is no such identity secret: list them to find its id.");
        return TypedResults.NoContent();
    }

    internal sealed record SecretInput(string? Label);

    /// <param name="Secret">The HS256 key, as these UTF-8 bytes; shown this once.</param>
    internal sealed record AddedSecret(Guid Id, string? Label, string Last4, DateTimeOffset CreatedAt, string Secret);
}
