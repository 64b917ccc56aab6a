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

    public static void MapJudgements(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapInternal(HttpMethods.Post, "/internal/assistantrouting/judge", JudgeAsync);

    private static async Task<Judgement> JudgeAsync(
        JudgeBody body, TenantSetups setups, ProviderCalls calls, CostStore costs, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(body.TenantId) || body.Text is null || body.Kind is null || !JudgementRules.Kinds.Contains(body.Kind))
            throw Problems.Invalid("kind", $"must be one of {string.Join(", ", JudgementRules.Kinds)}, beside tenantId and text.");
        var setup = await setups.GetAsync(body.TenantId, cancellationToken);
        if (setup.Provider.IsBuiltin)
            return new Judgement(null, null, null);
        var answer = await calls.AskAsync(body.TenantId, setup.Provider,
            new ProviderQuestion(JudgementRules.Prompt(body.Kind, body.Text), null, null, MostTokens, false), null, cancellationToken);
        if (answer.Cause is null)
        {
            var spend = new ProviderSpend(Guid.Empty, setup.Provider.Model!, answer.InputTokens, answer.OutputTokens);
            try
            {
                await costs.AddAsync(body.TenantId, DayCost.Of([spend], null, ModelPrices.Parse(setup.Provider.Prices), clock.GetUtcNow()), cancellationToken);
            }
            catch (DbException)
            {
                // A judgement is not thrown away because it could not be counted; the metric has its tokens.
            }
        }

        var confirms = JudgementRules.Read(body.Kind, answer.Text);
        return new Judgement(confirms, answer.Model, confirms is null ? answer.Cause ?? ProviderCauses.InvalidAnswer : null);
    }

    internal sealed record JudgeBody(string? TenantId, string? Kind, string? Text);

    /// <param name="Confirms">It is serious, or unsafe; null where nobody judged.</param>
    /// <param name="Model">Null where the tenant has no provider.</param>
    /// <param name="Cause">Why the provider did not judge, as in the trail; null where it did or there is none.</param>
    internal sealed record Judgement(bool? Confirms, string? Model, string? Cause);
}
