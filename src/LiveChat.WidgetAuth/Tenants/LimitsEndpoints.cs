using LiveChat.Contracts;
using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;
using LiveChat.WidgetAuth.Audit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LiveChat.WidgetAuth.Tenants;

/// <summary>Plan limits: staff read them, the operator sets them.</summary>
internal static class LimitsEndpoints
{
    public static void MapLimits(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/api/tenants/{tenantId}/limits", GetAsync)
            .RequireAuthorization(Policies.Viewer).WithName("WidgetAuth_Limits_Get").WithTags("Usage");
        endpoints.MapPut("/api/tenants/{tenantId}/limits", PutAsync)
            .RequireAuthorization(Policies.Operator).WithName("WidgetAuth_Limits_Put").WithTags("Usage");
    }

    private static async Task<Ok<TenantLimits>> GetAsync(
        string tenantId, HttpContext context, TenantStore tenants, CancellationToken cancellationToken)
    {
        var tenant = await tenants.GetAsync(tenantId, cancellationToken);
        EntityTags.Send(context, tenant.LimitsVersion);
        return TypedResults.Ok(tenant.Limits);
    }

    private static async Task<Ok<TenantLimits>> PutAsync(
        string tenantId, LimitsInput body, HttpContext context, TenantStore tenants, TimeProvider clock, CancellationToken cancellationToken)
    {
        var tenant = await tenants.GetAsync(tenantId, cancellationToken);
        EntityTags.Require(context, tenant.LimitsVersion);
        var limits = body.Limits();
        var input = new InputRules();
        TenantRules.CheckLimits(input, limits);
        input.ThrowIfAny();
        var audit = AuditEntry.Of(context, clock.GetUtcNow(), "limits.changed", null, tenant.Limits, limits);
        if (!await tenants.ReplaceLimitsAsync(tenantId, limits, tenant.LimitsVersion, audit, context.RequestId(), cancellationToken))
            throw EntityTags.Stale();
        EntityTags.Send(context, tenant.LimitsVersion + 1);
        return TypedResults.Ok(limits);
    }
}

/// <summary>Limits as they are sent: a missing or null member is unlimited, but for <c>atLimit</c> (<c>refuse</c>).</summary>
internal sealed record LimitsInput(
    long? ConversationsPerMonth, long? AiRepliesPerMonth, int? MessagesPerMinutePerSession, int? MessagesPerMinutePerAddress,
    int? RequestsPerMinute, int? NewConversationsPerHourPerAddress, string? AtLimit)
{
    public TenantLimits Limits() => new(
        ConversationsPerMonth, AiRepliesPerMonth, MessagesPerMinutePerSession, MessagesPerMinutePerAddress, RequestsPerMinute,
        NewConversationsPerHourPerAddress, AtLimit ?? "refuse");
}
