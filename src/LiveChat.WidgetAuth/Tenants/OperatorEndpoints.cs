using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;
using LiveChat.WidgetAuth.Audit;
using LiveChat.WidgetAuth.Mail;
using LiveChat.WidgetAuth.Staff;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LiveChat.WidgetAuth.Tenants;

/// <summary>The operator's API over all tenants.</summary>
internal static class OperatorEndpoints
{
    public static void MapOperator(this IEndpointRouteBuilder endpoints)
    {
        var tenants = endpoints.MapGroup("/api/operator/tenants").RequireAuthorization(Policies.Operator).WithTags("Operator");
        tenants.MapPost("", CreateAsync).WithName("WidgetAuth_Operator_CreateTenant");
        tenants.MapGet("", ListAsync).WithName("WidgetAuth_Operator_ListTenants");
        tenants.MapGet("/{id}", GetAsync).WithName("WidgetAuth_Operator_GetTenant");
        tenants.MapPatch("/{id}", PatchAsync).WithName("WidgetAuth_Operator_PatchTenant");
        tenants.MapDelete("/{id}", EraseAsync).WithName("WidgetAuth_Operator_EraseTenant");
    }

    private static async Task<Created<CreatedTenant>> CreateAsync(
        CreateInput body, HttpContext context, TenantStore store, InvitationStore invitations, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var (id, name, email) = TenantRules.New(body.Id, body.Name, body.OwnerEmail);
        var (addInvitation, link) = invitations.Prepare(id, name, MailLanguages.English, email, StaffRoles.Owner, null, PublicAddress.Of(context.Request));
        var audit = AuditEntry.Of(context, clock.GetUtcNow(), "tenant.created", id, null, new { name, ownerEmail = email });
        // Lost to another request at once: its link is never shown, so the invitation it left behind opens nothing.
        if (await store.FindAsync(id, cancellationToken) is not null
            || !await store.CreateAsync(id, name, addInvitation, audit, context.RequestId(), cancellationToken))
            throw Problems.Conflict.Exception("That tenant id is or was in use: choose another.", ("field", "id"));
        var tenant = await store.GetAsync(id, cancellationToken);
        return TypedResults.Created($"/api/operator/tenants/{id}", new CreatedTenant(tenant.View(), link));
    }

    private static async Task<Ok<PageOf<TenantView>>> ListAsync(HttpContext context, TenantStore store, CancellationToken cancellationToken)
    {
        var limit = Cursor.Limit(context);
        var after = context.Request.Query["cursor"].ToString();
        if (after.Length > 0 && !TenantRules.IsId(after))
            throw Problems.Invalid("cursor", "must be the nextCursor of the page before");
        var tenants = await store.ListAsync(after, limit + 1, cancellationToken);
        var next = tenants.Count > limit ? tenants[limit - 1].Id : null;
        return TypedResults.Ok(new PageOf<TenantView>([.. tenants.Take(limit).Select(tenant => tenant.View())], next));
    }

    private static async Task<Ok<TenantView>> GetAsync(string id, TenantStore store, CancellationToken cancellationToken) =>
        TypedResults.Ok((await store.GetAsync(id, cancellationToken)).View());

    private static async Task<Ok<TenantView>> PatchAsync(
        string id, PatchInput body, HttpContext context, TenantStore store, TimeProvider clock, CancellationToken cancellationToken)
    {
        var tenant = await store.GetAsync(id, cancellationToken);
        var input = new InputRules();
        var status = body.Status ?? tenant.Status;
        TenantRules.CheckStatus(input, status);
        var name = body.Name is null ? tenant.Name : input.Text(body.Name, "name", 1, 120);
        var limits = body.Limits?.Limits() ?? tenant.Limits;
        TenantRules.CheckLimits(input, limits);
        input.ThrowIfAny();
        var now = clock.GetUtcNow();
        if (status != tenant.Status || name != tenant.Name)
        {
            var audit = AuditEntry.Of(context, now, "tenant.changed", id, new { tenant.Status, tenant.Name }, new { status, name });
            await store.PatchAsync(id, status, name, audit, context.RequestId(), cancellationToken);
        }
        if (limits != tenant.Limits)
        {
            var audit = AuditEntry.Of(context, now, "limits.changed", null, tenant.Limits, limits);
            if (!await store.ReplaceLimitsAsync(id, limits, tenant.LimitsVersion, audit, context.RequestId(), cancellationToken))
                throw EntityTags.Stale();
        }
        return TypedResults.Ok((await store.GetAsync(id, cancellationToken)).View());
    }

    private static async Task<NoContent> EraseAsync(string id, HttpContext context, TenantStore store, CancellationToken cancellationToken)
    {
        await store.GetAsync(id, cancellationToken);
        await store.EraseAsync(id, context.RequestId(), cancellationToken);
        return TypedResults.NoContent();
    }

    internal sealed record CreateInput(string? Id, string? Name, string? OwnerEmail);

    internal sealed record CreatedTenant(TenantView Tenant, InvitationLink Invitation);

    /// <summary>Missing members stay as they are; <c>limits</c> is replaced whole.</summary>
    internal sealed record PatchInput(string? Status, string? Name, LimitsInput? Limits);
}
