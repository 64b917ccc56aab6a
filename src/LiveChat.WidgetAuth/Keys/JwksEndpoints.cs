using LiveChat.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LiveChat.WidgetAuth.Keys;

/// <summary>The public keys that everybody may check tokens with.</summary>
internal static class JwksEndpoints
{
    public static void MapJwks(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/.well-known/jwks.json", Get)
            .AllowAnonymous().WithName("WidgetAuth_Jwks_Get").WithTags("Keys");
        endpoints.MapInternal("/internal/widgetauth/jwks.json", Get);
    }

    private static Ok<Jwks> Get(HttpContext context, SigningKeyRing ring)
    {
        context.Response.Headers.CacheControl = "public, max-age=300";
        return TypedResults.Ok(new Jwks([.. ring.Keys.Select(key => key.Jwk)]));
    }

    internal sealed record Jwks(IReadOnlyList<PublicJwk> Keys);
}
