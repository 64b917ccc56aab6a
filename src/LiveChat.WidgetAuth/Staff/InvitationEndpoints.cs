using LiveChat.ServiceDefaults;
using LiveChat.WidgetAuth.Audit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LiveChat.WidgetAuth.Staff;

/// <summary><c>POST /api/auth/accept</c>: an invited person sets a password and is signed in.</summary>
internal static class InvitationEndpoints
{
    public static void MapInvitations(this IEndpointRouteBuilder endpoints) => endpoints
        .MapPost("/api/auth/accept", AcceptAsync).AllowAnonymous().WithName("WidgetAuth_Auth_Accept").WithTags("Sign-in");

    private static async Task<Ok<Grant>> AcceptAsync(
        AcceptInput body, HttpContext context, InvitationStore invitations, AccountStore accounts, Passwords passwords,
        SignInThrottle throttle, Grants grants, TimeProvider clock, CancellationToken cancellationToken)
    {
        var invitation = string.IsNullOrEmpty(body.Token) || body.Token.Length > 128
            ? null
            : await invitations.FindAsync(body.Token, cancellationToken);
        if (invitation is null)
            throw Gone();
        var account = await accounts.FindByEmailAsync(invitation.Email, cancellationToken);
        var input = new InputRules();
        var name = input.OptionalText(body.Name, "name", 80) ?? NameFrom(invitation.Email);
        if (account is null)
            Passwords.Check(input, body.Password, "password", invitation.Email);
        else if (string.IsNullOrEmpty(body.Password) || body.Password.Length > 1024)
            input.Error("password", "must be the password of your account");
        input.ThrowIfAny();

        if (account is not null)
        {
            // The account exists already, in another tenant: the link alone must not give it a new password.
            await throttle.CheckAsync(invitation.Email, context, cancellationToken);
            if (!await passwords.IsRightAsync(account, body.Password!, cancellationToken))
            {
                await throttle.FailedAsync(invitation.Email, context, cancellationToken);
                throw WidgetAuthProblems.CredentialsInvalid.Exception("You have an account already: enter its password to join.");
            }
        }
        var hash = account is null ? await passwords.HashAsync(body.Password!, cancellationToken) : null;
        var audit = AuditEntry.Of(context, clock.GetUtcNow(), "user.joined", invitation.Email, null, new { invitation.Role }) with { ActorName = name };
        var joined = await invitations.AcceptAsync(invitation, name, hash, audit, cancellationToken) ?? throw Gone();
        return TypedResults.Ok(await grants.SignInAsync(
            joined, invitation.TenantId, body.Client == "script", context, cancellationToken));
    }

    /// <summary>"ada.lovelace@shop.example" becomes "Ada Lovelace" until she says otherwise.</summary>
    private static string NameFrom(string email)
    {
        var words = email[..email.IndexOf('@', StringComparison.Ordinal)].Split('.', '_', '-', '+').Where(word => word.Length > 0);
        var name = string.Join(' ', words.Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
        return name.Length == 0 ? email : UnicodeText.CutUnits(name, 80);
    }

    private static ProblemException Gone() => WidgetAuthProblems.CredentialsInvalid.Exception(
        "The invitation has been used, is too old or was taken back: ask for a new one.");

    /// <param name="Name">The name colleagues and visitors see; made from the address when missing.</param>
    internal sealed record AcceptInput(string? Token, string? Password, string? Name, string? Client);
}
