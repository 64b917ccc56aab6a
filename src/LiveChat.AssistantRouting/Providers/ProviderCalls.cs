using LiveChat.AssistantRouting.Prompts;
using Microsoft.Extensions.AI;

namespace LiveChat.AssistantRouting.Providers;

/// <summary>What is asked of a provider.</summary>
/// <param name="Model">Null for the tenant's own.</param>
internal sealed record ProviderQuestion(IReadOnlyList<ChatMessage> Messages, string? Model, double? Temperature, int MostTokens, bool WithTools);

/// <summary>What came of it: an answer, the wish to hand over, or a cause.</summary>
/// <param name="Text">Trimmed; never empty; null where there is none.</param>
/// <param name="Handover">The model called for a person: <c>not_known</c> or <c>visitor_asked</c>.</param>
/// <param name="Tries">How often the provider was asked.</param>
internal sealed record ProviderAnswer(string? Text, string? Handover, string Model, int Tokens, string? Cause, int Tries)
{
    public static ProviderAnswer Failed(string cause, string model, int tries = 0) => new(null, null, model, 0, cause, tries);
}

/// <summary>Asks a tenant's provider through its pipeline. Fails by a cause, never by an exception, unless the caller gives up.</summary>
internal sealed class ProviderCalls(ProviderPipelines pipelines, TimeProvider clock)
{
    public async Task<ProviderAnswer> AskAsync(string tenantId, ProviderSettings settings, ProviderQuestion question, CancellationToken cancellationToken)
    {
        var model = question.Model ?? settings.Model!;
        var started = clock.GetTimestamp();
        var tries = 0;
        ProviderAnswer answer;
        try
        {
            var line = pipelines.For(tenantId, settings);
            var client = line.For(model);
            var options = ChatClients.Options(settings.Kind, model, question.Temperature, question.MostTokens, question.WithTools ? [PersonTool.Declaration] : null);
            var response = await line.Pipeline.ExecuteAsync(async token =>
            {
                tries++;
                return Read(await client.GetResponseAsync(question.Messages, options, token), model);
            }, cancellationToken);
            answer = response with { Tries = tries };
        }
        catch (Exception e) when (ProviderPipelines.CauseOf(e, cancellationToken) is { } cause)
        {
            answer = ProviderAnswer.Failed(cause, model, tries);
        }

        AssistantRoutingTelemetry.ProviderAsked(settings.Kind, answer.Cause, answer.Tokens, clock.GetElapsedTime(started).TotalMilliseconds);
        return answer;
    }

    /// <summary>One plain call, past breaker and bulkhead, to say what is wrong.</summary>
    public static async Task<ProviderException?> TestAsync(IChatClient client, string kind, string model, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(limit);
        try
        {
            _ = await client.GetResponseAsync([new ChatMessage(ChatRole.User, "Answer with the single word OK.")],
                ChatClients.Options(kind, model, null, 64, null), patience.Token);
            return null;
        }
        catch (Exception e) when (ProviderPipelines.CauseOf(e, cancellationToken) is { } cause)
        {
            return ProviderException.Within(e) ?? new ProviderException(cause);
        }
    }

    private static ProviderAnswer Read(ChatResponse response, string asked)
    {
        var tokens = (int)Math.Clamp(response.Usage?.TotalTokenCount ?? (response.Usage?.InputTokenCount ?? 0) + (response.Usage?.OutputTokenCount ?? 0), 0, int.MaxValue);
        var model = response.ModelId is { Length: > 0 and <= 120 } named ? named : asked;
        var text = response.Text.Trim();
        var handover = PersonTool.ReasonIn(response);
        if (text.Length == 0 && handover is null) throw new ProviderException(ProviderCauses.InvalidAnswer, code: "empty");
        return new ProviderAnswer(text.Length == 0 ? null : text, handover, model, tokens, null, 1);
    }
}
