using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LiveChat.WidgetAuth.Staff;

/// <summary>Signing in: by password, or by a one-time link.</summary>
internal static class SignInEndpoints
{
    public static void MapSignIn(this IEndpointRouteBuilder endpoints)
    {
        var auth = endpoints.MapGroup("/api/auth").WithTags("Sign-in");
        auth.MapPost("/login", LoginAsync).AllowAnonymous().WithName("WidgetAuth_Auth_Login")
            .WithBodyExample("""{"email":"ann@shop.example","password":"a long enough pass phrase 7","client":"script"}""");
        auth.MapPost("/code", CodeAsync).AllowAnonymous().WithName("WidgetAuth_Auth_Code");
        auth.MapGet("/me", MeAsync).RequireAuthorization(Policies.Viewer).WithName("WidgetAuth_Auth_Me");
    }

    private static async Task<Ok<Grant>> LoginAsync(
        LoginInput body, HttpContext context, AccountStore accounts, Passwords passwords, SignInThrottle throttle, Grants grants,
        CancellationToken cancellationToken)
    {
        var input = new InputRules();
        var email = input.Text(body.Email, "email", 1, 254);
        if (string.IsNullOrEmpty(body.Password) || body.Password.Length > 1024)
            input.Error("password", "must have 1 to 1024 characters");
        input.ThrowIfAny();

        await throttle.CheckAsync(email, context, cancellationToken);
        var account = await accounts.FindByEmailAsync(email, cancellationToken);
        if (!await passwords.IsRightAsync(account, body.Password!, cancellationToken))
        {
            await throttle.FailedAsync(email, context, cancellationToken);
            throw WidgetAuthProblems.CredentialsInvalid.Exception("E-mail address or password is wrong.");
        }
        var grant = await grants.SignInAsync(account!, body.TenantId, body.Client == "script", context, cancellationToken);
        await throttle.SucceededAsync(email, context, cancellationToken);
        return TypedResults.Ok(grant);
    }

    private static async Task<Ok<Grant>> CodeAsync(
        CodeInput body, HttpContext context, SignInCodeStore codes, AccountStore accounts, Grants grants, CancellationToken cancellationToken)
    {
        var used = string.IsNullOrEmpty(body.Code) || body.Code.Length > 128 ? null : await codes.UseAsync(body.Code, cancellationToken);
        var account = used is null ? null : await accounts.FindAsync(used.UserId, cancellationToken);
        if (account is null)
            throw WidgetAuthProblems.CredentialsInvalid.Exception("The link has been used or is too old: ask for a new one, or sign in with your password.");
        return TypedResults.Ok(await grants.SignInAsync(account, used!.TenantId, body.Client == "script", context, cancellationToken));
    }

    private static async Task<Ok<MeView>> MeAsync(HttpContext context, AccountStore accounts, CancellationToken cancellationToken)
    {
        var account = await accounts.FindAsync(context.User.UserId(), cancellationToken)
            ?? throw AccessProblems.TokenRevoked.Exception("Your account is gone: ask an owner of your team.");
        var memberships = await accounts.MembershipsAsync(account.Id, cancellationToken);
        return TypedResults.Ok(new MeView(
            context.User.TenantId(), [.. memberships.Select(m => new GrantTenant(m.TenantId, m.TenantName, m.Role))],
            new(account.Id, account.Name, account.Email, context.User.Role()!)));
    }

    /// <param name="Client"><c>script</c> returns the refresh token in the body instead of a cookie.</param>
    internal sealed record LoginInput(string? Email, string? Password, string? TenantId, string? Client);

    internal sealed record CodeInput(string? Code, string? Client);

    internal sealed record MeView(string TenantId, IReadOnlyList<GrantTenant> Tenants, GrantUser User);
}
