using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;

namespace LiveChat.AssistantRouting.Providers;

/// <summary>The tenant's AI provider.</summary>
internal static class ProviderEndpoints
{
    public static void MapProvider(this RouteGroupBuilder staff)
    {
        staff.MapGet("/provider", GetAsync).RequireAuthorization(Policies.Admin).WithName("AssistantRouting_Provider_Get");
        staff.MapPut("/provider", PutAsync).RequireAuthorization(Policies.Admin).WithName("AssistantRouting_Provider_Put");
        staff.MapPost("/provider/test", TestAsync).RequireAuthorization(Policies.Admin).WithName("AssistantRouting_Provider_Test");
    }

    private static async Task<ProviderView> GetAsync(string tenantId, ProviderStore store, HttpContext context, CancellationToken cancellationToken)
    {
        var settings = await store.FindAsync(tenantId, cancellationToken);
        EntityTags.Set(context, settings.Version);
        return View(settings);
    }

    private static async Task<ProviderView> PutAsync(string tenantId, ProviderInput? body, ProviderStore store, HttpContext context, CancellationToken cancellationToken)
    {
        var before = await store.FindAsync(tenantId, cancellationToken);
        if (EntityTags.Expected(context) is { } expected && expected != before.Version) throw AssistantRoutingProblems.Stale(before.Version);
        var after = ProviderRules.Check(body, before.Version);
        if (!await store.ReplaceAsync(tenantId, before, after, context.RequestId(), cancellationToken))
            throw AssistantRoutingProblems.Stale((await store.FindAsync(tenantId, cancellationToken)).Version);
        EntityTags.Set(context, after.Version);
        return View(after);
    }

    /// <summary>The built-in provider has nothing that could fail from outside.</summary>
    private static async Task<ProviderTestAnswer> TestAsync(string tenantId, ProviderStore store, CancellationToken cancellationToken)
    {
        var settings = await store.FindAsync(tenantId, cancellationToken);
        return new ProviderTestAnswer(true, settings.Kind, null, "The built-in provider answers from your articles and needs no key.");
    }

    private static ProviderView View(ProviderSettings settings) => new(settings.Kind, settings.BaseUrl, settings.Model, null, null);

    /// <param name="Code">Stable cause where <paramref name="Ok"/> is false.</param>
    internal sealed record ProviderTestAnswer(bool Ok, string Kind, string? Code, string Detail);
}
