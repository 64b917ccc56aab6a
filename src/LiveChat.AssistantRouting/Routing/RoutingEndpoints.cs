using LiveChat.AssistantRouting.Assistants;
using LiveChat.AssistantRouting.Drafts;
using LiveChat.AssistantRouting.Prompts;
using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;

namespace LiveChat.AssistantRouting.Routing;

/// <summary>The routing rules, and a dry run of them.</summary>
internal static class RoutingEndpoints
{
    public static void MapRouting(this RouteGroupBuilder staff)
    {
        var routing = staff.MapGroup("/routing");
        routing.MapGet("", GetAsync).RequireAuthorization(Policies.Viewer).WithName("AssistantRouting_Routing_Get");
        routing.MapPut("", PutAsync).RequireAuthorization(Policies.Admin).WithName("AssistantRouting_Routing_Put");
        routing.MapPost("/test", TestAsync).RequireAuthorization(Policies.Agent).WithName("AssistantRouting_Routing_Test");
    }

    private static async Task<RoutingSettings> GetAsync(string tenantId, RoutingStore store, HttpContext context, CancellationToken cancellationToken)
    {
        var settings = await store.FindAsync(tenantId, cancellationToken);
        EntityTags.Set(context, settings.Version);
        return settings;
    }

    /// <summary>
    /// Replaces all: <c>{peopleOnly, maxHandovers, assignment:{mode: none|round_robin|least_busy, capacity}, rules:[{id?, name, priority,
    /// active, keywords, intent, channel, hours:{timeZone, days:[{day, from, to}], outside}, openingHours: within|outside|null, page, locale, attributes, target, assistantId}]}</c>.
    /// </summary>
    private static async Task<RoutingSettings> PutAsync(
        string tenantId, RoutingInput? body, RoutingStore store, AssistantStore assistants, TimeProvider clock, HttpContext context, CancellationToken cancellationToken)
    {
        var before = await store.FindAsync(tenantId, cancellationToken);
        if (EntityTags.Expected(context) is { } expected && expected != before.Version) throw AssistantRoutingProblems.Stale(before.Version);
        var ids = (await assistants.ListAsync(tenantId, cancellationToken)).Select(a => a.Id).ToHashSet();
        var after = RoutingChecks.Check(body, before, ids, clock.GetUtcNow());
        if (!await store.ReplaceAsync(tenantId, before, after, context.RequestId(), cancellationToken,
            SettingsChange.Of(context, tenantId, clock.GetUtcNow(), "routing.changed", null, before, after)))
            throw AssistantRoutingProblems.Stale((await store.FindAsync(tenantId, cancellationToken)).Version);
        EntityTags.Set(context, after.Version);
        return after;
    }

    /// <summary>Who would answer a message, by which rule, and why the other rules would not.</summary>
    private static async Task<RoutingTestAnswer> TestAsync(
        string tenantId, RoutingTest? body, TenantSetups setups, IntentFinder intents, MaskedText masked, TenantHours hours, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var rules = new TextRules();
        var message = rules.Required("message", body?.Message, 4000);
        var locale = rules.Locale("locale", body?.Locale);
        var page = rules.Optional("page", body?.Page, 2000);
        var channel = rules.Optional("channel", body?.Channel, 32) ?? "chat";
        rules.ThrowIfAny();
        var setup = await setups.GetAsync(tenantId, cancellationToken);
        message = await masked.ReadAsync(tenantId, message, cancellationToken);
        var intent = await intents.FindAsync(tenantId, setup, message, null, null, CancellationToken.None, cancellationToken);
        var at = body?.At ?? clock.GetUtcNow();
        var open = hours.IsOpen(tenantId, at);
        var question = new RoutingQuestion(message, locale, channel, page, body?.AssistantId, null, body?.Attributes, at, intent, open);
        var pick = RoutingRules.Pick(setup.Routing, setup.Assistants, question);
        var words = KeywordRules.Words(message);
        var checks = RoutingRules.Ordered(setup.Routing).Select(r => RoutingRules.Explain(r, setup.Assistants, question, words))
            .Select(c => new RuleAnswer(c.Rule.Id, c.Rule.Name, c.Rule.Priority, c.Matched, c.Why)).ToList();
        return new RoutingTestAnswer(
            pick.People ? "people" : pick.Assistant is null ? "none" : "assistant", pick.By, pick.Assistant?.Id, pick.Assistant?.Name,
            pick.Rule is null ? null : new RuleName(pick.Rule.Id, pick.Rule.Name), checks, intent.Name, open);
    }

    /// <summary>Body of <c>routing/test</c>; only <c>message</c> is needed. <c>at</c> is the moment for rules with hours, now when left out.</summary>
    internal sealed record RoutingTest(
        string? Message, string? Locale, string? Channel, string? Page, Guid? AssistantId, Dictionary<string, string>? Attributes, DateTimeOffset? At = null);

    internal sealed record RuleName(Guid Id, string Name);

    internal sealed record RuleAnswer(Guid Id, string Name, int Priority, bool Matched, string Why);

    /// <param name="Target"><c>assistant</c>, <c>people</c> or <c>none</c>.</param>
    /// <param name="Open">Whether the tenant is open at that moment; null where it set no opening hours, which counts as open.</param>
    internal sealed record RoutingTestAnswer(
        string Target, PickedBy By, Guid? AssistantId, string? AssistantName, RuleName? Rule, IReadOnlyList<RuleAnswer> Rules, string? Intent, bool? Open);
}
