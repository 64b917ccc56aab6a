using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;
using LiveChat.WidgetAuth.Audit;
using LiveChat.WidgetAuth.Mail;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LiveChat.WidgetAuth.Staff;

/// <summary>
/// A forgotten password: by mail where this platform sends any, else by a link that an admin of the team makes and gives on.
/// </summary>
internal static class PasswordResetEndpoints
{
    public static void MapPasswordResets(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/api/auth/password/forgot", ForgotAsync).AllowAnonymous().WithName("WidgetAuth_Auth_Forgot").WithTags("Sign-in");
        endpoints.MapPost("/api/auth/password/reset", ResetAsync).AllowAnonymous().WithName("WidgetAuth_Auth_Reset").WithTags("Sign-in");
        endpoints.MapPost("/api/tenants/{tenantId}/users/{id:guid}/reset-link", GiveAsync)
            .RequireAuthorization(Policies.Admin).WithName("WidgetAuth_Users_ResetLink").WithTags("Staff");
    }

    /// <summary>The same answer for every address. Each question counts like a failed sign-in, in counts of its own.</summary>
    private static async Task<Accepted<ForgotView>> ForgotAsync(
        ForgotInput body, HttpContext context, PasswordResetStore resets, Mailbox mailbox, SignInThrottle throttle,
        CancellationToken cancellationToken)
    {
        var input = new InputRules();
        var email = input.Email(body.Email, "email");
        input.ThrowIfAny();
        await throttle.CheckAsync(email, context, cancellationToken, SignInThrottle.Resets);
        await throttle.FailedAsync(email, context, cancellationToken, SignInThrottle.Resets);
        if (mailbox.Enabled)
            await resets.AskAsync(email, cancellationToken);
        return TypedResults.Accepted((string?)null, mailbox.Enabled
            ? new ForgotView(true, "If there is an account with this address, a mail with a link is on its way.")
            : new ForgotView(false, "This platform sends no mail: ask an owner or admin of your team for a reset link."));
    }

    private static async Task<NoContent> ResetAsync(
        ResetInput body, HttpContext context, PasswordResetStore resets, AccountStore accounts, Passwords passwords, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var account = string.IsNullOrEmpty(body.Token) || body.Token.Length > 128 ? null : await resets.FindAsync(body.Token, cancellationToken);
        if (account is null)
            throw Gone();
        var input = new InputRules();
        Passwords.Check(input, body.Password, "password", account.Email);
        input.ThrowIfAny();
        var hash = await passwords.HashAsync(body.Password!, cancellationToken);
        var memberships = await accounts.MembershipsAsync(account.Id, cancellationToken);
        var now = clock.GetUtcNow();
        AuditEntry Entry(string tenantId) => AuditEntry.Of(context, now, "user.password_reset", account.Id.ToString()) with
        {
            ActorId = account.Id,
            ActorName = account.Name,
        };
        if (!await resets.UseAsync(body.Token!, account, hash, memberships, context.RequestId(), Entry, cancellationToken))
            throw Gone();
        return TypedResults.NoContent();
    }

    private static async Task<Ok<ResetLink>> GiveAsync(
        string tenantId, Guid id, HttpContext context, AccountStore accounts, PasswordResetStore resets, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var member = (await accounts.MembersAsync(tenantId, cancellationToken)).FirstOrDefault(m => m.Id == id)
            ?? throw Problems.NotFound.Exception("There is no such member: list the users to find the id.");
        if (!MemberRules.MayGive(context.User.Role()!, member.Role))
            throw Problems.Forbidden.Exception("Only an owner may make a reset link for an owner.");
        // One account may belong to several teams: no team's admin may open the doors of another.
        if ((await accounts.MembershipsAsync(id, cancellationToken)).Any(m => m.TenantId != tenantId))
            throw Problems.Conflict.Exception("This person belongs to another team too, so only they can reset their password, by mail.");
        var audit = AuditEntry.Of(context, clock.GetUtcNow(), "user.reset_link_made", id.ToString(), null, new { member.Email });
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(await resets.GiveAsync(
            tenantId, id, context.User.TryGetUserId(), PublicAddress.Of(context.Request), audit, cancellationToken));
    }

    private static ProblemException Gone() => WidgetAuthProblems.CredentialsInvalid.Exception(
        "The link has been used, is too old or was replaced by a newer password: ask for a new one.");

    internal sealed record ForgotInput(string? Email);

    /// <param name="Mail">Whether this platform sends mail; the same for every address.</param>
    internal sealed record ForgotView(bool Mail, string Message);

    internal sealed record ResetInput(string? Token, string? Password);
}
