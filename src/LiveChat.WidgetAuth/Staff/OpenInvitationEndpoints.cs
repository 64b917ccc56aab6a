using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;
using LiveChat.WidgetAuth.Audit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LiveChat.WidgetAuth.Staff;

/// <summary>Invitations that nobody accepted yet: list them, take one back.</summary>
internal static class OpenInvitationEndpoints
{
    public static void MapOpenInvitations(this IEndpointRouteBuilder endpoints)
    {
        var invitations = endpoints.MapGroup("/api/tenants/{tenantId}/users/invitations").WithTags("Staff");
        invitations.MapGet("", ListAsync).RequireAuthorization(Policies.Admin).WithName("WidgetAuth_Invitations_List");
        invitations.MapDelete("/{id:guid}", WithdrawAsync).RequireAuthorization(Policies.Admin).WithName("WidgetAuth_Invitations_Withdraw");
    }

    /// <summary><c>{items:[{id, email, role, createdAt, expiresAt, invitedBy}]}</c>, the newest first.</summary>
    private static async Task<Ok<PageOf<OpenInvitation>>> ListAsync(
        string tenantId, InvitationStore invitations, CancellationToken cancellationToken) =>
        TypedResults.Ok(new PageOf<OpenInvitation>(await invitations.OpenAsync(tenantId, cancellationToken), null));

    /// <summary>204; from then on the link is refused. Only an owner takes back what would make an owner.</summary>
    private static async Task<NoContent> WithdrawAsync(
        string tenantId, Guid id, HttpContext context, InvitationStore invitations, TimeProvider clock, CancellationToken cancellationToken)
    {
        var invitation = await invitations.FindOpenAsync(tenantId, id, cancellationToken) ?? throw Gone();
        if (!MemberRules.MayGive(context.User.Role()!, invitation.Role))
            throw Problems.Forbidden.Exception("Only an owner may withdraw an owner's invitation.");
        var audit = AuditEntry.Of(
            context, clock.GetUtcNow(), "user.invitation_withdrawn", invitation.Email, new { invitation.Role, invitation.ExpiresAt });
        if (!await invitations.WithdrawAsync(tenantId, id, audit, cancellationToken))
            throw Gone();
        return TypedResults.NoContent();
    }

    private static ProblemException Gone() =>
        Problems.NotFound.Exception("There is no such open invitation: it was accepted, withdrawn or is too old.");
}
