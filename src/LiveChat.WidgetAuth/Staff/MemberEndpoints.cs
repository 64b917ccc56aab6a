using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;
using LiveChat.WidgetAuth.Audit;
using LiveChat.WidgetAuth.Tenants;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LiveChat.WidgetAuth.Staff;

/// <summary>A tenant's staff: list, invite, change, remove.</summary>
internal static class MemberEndpoints
{
    public static void MapMembers(this IEndpointRouteBuilder endpoints)
    {
        var users = endpoints.MapGroup("/api/tenants/{tenantId}/users").WithTags("Staff");
        users.MapGet("", ListAsync).RequireAuthorization(Policies.Viewer).WithName("WidgetAuth_Users_List");
        users.MapPost("", InviteAsync).RequireAuthorization(Policies.Admin).WithName("WidgetAuth_Users_Invite");
        users.MapPatch("/{id:guid}", ChangeAsync).RequireAuthorization(Policies.Admin).WithName("WidgetAuth_Users_Change");
        users.MapDelete("/{id:guid}", RemoveAsync).RequireAuthorization(Policies.Admin).WithName("WidgetAuth_Users_Remove");
    }

    private static async Task<Ok<PageOf<StaffMember>>> ListAsync(
        string tenantId, AccountStore accounts, CancellationToken cancellationToken) =>
        TypedResults.Ok(new PageOf<StaffMember>(await accounts.MembersAsync(tenantId, cancellationToken), null));

    private static async Task<Created<InvitedView>> InviteAsync(
        string tenantId, InviteInput body, HttpContext context, InvitationStore invitations, TenantStore tenants, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var input = new InputRules();
        var email = input.Email(body.Email, "email");
        var role = MemberRules.Role(input, body.Role);
        input.ThrowIfAny();
        RequireMay(context, role);
        var tenant = await tenants.GetAsync(tenantId, cancellationToken);
        var (add, link) = invitations.Prepare(
            tenantId, tenant.Name, tenant.Settings.Locale, email, role, context.User.UserId(), PublicAddress.Of(context.Request));
        var audit = AuditEntry.Of(context, clock.GetUtcNow(), "user.invited", email, null, new { role });
        await tenants.TouchAsync(tenantId, add, audit, context.RequestId(), cancellationToken);
        return TypedResults.Created($"/api/tenants/{tenantId}/users", new InvitedView(email, role, link));
    }

    private static async Task<Ok<StaffMember>> ChangeAsync(
        string tenantId, Guid id, RoleInput body, HttpContext context, AccountStore accounts, MemberStore members, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var input = new InputRules();
        var role = MemberRules.Role(input, body.Role);
        input.ThrowIfAny();
        var member = await FindAsync(accounts, tenantId, id, cancellationToken);
        RequireMay(context, role);
        RequireMay(context, member.Role);
        var audit = AuditEntry.Of(context, clock.GetUtcNow(), "user.role_changed", id.ToString(), new { member.Role }, new { role });
        if (member.Role != role
            && !await members.ChangeRoleAsync(tenantId, id, role, audit, context.RequestId(), cancellationToken))
            throw LastOwner();
        return TypedResults.Ok(member with { Role = role });
    }

    private static async Task<NoContent> RemoveAsync(
        string tenantId, Guid id, HttpContext context, AccountStore accounts, MemberStore members, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var member = await FindAsync(accounts, tenantId, id, cancellationToken);
        RequireMay(context, member.Role);
        var audit = AuditEntry.Of(context, clock.GetUtcNow(), "user.removed", id.ToString(), new { member.Email, member.Role });
        if (!await members.RemoveAsync(tenantId, id, audit, context.RequestId(), cancellationToken))
            throw LastOwner();
        return TypedResults.NoContent();
    }

    private static async Task<StaffMember> FindAsync(AccountStore accounts, string tenantId, Guid id, CancellationToken cancellationToken) =>
        (await accounts.MembersAsync(tenantId, cancellationToken)).FirstOrDefault(member => member.Id == id)
        ?? throw Problems.NotFound.Exception("There is no such member: list the users to find the id.");

    private static void RequireMay(HttpContext context, string role)
    {
        if (!MemberRules.MayGive(context.User.Role()!, role))
            throw Problems.Forbidden.Exception("Only an owner may make, change or remove owners.");
    }

    private static ProblemException LastOwner() =>
        Problems.Conflict.Exception("A tenant keeps at least one owner: make somebody else owner first.");

    internal sealed record InviteInput(string? Email, string? Role);

    internal sealed record RoleInput(string? Role);

    internal sealed record InvitedView(string Email, string Role, InvitationLink Invitation);
}
