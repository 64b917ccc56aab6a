using System.Text;
using System.Text.Json;
using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;
using LiveChat.WidgetAuth.Tenants;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LiveChat.WidgetAuth.Doctor;

/// <summary>The troubleshooting checklist, run: for staff.</summary>
internal static class DoctorEndpoints
{
    public static void MapDoctor(this IEndpointRouteBuilder endpoints)
    {
        var doctor = endpoints.MapGroup("/api/tenants/{tenantId}/doctor").WithTags("Doctor");
        doctor.MapPost("", RunAsync).RequireAuthorization(Policies.Admin).WithName("WidgetAuth_Doctor_Run").Produces<DoctorReport>();
        doctor.MapGet("/runs", RunsAsync).RequireAuthorization(Policies.Viewer).WithName("WidgetAuth_Doctor_Runs");
        doctor.MapGet("/reports", ReportsAsync).RequireAuthorization(Policies.Viewer).WithName("WidgetAuth_Doctor_Reports");
        doctor.MapPost("/link", LinkAsync).RequireAuthorization(Policies.Admin).WithName("WidgetAuth_Doctor_Link");
        endpoints.MapWidgetDoctor();
    }

    /// <summary>Runs the chain. With <c>Accept: text/event-stream</c> each check comes as an event <c>check</c> when it is known, the
    /// whole report as <c>done</c>.</summary>
    private static async Task<IResult> RunAsync(
        string tenantId, SiteInput? body, HttpContext context, TenantStore tenants, DoctorRounds rounds, DoctorStore store, SiteReader sites,
        TimeProvider clock, CancellationToken cancellationToken)
    {
        var site = Site(body?.SiteUrl, sites, required: false);
        var tenant = (await tenants.GetAsync(tenantId, cancellationToken)).Access([], []);
        var platform = PublicAddress.Of(context.Request);
        if (!context.Request.Headers.Accept.ToString().Contains("text/event-stream", StringComparison.OrdinalIgnoreCase))
        {
            var report = await rounds.RunAsync(tenant, platform, site, static _ => Task.CompletedTask, cancellationToken);
            await KeepAsync(report);
            return TypedResults.Ok(report);
        }
        await BeginStreamAsync(context, cancellationToken);
        try
        {
            var report = await rounds.RunAsync(tenant, platform, site, check => SendAsync(context, "check", check, cancellationToken), cancellationToken);
            await KeepAsync(report);
            await SendAsync(context, "done", report, cancellationToken);
        }
        catch (ProblemException refused)
        {
            await SendAsync(context, "error", new { refused.Problem.Code, refused.Problem.Title, refused.Problem.Status, refused.Detail }, cancellationToken);
        }
        return TypedResults.Empty;

        Task KeepAsync(DoctorReport report)
        {
            var now = clock.GetUtcNow();
            return store.AddAsync(tenantId, DoctorStore.Run, new DoctorEntry(
                Guid.CreateVersion7(now), now, site?.AbsoluteUri, context.User.DisplayName(), context.RequestId(), report.Verdict,
                report.FirstFailure, report.Checks), cancellationToken);
        }
    }

    private static Task<Ok<PageOf<DoctorEntry>>> RunsAsync(
        string tenantId, HttpContext context, DoctorStore store, CancellationToken cancellationToken) =>
        ListAsync(tenantId, DoctorStore.Run, context, store, cancellationToken);

    private static Task<Ok<PageOf<DoctorEntry>>> ReportsAsync(
        string tenantId, HttpContext context, DoctorStore store, CancellationToken cancellationToken) =>
        ListAsync(tenantId, DoctorStore.Report, context, store, cancellationToken);

    private static async Task<Ok<PageOf<DoctorEntry>>> ListAsync(
        string tenantId, string kind, HttpContext context, DoctorStore store, CancellationToken cancellationToken)
    {
        var limit = Cursor.Limit(context);
        var rows = await store.ListAsync(tenantId, kind, Cursor.Decode(context) ?? (long.MaxValue, Guid.AllBitsSet), limit + 1, cancellationToken);
        var next = rows.Count > limit ? Cursor.Encode(rows[limit - 1].At.ToUnixTimeMilliseconds(), rows[limit - 1].Id) : null;
        return TypedResults.Ok(new PageOf<DoctorEntry>([.. rows.Take(limit)], next));
    }

    /// <summary>A link to the page with a key that shows the whole chain in the browser, once, for 15 minutes.</summary>
    private static async Task<Ok<DoctorLink>> LinkAsync(
        string tenantId, SiteInput? body, HttpContext context, TenantStore tenants, DoctorStore store, SiteReader sites, CancellationToken cancellationToken)
    {
        var site = Site(body?.SiteUrl, sites, required: true)!;
        await tenants.GetAsync(tenantId, cancellationToken);
        var (key, expiresAt) = await store.MakeKeyAsync(tenantId, site.AbsoluteUri, cancellationToken);
        context.Response.Headers.CacheControl = "no-store";
        var address = new UriBuilder(site);
        address.Query = $"{address.Query.TrimStart('?')}{(address.Query.Length > 1 ? "&" : "")}livechat-doctor={key}";
        return TypedResults.Ok(new DoctorLink(address.Uri.AbsoluteUri, expiresAt));
    }

    /// <summary>A page's address that may be fetched, or 400.</summary>
    private static Uri? Site(string? text, SiteReader sites, bool required)
    {
        var trimmed = text?.Trim();
        if (string.IsNullOrEmpty(trimmed))
            return required ? throw Problems.Invalid("siteUrl", "is required: the address of a page of your site") : null;
        if (!trimmed.Contains("://", StringComparison.Ordinal))
            trimmed = $"https://{trimmed}";
        var cut = trimmed.Split('#')[0];
        return sites.Refusal(cut) is { } refusal ? throw Problems.Invalid("siteUrl", refusal) : new Uri(cut);
    }

    private static async Task BeginStreamAsync(HttpContext context, CancellationToken cancellationToken)
    {
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        await context.Response.StartAsync(cancellationToken);
    }

    private static async Task SendAsync<T>(HttpContext context, string name, T data, CancellationToken cancellationToken)
    {
        var text = $"event: {name}\ndata: {JsonSerializer.Serialize(data, JsonDefaults.Options)}\n\n";
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
        await context.Response.Body.FlushAsync(cancellationToken);
    }

    internal sealed record SiteInput(string? SiteUrl);

    internal sealed record DoctorLink(string Url, DateTimeOffset ExpiresAt);
}
