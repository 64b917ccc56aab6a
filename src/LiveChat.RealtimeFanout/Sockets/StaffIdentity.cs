using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;

namespace LiveChat.RealtimeFanout.Sockets;

/// <summary>Who sits behind a signed-in socket.</summary>
/// <param name="Session">The sign-in that the token comes from.</param>
internal sealed record StaffIdentity(
    string TenantId, Guid UserId, string Role, string Name, DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt, Guid? Session)
{
    /// <summary>Viewers only look on: they do not type, and nobody routes to them.</summary>
    public bool MayAnswer => StaffRoles.Covers(Role, StaffRoles.Agent);
}

/// <summary>What became of an <c>auth</c> frame: an identity, or the error frame and the close code.</summary>
internal readonly record struct SignInOutcome(StaffIdentity? Identity, string Code, string Detail, CloseCode Close);

/// <summary>Checks the token of an <c>auth</c> frame; the same checks as on any staff route.</summary>
internal sealed class StaffSignIn(TokenVerifier tokens)
{
    public async ValueTask<SignInOutcome> CheckAsync(
        string? token, StaffIdentity? current, CancellationToken cancellationToken)
    {
        try
        {
            var result = await tokens.VerifyAsync(token, TokenKind.Staff, cancellationToken);
            return SignInRules.Judge(result, current);
        }
        catch (ProblemException problem)
        {
            // Keys or tenants could not be had: not the client's fault, and it may be over in a second.
            return new SignInOutcome(null, problem.Problem.Code, problem.Detail, CloseCodes.TryAgainLater);
        }
    }
}

/// <summary>Decides on a checked token.</summary>
internal static class SignInRules
{
    /// <param name="current">Whose socket it is already; a renewal must be of the same person in the same tenant.</param>
    public static SignInOutcome Judge(TokenResult result, StaffIdentity? current)
    {
        if (!result.IsValid) return new SignInOutcome(null, result.Code!, Detail(result), CloseOf(result.Code!));
        var token = result.Token!;
        if (token.UserId is not { } userId || StaffRoles.Rank(token.Role) < 0)
            return new SignInOutcome(null, AccessCodes.Forbidden, "Your role does not allow this.", CloseCodes.Forbidden);
        if (current is not null && (current.TenantId != token.TenantId || current.UserId != userId))
            return new SignInOutcome(
                null, AccessCodes.TenantMismatch, "Renew with a token of the same person and tenant, or open a new connection.",
                CloseCodes.Forbidden);
        var identity = new StaffIdentity(
            token.TenantId, userId, token.Role!, token.DisplayName ?? "", token.IssuedAt, token.ExpiresAt,
            Guid.TryParse(token.Family, out var session) ? session : null);
        return new SignInOutcome(identity, "", "", CloseCodes.Normal);
    }

    private static CloseCode CloseOf(string code) => code switch
    {
        AccessCodes.TenantSuspended or AccessCodes.TenantNotFound or AccessCodes.TenantMismatch or AccessCodes.Forbidden =>
            CloseCodes.Forbidden,
        _ => CloseCodes.Unauthorized,
    };

    // The HTTP sentence for a missing token speaks of a header.
    private static string Detail(TokenResult result) => result.Code == AccessCodes.TokenMissing
        ? "Send {\"type\":\"auth\",\"token\":\"<staff token>\"} first."
        : result.Detail ?? "Sign in again.";
}
