using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;
using LiveChat.WidgetAuth.Audit;
using LiveChat.WidgetAuth.Tenants;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LiveChat.WidgetAuth.ApiKeys;

/// <summary>Keys for a tenant's servers: make, list, revoke. No key reaches these routes itself.</summary>
internal static class ApiKeyEndpoints
{
    public static void MapApiKeys(this IEndpointRouteBuilder endpoints)
    {
        var keys = endpoints.MapGroup("/api/tenants/{tenantId}/api-keys").RequireAuthorization(Policies.Admin).WithTags("API keys");
        keys.MapPost("", MakeAsync).WithName("WidgetAuth_ApiKeys_Make");
        keys.MapGet("", ListAsync).WithName("WidgetAuth_ApiKeys_List");
        keys.MapDelete("/{id:guid}", RevokeAsync).WithName("WidgetAuth_ApiKeys_Revoke");
    }

    private static async Task<Created<MadeKey>> MakeAsync(
        string tenantId, KeyInput body, HttpContext context, ApiKeyStore store, TenantStore tenants, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var input = new InputRules();
        var name = input.Text(body.Name, "name", 1, 80);
        var scopes = ApiKeyRules.Scopes(input, body.Scopes);
        var role = ApiKeyRules.Role(input, body.Role, scopes, context.User.Role()!);
        var expiresAt = ApiKeyRules.ExpiresAt(input, body.ExpiresInDays, now);
        input.ThrowIfAny();
        await tenants.GetAsync(tenantId, cancellationToken);
        if (await store.CountLiveAsync(tenantId, now, cancellationToken) >= ApiKeyRules.MaxLive)
            throw Problems.Conflict.Exception($"A tenant has at most {ApiKeyRules.MaxLive} live API keys: revoke one first.");

        var text = ApiKeyForm.New(tenantId);
        var key = new ApiKey(
            Guid.CreateVersion7(now), tenantId, name, ApiKeyForm.Shown(text), ApiKeyForm.Hash(text), role, scopes, now,
            context.User.TryGetUserId(), expiresAt, null, null);
        var audit = AuditEntry.Of(
            context, now, "api_key.made", key.Id.ToString(), null, new { name, prefix = key.Shown, role, scopes, expiresAt });
        await tenants.TouchAsync(tenantId, sql => ApiKeyStore.Add(sql, key), audit, context.RequestId(), cancellationToken);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Created(
            $"/api/tenants/{tenantId}/api-keys/{key.Id}", new MadeKey(key.Id, text, name, key.Shown, role, scopes, now, expiresAt));
    }

    private static async Task<Ok<PageOf<ApiKeyView>>> ListAsync(
        string tenantId, HttpContext context, ApiKeyStore store, TimeProvider clock, CancellationToken cancellationToken)
    {
        var limit = Cursor.Limit(context);
        var before = Cursor.Decode(context) ?? (long.MaxValue, Guid.AllBitsSet);
        var keys = await store.ListAsync(tenantId, before, limit + 1, cancellationToken);
        var next = keys.Count > limit ? Cursor.Encode(keys[limit - 1].CreatedAt.ToUnixTimeMilliseconds(), keys[limit - 1].Id) : null;
        var now = clock.GetUtcNow();
        return TypedResults.Ok(new PageOf<ApiKeyView>([.. keys.Take(limit).Select(key => ApiKeyView.Of(key, now))], next));
    }

    private static async Task<NoContent> RevokeAsync(
        string tenantId, Guid id, HttpContext context, ApiKeyStore store, TenantStore tenants, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var key = await store.FindAsync(tenantId, id, cancellationToken)
            ?? throw Problems.NotFound.Exception("There is no such API key: list the keys to find its id.");
        if (key.RevokedAt is not null)
            return TypedResults.NoContent();
        var audit = AuditEntry.Of(
            context, clock.GetUtcNow(), "api_key.revoked", id.ToString(), new { key.Name, prefix = key.Shown, key.Role, key.Scopes });
        await tenants.TouchAsync(
            tenantId, sql => ApiKeyStore.Revoke(sql, id, context.User.TryGetUserId()), audit, context.RequestId(), cancellationToken);
        return TypedResults.NoContent();
    }

    /// <param name="Role"><c>viewer</c>, <c>agent</c> or <c>admin</c>; when missing, the least that the scopes need.</param>
    /// <param name="Scopes">Such as <c>conversations:read</c>; at least one.</param>
    /// <param name="ExpiresInDays">1 to 3650; never when missing.</param>
    internal sealed record KeyInput(string? Name, string? Role, IReadOnlyList<string?>? Scopes, int? ExpiresInDays);

    /// <summary>The key is shown this once.</summary>
    internal sealed record MadeKey(
        Guid Id, string Key, string Name, string Prefix, string Role, IReadOnlyList<string> Scopes, DateTimeOffset CreatedAt,
        DateTimeOffset? ExpiresAt);
}
