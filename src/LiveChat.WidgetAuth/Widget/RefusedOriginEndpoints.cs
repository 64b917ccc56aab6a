using LiveChat.Contracts;
using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LiveChat.WidgetAuth.Widget;

/// <summary>Who was turned away.</summary>
internal static class RefusedOriginEndpoints
{
    public static void MapRefusedOrigins(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/api/tenants/{tenantId}/widget/refused-origins", ListAsync)
            .RequireAuthorization(Policies.Viewer).WithName("WidgetAuth_RefusedOrigins_List").WithTags("Widget settings");
        endpoints.MapInternal("/internal/widgetauth/refused-requests/{tenantId}/{requestId}", FindAsync);
    }

    private static async Task<Ok<PageOf<RefusedOrigin>>> ListAsync(
        string tenantId, HttpContext context, RefusedOriginStore store, CancellationToken cancellationToken) =>
        TypedResults.Ok(new PageOf<RefusedOrigin>(await store.ListAsync(tenantId, Cursor.Limit(context), cancellationToken), null));

    private static async Task<Results<Ok<RefusedRequest>, NotFound>> FindAsync(
        string tenantId, string requestId, RefusedOriginStore store, CancellationToken cancellationToken) =>
        await store.FindRequestAsync(tenantId, requestId, cancellationToken) is { } found ? TypedResults.Ok(found) : TypedResults.NotFound();
}
