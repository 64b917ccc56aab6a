using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;
using LiveChat.WidgetAuth.Audit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LiveChat.WidgetAuth.Staff;

/// <summary><c>POST /api/auth/password</c>: a new password; every other sign-in of the person ends, with its access tokens and sockets.</summary>
internal static class PasswordEndpoints
{
    public static void MapPasswords(this IEndpointRouteBuilder endpoints) => endpoints
        .MapPost("/api/auth/password", ChangeAsync)
        .RequireAuthorization(Policies.Viewer).WithName("WidgetAuth_Auth_Password").WithTags("Sign-in");

    private static async Task<NoContent> ChangeAsync(
        PasswordInput body, HttpContext context, AccountStore accounts, PasswordChangeStore passwordChanges, Passwords passwords,
        SignInThrottle throttle, TimeProvider clock, CancellationToken cancellationToken)
    {
        var account = await accounts.FindAsync(context.User.UserId(), cancellationToken)
            ?? throw AccessProblems.TokenRevoked.Exception("Your account is gone: ask an owner of your team.");
        var input = new InputRules();
        if (string.IsNullOrEmpty(body.CurrentPassword) || body.CurrentPassword.Length > 1024)
            input.Error("currentPassword", "must be your password of today");
        Passwords.Check(input, body.NewPassword, "newPassword", account.Email);
        input.ThrowIfAny();
        await throttle.CheckAsync(account.Email, context, cancellationToken);
        if (!await passwords.IsRightAsync(account, body.CurrentPassword!, cancellationToken))
        {
            await throttle.FailedAsync(account.Email, context, cancellationToken);
            throw WidgetAuthProblems.CredentialsInvalid.Exception("The current password is wrong.");
        }
        var hash = await passwords.HashAsync(body.NewPassword!, cancellationToken);
        var audit = AuditEntry.Of(context, clock.GetUtcNow(), "user.password_changed", account.Id.ToString());
        var memberships = await accounts.MembershipsAsync(account.Id, cancellationToken);
        await passwordChanges.SetAsync(
            account, hash, Guid.Parse(context.User.Family()!), context.User.TenantId(), memberships, context.RequestId(), audit, cancellationToken);
        return TypedResults.NoContent();
    }

    internal sealed record PasswordInput(string? CurrentPassword, string? NewPassword);
}
