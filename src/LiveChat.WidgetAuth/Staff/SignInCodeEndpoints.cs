using LiveChat.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace LiveChat.WidgetAuth.Staff;

/// <summary>
/// Makes one-time sign-in links for demonstrations. Only with <c>LiveChat:Demo</c>, and only on the management listener: whoever
/// reaches it could read the data directory just as well.
/// </summary>
internal static class SignInCodeEndpoints
{
    public static void MapSignInCodes(this IEndpointRouteBuilder endpoints)
    {
        if (endpoints.ServiceProvider.GetRequiredService<IOptions<WidgetAuthOptions>>().Value.Demo)
            endpoints.MapInternal(HttpMethods.Post, "/internal/widgetauth/sign-in-codes", MakeAsync);
    }

    private static async Task<Ok<CodeView>> MakeAsync(
        CodeRequest body, AccountStore accounts, SignInCodeStore codes, CancellationToken cancellationToken)
    {
        var account = await accounts.FindByEmailAsync(body.Email ?? "", cancellationToken);
        var memberships = account is null ? [] : await accounts.MembershipsAsync(account.Id, cancellationToken);
        if (memberships.All(membership => membership.TenantId != body.TenantId))
            throw Problems.NotFound.Exception("There is no member of that tenant with this e-mail address.");
        var (code, expiresAt) = await codes.MakeAsync(body.TenantId!, account!.Id, cancellationToken);
        return TypedResults.Ok(new CodeView(code, expiresAt));
    }

    internal sealed record CodeRequest(string? TenantId, string? Email);

    internal sealed record CodeView(string Code, DateTimeOffset ExpiresAt);
}
