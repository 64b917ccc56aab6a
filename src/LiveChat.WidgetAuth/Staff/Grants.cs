using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;
using LiveChat.WidgetAuth.Keys;
using Microsoft.Extensions.Options;

namespace LiveChat.WidgetAuth.Staff;

/// <summary>The answer of every way to sign in.</summary>
/// <param name="RefreshToken">Only for <c>client:"script"</c>; browsers get it as the cookie <c>lc_refresh</c>.</param>
/// <param name="SessionEndsAt">When refreshes end for good, so that a page can say so before; missing where it is not known.</param>
internal sealed record Grant(
    string AccessToken, DateTimeOffset ExpiresAt, string TenantId, IReadOnlyList<GrantTenant> Tenants, GrantUser User,
    [property: System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
    string? RefreshToken,
    [property: System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
    DateTimeOffset? SessionEndsAt = null);

/// <summary>A tenant the person belongs to.</summary>
internal sealed record GrantTenant(string Id, string Name, string Role);

/// <summary>The person; the role is the one in the current tenant.</summary>
internal sealed record GrantUser(Guid Id, string Name, string Email, string Role);

/// <summary>Makes access tokens and the answers that carry them.</summary>
internal sealed class Grants(
    AccountStore accounts, SessionStore sessions, TokenMint mint, TimeProvider clock, IOptions<WidgetAuthOptions> options)
{
    public const string Cookie = "lc_refresh";
    private const string CookiePath = "/api/auth";

    /// <summary>Starts a session for somebody who has just proved who they are.</summary>
    public async Task<Grant> SignInAsync(
        Account account, string? tenantId, bool script, HttpContext context, CancellationToken cancellationToken)
    {
        var memberships = await accounts.MembershipsAsync(account.Id, cancellationToken);
        var chosen = SessionRules.Choose(memberships, tenantId) ?? throw (memberships.Count == 0
            ? WidgetAuthProblems.CredentialsInvalid.Exception("E-mail address or password is wrong.")
            : Problems.TenantMismatch.Exception("You are no member of that tenant: sign in without 'tenantId', or ask its owner."));
        ThrowIfSuspended(chosen);
        var (session, refreshToken) = await sessions.StartAsync(account.Id, chosen.TenantId, cancellationToken);
        return Answer(account, memberships, chosen, session, refreshToken, script, clock.GetUtcNow().AddDays(options.Value.SessionDays), context);
    }

    /// <summary>The answer to a refresh or switch of a session that goes on.</summary>
    public async Task<Grant> ContinueAsync(
        Guid userId, string tenantId, Guid session, string? refreshToken, bool script, DateTimeOffset? sessionEndsAt, HttpContext context,
        CancellationToken cancellationToken)
    {
        var account = await accounts.FindAsync(userId, cancellationToken) ?? throw Gone();
        var memberships = await accounts.MembershipsAsync(userId, cancellationToken);
        // Whoever lost access to this tenant goes on in another one of theirs.
        var chosen = SessionRules.Choose(memberships, tenantId) ?? SessionRules.Choose(memberships, null) ?? throw Gone();
        ThrowIfSuspended(chosen);
        return Answer(account, memberships, chosen, session, refreshToken, script, sessionEndsAt, context);
    }

    /// <summary>Takes the cookie away.</summary>
    public static void DropCookie(HttpContext context) => context.Response.Cookies.Delete(Cookie, CookieOptions(context));

    private Grant Answer(
        Account account, IReadOnlyList<Membership> memberships, Membership chosen, Guid session, string? refreshToken, bool script,
        DateTimeOffset? sessionEndsAt, HttpContext context)
    {
        var expiresAt = DateTimeOffset.FromUnixTimeSeconds(
            clock.GetUtcNow().AddMinutes(options.Value.AccessTokenMinutes).ToUnixTimeSeconds());
        var token = mint.Staff(chosen.TenantId, session, account.Id, chosen.Role, account.Name, expiresAt);
        if (refreshToken is not null && !script)
        {
            var cookie = CookieOptions(context);
            cookie.MaxAge = TimeSpan.FromDays(options.Value.RefreshTokenDays);
            context.Response.Cookies.Append(Cookie, refreshToken, cookie);
        }
        context.Response.Headers.CacheControl = "no-store";
        return new(
            token, expiresAt, chosen.TenantId, [.. memberships.Select(m => new GrantTenant(m.TenantId, m.TenantName, m.Role))],
            new(account.Id, account.Name, account.Email, chosen.Role), script ? refreshToken : null, sessionEndsAt);
    }

    private static CookieOptions CookieOptions(HttpContext context) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Path = CookiePath,
        Secure = !PublicAddress.IsLoopback(context.Request),
    };

    private static void ThrowIfSuspended(Membership membership)
    {
        if (membership.TenantStatus != TenantStatus.Active)
            throw Problems.TenantSuspended.Exception("The tenant is suspended: ask the platform's operator.");
    }

    private static ProblemException Gone() =>
        AccessProblems.TokenRevoked.Exception("Your access was taken away: ask an owner of your team.");
}
