using LiveChat.AssistantRouting.Drafts;
using LiveChat.Contracts;
using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;

namespace LiveChat.AssistantRouting.Providers;

/// <summary>The tenant's AI provider.</summary>
internal static class ProviderEndpoints
{
    private static readonly TimeSpan TestPatience = TimeSpan.FromSeconds(15);

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
        return ProviderView.Of(settings);
    }

    /// <summary><c>{kind, baseUrl, model, apiKey, prices:{currency, models:[{model, inputPerMillion, outputPerMillion}]}}</c>. Without <c>apiKey</c> the stored key stays, unless kind or address change; empty removes it.</summary>
    private static async Task<ProviderView> PutAsync(
        string tenantId, ProviderInput? body, ProviderStore store, OutboundGuard guard, HttpContext context, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var before = await store.FindAsync(tenantId, cancellationToken);
        if (EntityTags.Expected(context) is { } expected && expected != before.Version) throw AssistantRoutingProblems.Stale(before.Version);
        var choice = ProviderRules.Check(body, before, guard.Refusal);
        if (ProviderRules.NeedsKey(choice.Kind) && !choice.HasKey(before))
        {
            throw AssistantRoutingProblems.ProviderNotConfigured.Exception(
                before.SealedKey is not null && body!.ApiKey is null ? "Send apiKey once more: a stored key is not sent to another kind or address than it was set for."
                    : $"Send apiKey too: {choice.Kind} answers nobody without a key.", ("field", "apiKey"));
        }

        // The views know of a key only its last characters.
        SettingsChanged Change(ProviderSettings changed) => SettingsChange.Of(
            context, tenantId, clock.GetUtcNow(), "provider.changed", null, ProviderView.Of(before), ProviderView.Of(changed));
        if (await store.ReplaceAsync(tenantId, before, choice, context.RequestId(), cancellationToken, Change) is not { } after)
            throw AssistantRoutingProblems.Stale((await store.FindAsync(tenantId, cancellationToken)).Version);
        EntityTags.Set(context, after.Version);
        return ProviderView.Of(after);
    }

    /// <summary>
    /// A real, short call: with the stored settings, or with those of the body before they are stored. What is wrong is
    /// said in one sentence; the answer is 200 either way.
    /// </summary>
    private static async Task<ProviderTestAnswer> TestAsync(
        string tenantId, ProviderInput? body, ProviderStore store, ChatClients clients, ProviderPipelines pipelines, OutboundGuard guard, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var settings = await store.FindAsync(tenantId, cancellationToken);
        var choice = body?.Kind is null ? new ProviderChoice(settings.Kind, settings.BaseUrl, settings.Model, null, true) : ProviderRules.Check(body, settings, guard.Refusal);
        if (choice.Kind == ProviderKinds.Builtin)
            return new ProviderTestAnswer(true, choice.Kind, null, "The built-in provider answers from your articles and needs no key.", Draft.Builtin, 0);

        var started = clock.GetTimestamp();
        var failure = default(ProviderException);
        try
        {
            var key = choice.Key ?? (choice.KeepsKey ? pipelines.Key(tenantId, settings) : null);
            if (key is null && ProviderRules.NeedsKey(choice.Kind)) failure = new ProviderException(ProviderCauses.NoKey);
            else
            {
                using var client = clients.Create(choice.Kind, choice.BaseUrl, choice.Model!, key);
                failure = await ProviderCalls.TestAsync(client, choice.Kind, choice.Model!, TestPatience, cancellationToken);
            }
        }
        catch (ProviderException e)
        {
            failure = e;
        }

        var milliseconds = Math.Round(clock.GetElapsedTime(started).TotalMilliseconds);
        return failure is null
            ? new ProviderTestAnswer(true, choice.Kind, null, "The provider answered.", choice.Model!, milliseconds)
            : new ProviderTestAnswer(false, choice.Kind, failure.Cause, ProviderCauses.Sentence(failure.Cause), choice.Model!, milliseconds, failure.Code);
    }

    /// <param name="Code">Stable cause where <paramref name="Ok"/> is false.</param>
    /// <param name="ProviderCode">The provider's own error code, where it gave one.</param>
    internal sealed record ProviderTestAnswer(
        bool Ok, string Kind, string? Code, string Detail, string Model, double Milliseconds, string? ProviderCode = null);
}
