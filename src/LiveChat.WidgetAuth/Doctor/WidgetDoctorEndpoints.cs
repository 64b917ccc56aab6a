using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;
using LiveChat.WidgetAuth.Tenants;

namespace LiveChat.WidgetAuth.Doctor;

/// <summary><c>POST /api/widgets/{tenantId}/doctor</c>: the browser's half. A widget token is public, so alone it learns only what its
/// own call shows anyway; the key of a doctor link opens the rest, once.</summary>
internal static class WidgetDoctorEndpoints
{
    public static void MapWidgetDoctor(this IEndpointRouteBuilder endpoints) => endpoints
        .MapPost("/api/widgets/{tenantId}/doctor", ReportAsync)
        .RequireAuthorization(Policies.Widget).WithName("WidgetAuth_Doctor_Browser").WithTags("Widget").Produces<DoctorReport>();

    private static async Task<IResult> ReportAsync(
        string tenantId, BrowserReport? body, HttpContext context, TenantStore tenants, DoctorRounds rounds, DoctorNeighbours neighbours,
        DoctorStore store, TimeProvider clock, CancellationToken cancellationToken)
    {
        var (page, browser, seen) = BrowserReportRules.Check(body);
        context.Response.Headers.CacheControl = "no-store";
        var tenant = (await tenants.GetAsync(tenantId, cancellationToken)).Access([], []);
        var platform = PublicAddress.Of(context.Request);
        var key = context.Request.Headers["X-Doctor-Key"].ToString();
        if (key.Length == 0)
        {
            var gateway = await neighbours.GatewayAsync(cancellationToken);
            var domain = DomainAllowlist.Of(tenant).Decide(context.Request.Headers.Origin, context.Request.Headers.Referer);
            return TypedResults.Ok(BrowserReportRules.ForAnybody(gateway, domain));
        }
        if (key.Length > 100 || await store.SpendKeyAsync(tenantId, key, cancellationToken) is not { } site)
            throw Problems.Forbidden.Exception("The doctor's key is spent, expired or another tenant's: make a new link in the dashboard.");

        var report = await rounds.RunAsync(tenant, platform, new Uri(site), static _ => Task.CompletedTask, cancellationToken);
        var whole = DoctorReport.Of(BrowserReportRules.Merge(seen, report.Checks));
        var now = clock.GetUtcNow();
        await store.AddAsync(tenantId, DoctorStore.Report, new DoctorEntry(
            Guid.CreateVersion7(now), now, page, browser, context.RequestId(), whole.Verdict, whole.FirstFailure, whole.Checks), cancellationToken);
        return TypedResults.Ok(whole);
    }

    /// <summary>What the widget saw.</summary>
    /// <param name="Page">The page's origin.</param>
    internal sealed record BrowserReport(string? Page, string? Browser, IReadOnlyList<BrowserCheck?>? Checks);

    internal sealed record BrowserCheck(string? Id, string? Status, string? Code);
}
