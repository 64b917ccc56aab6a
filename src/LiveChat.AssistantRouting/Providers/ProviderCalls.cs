using LiveChat.AssistantRouting.Prompts;
using LiveChat.AssistantRouting.Streaming;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace LiveChat.AssistantRouting.Providers;

/// <summary>What is asked of a provider.</summary>
/// <param name="Model">Null for the tenant's own.</param>
internal sealed record ProviderQuestion(IReadOnlyList<ChatMessage> Messages, string? Model, double? Temperature, int MostTokens, bool WithTools)
{
    /// <summary>The time it may take where that is less than the pipeline gives.</summary>
    public TimeSpan? Within { get; init; }
}

/// <summary>What came of it: an answer, the wish to hand over, or a cause.</summary>
/// <param name="Text">Trimmed; never empty; null where there is none.</param>
/// <param name="Handover">The model called for a person: <c>not_known</c> or <c>visitor_asked</c>.</param>
/// <param name="Tokens">What the provider counted, of tries that failed too.</param>
/// <param name="Tries">How often the provider was asked.</param>
internal sealed record ProviderAnswer(string? Text, string? Handover, string Model, int Tokens, string? Cause, int Tries)
{
    public long InputTokens { get; init; }

    public long OutputTokens { get; init; }

    /// <summary>It costs something: answered, or failed after the provider had counted tokens.</summary>
    public bool Billed => Cause is null || InputTokens + OutputTokens > 0;

    public static ProviderAnswer Failed(string cause, string model) => new(null, null, model, 0, cause, 0);
}

/// <summary>Asks a tenant's provider through its pipeline. Fails by a cause, never by an exception, unless the caller gives up.</summary>
internal sealed class ProviderCalls(ProviderPipelines pipelines, IOptions<AssistantRoutingOptions> options, TimeProvider clock)
{
    /// <summary>The time that everything has which one turn asks.</summary>
    public CancellationTokenSource TurnTime() => new(TimeSpan.FromSeconds(options.Value.ProviderTurnSeconds), clock);

    /// <param name="stream">Where the answer is shown while it is written; null for an answer in one piece.</param>
    /// <param name="deadline">Is cancelled when there is no time left: <see cref="ProviderCauses.Timeout"/>.</param>
    public async Task<ProviderAnswer> AskAsync(
        string tenantId, ProviderSettings settings, ProviderQuestion question, ReplyStream? stream, CancellationToken deadline, CancellationToken cancellationToken)
    {
        var model = question.Model ?? settings.Model!;
        var started = clock.GetTimestamp();
        var tries = 0;
        var usage = new ProviderUsage();
        ProviderAnswer answer;
        try
        {
            using var within = new CancellationTokenSource(question.Within ?? Timeout.InfiniteTimeSpan, clock);
            using var any = CancellationTokenSource.CreateLinkedTokenSource(within.Token, deadline, cancellationToken);
            var line = pipelines.For(tenantId, settings);
            var client = line.For(model);
            var chatOptions = ChatClients.Options(settings.Kind, model, question.Temperature, question.MostTokens, question.WithTools ? [PersonTool.Declaration] : null);
            var unstreamed = false;
            answer = await line.Pipeline.ExecuteAsync(async token =>
            {
                if (stream is { Open: true } && !unstreamed)
                {
                    tries++;
                    try
                    {
                        return Read(await StreamAsync(client, question, chatOptions, stream, usage, token), model);
                    }
                    catch (Exception e) when (stream.Open && ProviderPipelines.CauseOf(e, token) is ProviderCauses.Refused or ProviderCauses.InvalidAnswer)
                    {
                        // Some servers can't stream, or not with tools. Nothing was shown yet, so they are asked without, in what time is left.
                        unstreamed = true;
                    }
                }

                tries++;
                var response = await pipelines.WholeTry.ExecuteAsync(async t => await client.GetResponseAsync(question.Messages, chatOptions, t), token);
                usage.Add(response.Usage);
                return Read(response, model);
            }, any.Token);
        }
        catch (Exception e) when (ProviderPipelines.CauseOf(e, cancellationToken) is { } cause)
        {
            answer = ProviderAnswer.Failed(cause, model);
        }

        answer = answer with { Tries = tries, Tokens = usage.Tokens, InputTokens = usage.Input, OutputTokens = usage.Output };
        AssistantRoutingTelemetry.ProviderAsked(settings.Kind, answer.Cause, answer.Tokens, clock.GetElapsedTime(started).TotalMilliseconds);
        return answer;
    }

    private async Task<ChatResponse> StreamAsync(
        IChatClient client, ProviderQuestion question, ChatOptions chatOptions, ReplyStream stream, ProviderUsage usage, CancellationToken cancellationToken)
    {
        stream.Restart();
        var updates = new List<ChatResponseUpdate>();
        try
        {
            using var patience = pipelines.Streamed(cancellationToken);
            await foreach (var update in patience.ReadAsync(t => client.GetStreamingResponseAsync(question.Messages, chatOptions, t)))
            {
                updates.Add(update);
                if (update.Text is { Length: > 0 } text) await stream.WriteAsync(text, cancellationToken);
            }
        }
        catch (Exception e) when (ChatClients.IsErrorEvent(e))
        {
            throw new ProviderException(ProviderCauses.Error, retryable: true, sick: true, code: "error_event");
        }
        finally
        {
            usage.Add(updates.ToChatResponse().Usage);
        }

        var response = updates.ToChatResponse();
        // A stream that just ends was broken off: every interface says at its end why it ended.
        if (response.FinishReason is null) throw new ProviderException(ProviderCauses.Error, retryable: true, sick: true, code: "broken_off");
        await stream.FinishAsync(cancellationToken);
        return response;
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
        var model = response.ModelId is { Length: > 0 and <= 120 } named && !named.Any(char.IsControl) ? named : asked;
        // A database takes no NUL.
        var text = response.Text.Replace("\0", "", StringComparison.Ordinal).Trim();
        var handover = PersonTool.ReasonIn(response);
        if (text.Length == 0 && handover is null) throw new ProviderException(ProviderCauses.InvalidAnswer, code: "empty");
        return new ProviderAnswer(text.Length == 0 ? null : text, handover, model, 0, null, 0);
    }
}
