using LiveChat.AssistantRouting.Drafts;
using LiveChat.AssistantRouting.Prompts;
using LiveChat.Contracts;
using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;

namespace LiveChat.AssistantRouting.Assistants;

/// <summary>The tenant's assistants, and trying one.</summary>
internal static class AssistantEndpoints
{
    public static void MapAssistants(this RouteGroupBuilder staff)
    {
        var assistants = staff.MapGroup("/assistants");
        assistants.MapGet("", ListAsync).RequireAuthorization(Policies.Viewer).WithName("AssistantRouting_Assistants_List");
        assistants.MapPost("", AddAsync).RequireAuthorization(Policies.Admin).WithName("AssistantRouting_Assistants_Post");
        assistants.MapGet("/{id:guid}", FindAsync).RequireAuthorization(Policies.Viewer).WithName("AssistantRouting_Assistants_Get");
        assistants.MapPut("/{id:guid}", ReplaceAsync).RequireAuthorization(Policies.Admin).WithName("AssistantRouting_Assistants_Put");
        assistants.MapDelete("/{id:guid}", DeleteAsync).RequireAuthorization(Policies.Admin).WithName("AssistantRouting_Assistants_Delete");
        assistants.MapPut("/{id:guid}/default", MakeDefaultAsync).RequireAuthorization(Policies.Admin).WithName("AssistantRouting_Assistants_Default");
        assistants.MapDelete("/{id:guid}/default", TakeDefaultAwayAsync).RequireAuthorization(Policies.Admin).WithName("AssistantRouting_Assistants_NoDefault");
        assistants.MapPost("/{id:guid}/try", TryAsync).RequireAuthorization(Policies.Agent).WithName("AssistantRouting_Assistants_Try");
    }

    private static async Task<PageOf<AssistantView>> ListAsync(string tenantId, AssistantStore store, CancellationToken cancellationToken) =>
        new([.. (await store.ListAsync(tenantId, cancellationToken)).Select(AssistantView.Of)], null);

    private static async Task<AssistantView> FindAsync(string tenantId, Guid id, AssistantStore store, HttpContext context, CancellationToken cancellationToken)
    {
        var assistant = await store.FindAsync(tenantId, id, cancellationToken) ?? throw AssistantRoutingProblems.NoAssistant(id);
        EntityTags.Set(context, assistant.Version);
        return AssistantView.Of(assistant);
    }

    /// <summary>201 with the assistant; the first one of a tenant is its default.</summary>
    private static async Task<IResult> AddAsync(
        string tenantId, AssistantSettings? body, AssistantStore store, TimeProvider clock, HttpContext context, CancellationToken cancellationToken)
    {
        var settings = AssistantRules.Check(body, await OthersAsync(tenantId, null, body, store, cancellationToken));
        var assistant = await store.AddAsync(
            tenantId, settings, context.RequestId(), cancellationToken, id => Change(context, tenantId, clock, "assistant.added", id, null, settings))
            ?? throw AssistantRoutingProblems.TooMany.Exception("The tenant has as many assistants as it may have; delete one first.");
        EntityTags.Set(context, assistant.Version);
        return Results.Created($"/api/tenants/{tenantId}/assistants/{assistant.Id}", AssistantView.Of(assistant));
    }

    private static async Task<AssistantView> ReplaceAsync(
        string tenantId, Guid id, AssistantSettings? body, AssistantStore store, TimeProvider clock, HttpContext context, CancellationToken cancellationToken)
    {
        var settings = AssistantRules.Check(body, await OthersAsync(tenantId, id, body, store, cancellationToken));
        var (outcome, assistant) = await store.ReplaceAsync(tenantId, id, settings, EntityTags.Expected(context), context.RequestId(), cancellationToken,
            before => Change(context, tenantId, clock, "assistant.changed", id, before, settings));
        if (assistant is null) throw AssistantRoutingProblems.NoAssistant(id);
        if (outcome == WriteOutcome.Stale) throw AssistantRoutingProblems.Stale(assistant.Version);
        EntityTags.Set(context, assistant.Version);
        return AssistantView.Of(assistant);
    }

    private static async Task<IResult> DeleteAsync(
        string tenantId, Guid id, AssistantStore store, TimeProvider clock, HttpContext context, CancellationToken cancellationToken) =>
        await store.DeleteAsync(
            tenantId, id, context.RequestId(), cancellationToken,
            before => Change(context, tenantId, clock, "assistant.deleted", id, before, null)) switch
        {
            WriteOutcome.Done => Results.NoContent(),
            WriteOutcome.Refused => throw Problems.Conflict.Exception("It is the default assistant: make another one the default first."),
            _ => throw AssistantRoutingProblems.NoAssistant(id),
        };

    private static async Task<IResult> MakeDefaultAsync(
        string tenantId, Guid id, AssistantStore store, TimeProvider clock, HttpContext context, CancellationToken cancellationToken) =>
        await store.MakeDefaultAsync(
            tenantId, id, context.RequestId(), cancellationToken, Change(context, tenantId, clock, "assistant.made_default", id, null, null))
            ? Results.NoContent() : throw AssistantRoutingProblems.NoAssistant(id);

    /// <summary>204: from now on only the routing rules say who answers, and people answer the rest.</summary>
    private static async Task<IResult> TakeDefaultAwayAsync(
        string tenantId, Guid id, AssistantStore store, TimeProvider clock, HttpContext context, CancellationToken cancellationToken) =>
        await store.TakeDefaultAwayAsync(
            tenantId, id, context.RequestId(), cancellationToken, Change(context, tenantId, clock, "assistant.default_taken_away", id, null, null))
            ? Results.NoContent() : throw AssistantRoutingProblems.NoAssistant(id);

    private static SettingsChanged Change(
        HttpContext context, string tenantId, TimeProvider clock, string action, Guid id, AssistantSettings? before, AssistantSettings? after) =>
        SettingsChange.Of(context, tenantId, clock.GetUtcNow(), action, id.ToString(), before, after);

    /// <summary>What this assistant would answer: nothing is stored, counted or billed.</summary>
    private static async Task<TryAnswer> TryAsync(
        string tenantId, Guid id, TryRequest? body, TenantSetups setups, AssistantAnswers answers, MaskedText masked, CancellationToken cancellationToken)
    {
        var rules = new TextRules();
        var message = rules.Required("message", body?.Message, 4000);
        var locale = rules.Locale("locale", body?.Locale);
        rules.ThrowIfAny();
        var setup = await setups.GetAsync(tenantId, cancellationToken);
        var assistant = setup.Assistant(id) ?? throw AssistantRoutingProblems.NoAssistant(id);
        message = await masked.ReadAsync(tenantId, message, cancellationToken);
        var steps = new List<TrailStep>();
        var draft = await answers.AnswerAsync(setup, assistant, new VisitorQuestion(tenantId, message, locale), steps, cancellationToken);
        return new TryAnswer(draft.Text is null ? null : new TryReply(draft.Text, draft.Sources, draft.QuickReplies, draft.Known, draft.Model, draft.Tokens),
            draft.Text is null ? new TryHandover(draft.Cause!) : null, steps);
    }

    // Read only where somebody names a fallback.
    private static async Task<IReadOnlySet<Guid>?> OthersAsync(
        string tenantId, Guid? id, AssistantSettings? body, AssistantStore store, CancellationToken cancellationToken) =>
        body?.FallbackAssistantId is null ? null
            : (await store.ListAsync(tenantId, cancellationToken)).Select(a => a.Id).Where(a => a != id).ToHashSet();

    /// <summary>Body of <c>try</c>.</summary>
    internal sealed record TryRequest(string? Message, string? Locale);

    internal sealed record TryReply(
        string Text, IReadOnlyList<MessageSource> Sources, IReadOnlyList<string> QuickReplies, bool Known, string Model, int Tokens);

    /// <param name="Cause">Such as <c>visitor_asked</c>, or why no provider answered.</param>
    internal sealed record TryHandover(string Cause);

    /// <summary>Either a reply or a hand-over, and how it came about.</summary>
    internal sealed record TryAnswer(TryReply? Reply, TryHandover? Handover, IReadOnlyList<TrailStep> Trail);
}
