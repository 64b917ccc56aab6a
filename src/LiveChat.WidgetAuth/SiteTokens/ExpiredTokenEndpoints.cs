using LiveChat.ServiceDefaults;
using LiveChat.WidgetAuth.Keys;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace LiveChat.WidgetAuth.SiteTokens;

/// <summary>
/// Makes tokens that have expired, for the page that shows what then happens. Only with <c>LiveChat:Demo</c>, and only on the
/// management listener; they open nothing.
/// </summary>
internal static class ExpiredTokenEndpoints
{
    public static void MapExpiredTokens(this IEndpointRouteBuilder endpoints)
    {
        if (endpoints.ServiceProvider.GetRequiredService<IOptions<WidgetAuthOptions>>().Value.Demo)
            endpoints.MapInternal(HttpMethods.Post, "/internal/widgetauth/expired-tokens", Make);
    }

    private static Ok<ExpiredToken> Make(TokenRequest body, TokenMint mint) =>
        TypedResults.Ok(new ExpiredToken(mint.ExpiredWidget(body.TenantId ?? throw Problems.Invalid("tenantId", "is required"))));

    internal sealed record TokenRequest(string? TenantId);

    internal sealed record ExpiredToken(string Token);
}
