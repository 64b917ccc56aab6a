using System.Data.Common;
using LiveChat.AssistantRouting.Costs;
using LiveChat.AssistantRouting.Drafts;
using LiveChat.AssistantRouting.Providers;
using LiveChat.ServiceDefaults;

namespace LiveChat.AssistantRouting.Judgements;

/// <summary>
/// <c>POST /internal/assistantrouting/judge</c> on the management listener: the tenant's provider judges a text, which comes
/// masked. Always 200: who asks has a judgement of its own for when there is no provider, or it fails.
/// </summary>
internal static class JudgementEndpoints
{
    private const int MostTokens = 64;
    private static readonly TimeSpan s_reread = TimeSpan.FromMilliseconds(100);

    public static void MapJudgements(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapInternal(HttpMethods.Post, "/internal/assistantrouting/judge", JudgeAsync);

    private static async Task<Judgement> JudgeAsync(
        JudgeBody body, TenantSetups setups, JudgementStore judgements, ProviderCalls calls, CostStore costs, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(body.TenantId) || body.Text is null || body.Kind is null || !JudgementRules.Kinds.Contains(body.Kind))
            throw Problems.Invalid("kind", $"must be one of {string.Join(", ", JudgementRules.Kinds)}, beside tenantId and text.");
        var setup = await setups.GetAsync(body.TenantId, cancellationToken);
        if (setup.Provider.IsBuiltin)
            return new Judgement(null, null, null);
        if (body.Subject is not { } subject)
        {
            var (asked, spent) = await AskAsync(body.TenantId, body.Kind, body.Text, setup, calls, clock, cancellationToken);
            await CountAsync(costs, body.TenantId, spent, cancellationToken);
            return asked;
        }

        JudgementClaim claim;
        while ((claim = await judgements.ClaimAsync(body.TenantId, subject, body.Kind, cancellationToken)).Mine is null)
        {
            if (claim.Confirms is { } judgedBefore)
                return new Judgement(judgedBefore, claim.Model, null);
            // The same event is being judged elsewhere; safety gives up on its own account.
            await Task.Delay(s_reread, clock, cancellationToken);
        }

        var kept = false;
        try
        {
            var (judgement, spent) = await AskAsync(body.TenantId, body.Kind, body.Text, setup, calls, clock, cancellationToken);
            if (judgement.Confirms is { } confirms)
            {
                await judgements.KeepAsync(body.TenantId, subject, body.Kind, claim.Mine.Value, confirms, judgement.Model, spent, CancellationToken.None);
                kept = true;
            }
            else
                await CountAsync(costs, body.TenantId, spent, CancellationToken.None);
            return judgement;
        }
        finally
        {
            if (!kept)
                await judgements.ReleaseAsync(subject, body.Kind, claim.Mine.Value, CancellationToken.None);
        }
    }

    private static async Task<(Judgement Judgement, IReadOnlyList<DayCost> Spent)> AskAsync(
        string tenantId, string kind, string text, TenantSetup setup, ProviderCalls calls, TimeProvider clock, CancellationToken cancellationToken)
    {
        var answer = await calls.AskAsync(tenantId, setup.Provider,
            new ProviderQuestion(JudgementRules.Prompt(kind, text), null, null, MostTokens, false), null, CancellationToken.None, cancellationToken);
        IReadOnlyList<DayCost> spent = !answer.Billed ? [] : DayCost.Of(
            [new ProviderSpend(Guid.Empty, setup.Provider.Model!, answer.InputTokens, answer.OutputTokens)], null, ModelPrices.Parse(setup.Provider.Prices), clock.GetUtcNow());
        var confirms = JudgementRules.Read(kind, answer.Text);
        return (new Judgement(confirms, answer.Model, confirms is null ? answer.Cause ?? ProviderCauses.InvalidAnswer : null), spent);
    }

    private static async Task CountAsync(CostStore costs, string tenantId, IReadOnlyList<DayCost> spent, CancellationToken cancellationToken)
    {
        if (spent.Count == 0)
            return;
        try
        {
            await costs.AddAsync(tenantId, spent, cancellationToken);
        }
        catch (DbException)
        {
            // A judgement is not thrown away because it could not be counted; the metric has its tokens.
        }
    }

    /// <param name="Subject">What is judged, a visitor's turn or a draft: asked of the provider once. Null where somebody only tries a text.</param>
    internal sealed record JudgeBody(string? TenantId, string? Kind, string? Text, Guid? Subject = null);

    /// <param name="Confirms">It is serious, or unsafe; null where nobody judged.</param>
    /// <param name="Model">Null where the tenant has no provider.</param>
    /// <param name="Cause">Why the provider did not judge, as in the trail; null where it did or there is none.</param>
    internal sealed record Judgement(bool? Confirms, string? Model, string? Cause);
}
