using LiveChat.Contracts;
using LiveChat.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LiveChat.WidgetAuth.Tenants;

/// <summary>The snapshot that every process's <c>TenantDirectory</c> starts from and re-reads; management listener only.</summary>
internal static class TenantSnapshotEndpoints
{
    public static void MapTenantSnapshot(this IEndpointRouteBuilder endpoints) => endpoints.MapInternal(
        "/internal/widgetauth/tenants",
        async Task<Ok<SnapshotPage<TenantAccess>>> (
            TenantStore tenants, CancellationToken cancellationToken, long since = 0, int limit = 500) =>
            TypedResults.Ok(await tenants.ChangedSinceAsync(since, Math.Clamp(limit, 1, 1000), cancellationToken)));
}
