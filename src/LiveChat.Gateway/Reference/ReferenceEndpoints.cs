using LiveChat.Gateway.Web;
using Scalar.AspNetCore;

namespace LiveChat.Gateway.Reference;

/// <summary><c>/reference</c>: the API to read and to try; <c>/openapi.json</c>: the same for machines.</summary>
internal static class ReferenceEndpoints
{
    public static void MapReference(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/openapi.json", async Task<IResult> (ApiReference reference, CancellationToken cancellationToken) =>
                TypedResults.Bytes(await reference.GetAsync(cancellationToken), "application/json"))
            .AllowAnonymous().WithName("Gateway_OpenApi").ExcludeFromDescription();
        var page = endpoints.MapScalarApiReference("/reference", options =>
            {
                options.Title = "LiveChat API";
                options.OpenApiRoutePattern = "/openapi.json";
                // Everything from this host: no fonts, proxies or scripts of others.
                options.DefaultFonts = false;
                options.ProxyUrl = null;
                // Nor buttons that offer the maker's own services, or send the document there.
                options.ShowDeveloperTools = DeveloperToolsVisibility.Never;
                options.HideClientButton = true;
                options.DisableAgent();
                options.DisableMcp();
            })
            .AllowAnonymous().ExcludeFromDescription()
            .AddEndpointFilter(static (context, next) =>
            {
                PagePolicy.Apply(context.HttpContext, PagePolicy.Reference);
                return next(context);
            });
        // The page and its script are several routes; each needs a name of its own.
        page.Add(static builder => builder.Metadata.Add(
            new EndpointNameMetadata($"Gateway_Reference {(builder as RouteEndpointBuilder)?.RoutePattern.RawText}")));
    }
}
