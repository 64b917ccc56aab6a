using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;
using LiveChat.WidgetAuth.Audit;
using LiveChat.WidgetAuth.Tenants;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LiveChat.WidgetAuth.Widget;

/// <summary>The site's side of a tenant: how the widget looks and which sites may use it.</summary>
internal static class WidgetSettingsEndpoints
{
    public static void MapWidgetSettings(this IEndpointRouteBuilder endpoints)
    {
        var widget = endpoints.MapGroup("/api/tenants/{tenantId}/widget").WithTags("Widget settings");
        widget.MapGet("", GetAsync).RequireAuthorization(Policies.Viewer).WithName("WidgetAuth_Widget_Get");
        widget.MapPut("", PutAsync).RequireAuthorization(Policies.Admin).WithName("WidgetAuth_Widget_Put");
        widget.MapPost("/allowed-domains", AddDomainAsync).RequireAuthorization(Policies.Admin).WithName("WidgetAuth_AllowedDomains_Add");
    }

    private static async Task<Ok<WidgetSettings>> GetAsync(
        string tenantId, HttpContext context, TenantStore tenants, CancellationToken cancellationToken)
    {
        var tenant = await tenants.GetAsync(tenantId, cancellationToken);
        EntityTags.Send(context, tenant.SettingsVersion);
        return TypedResults.Ok(tenant.Settings);
    }

    private static async Task<Ok<WidgetSettings>> PutAsync(
        string tenantId, WidgetSettings body, HttpContext context, TenantStore tenants, TimeProvider clock, CancellationToken cancellationToken)
    {
        var tenant = await tenants.GetAsync(tenantId, cancellationToken);
        EntityTags.Require(context, tenant.SettingsVersion);
        var settings = WidgetSettingsRules.Check(body);
        var audit = AuditEntry.Of(context, clock.GetUtcNow(), "widget.changed", null, tenant.Settings, settings);
        if (!await tenants.ReplaceSettingsAsync(tenantId, settings, tenant.SettingsVersion, audit, context.RequestId(), cancellationToken))
            throw EntityTags.Stale();
        EntityTags.Send(context, tenant.SettingsVersion + 1);
        return TypedResults.Ok(settings);
    }

    private static async Task<Ok<AllowedDomainsView>> AddDomainAsync(
        string tenantId, DomainInput body, HttpContext context, TenantStore tenants, TimeProvider clock, CancellationToken cancellationToken)
    {
        // Two people may add a domain at once: both entries must stay, so a lost race is run again.
        for (var attempt = 0; attempt < 5; attempt++)
        {
            var tenant = await tenants.GetAsync(tenantId, cancellationToken);
            var settings = WidgetSettingsRules.WithDomain(tenant.Settings, body.Domain);
            var entry = DomainRules.ParseEntry(body.Domain)!.ToString();
            var answer = new AllowedDomainsView(settings.AllowedDomains, entry, WidgetSettingsRules.AlsoOffered(settings, body.Domain));
            if (settings.AllowedDomains.Count == tenant.Settings.AllowedDomains.Count)
                return TypedResults.Ok(answer);
            var audit = AuditEntry.Of(
                context, clock.GetUtcNow(), "allowed_domain.added", entry, tenant.Settings.AllowedDomains, settings.AllowedDomains);
            if (await tenants.ReplaceSettingsAsync(tenantId, settings, tenant.SettingsVersion, audit, context.RequestId(), cancellationToken))
                return TypedResults.Ok(answer);
        }
        throw EntityTags.Stale();
    }

    internal sealed record DomainInput(string? Domain);

    /// <param name="AllowedDomains">The whole list now.</param>
    /// <param name="Added">The entry as understood.</param>
    /// <param name="AlsoOffered">The same with or without <c>www.</c>, where it is not listed yet.</param>
    internal sealed record AllowedDomainsView(IReadOnlyList<string> AllowedDomains, string Added, string? AlsoOffered);
}
