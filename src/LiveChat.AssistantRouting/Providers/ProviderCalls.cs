using LiveChat.AssistantRouting.Prompts;
using LiveChat.AssistantRouting.Streaming;
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
    public long InputTokens { get; init; }

    public long OutputTokens { get; init; }

    public static ProviderAnswer Failed(string cause, string model, int tries = 0) => new(null, null, model, 0, cause, tries);
}

/// <summary>Asks a tenant's provider through its pipeline. Fails by a cause, never by an exception, unless the caller gives up.</summary>
internal sealed class ProviderCalls(ProviderPipelines pipelines, TimeProvider clock)
{
    /// <param name="stream">Where the answer is shown while it is written; null for an answer in one piece.</param>
    public async Task<ProviderAnswer> AskAsync(string tenantId, ProviderSettings settings, ProviderQuestion question, ReplyStream? stream, CancellationToken cancellationToken)
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
            var unstreamed = false;
            ValueTask<ProviderAnswer> ExecuteAsync() => line.Pipeline.ExecuteAsync(async token =>
            {
                tries++;
                return stream is { Open: true } && !unstreamed
                    ? Read(await StreamAsync(client, question, options, stream, token), model)
                    : Read(await pipelines.WholeTry.ExecuteAsync(async t => await client.GetResponseAsync(question.Messages, options, t), token), model);
            }, cancellationToken);
            ProviderAnswer response;
            try
            {
                response = await ExecuteAsync();
            }
            catch (Exception e) when (stream is { Open: true } && ProviderPipelines.CauseOf(e, cancellationToken) is ProviderCauses.Refused or ProviderCauses.InvalidAnswer)
            {
                // Some servers can't stream, or not with tools. Nothing was shown yet, so they are asked once more without.
                unstreamed = true;
                response = await ExecuteAsync();
            }

            answer = response with { Tries = tries };
        }
        catch (Exception e) when (ProviderPipelines.CauseOf(e, cancellationToken) is { } cause)
        {
            answer = ProviderAnswer.Failed(cause, model, tries);
        }

        AssistantRoutingTelemetry.ProviderAsked(settings.Kind, answer.Cause, answer.Tokens, clock.GetElapsedTime(started).TotalMilliseconds);
        return answer;
    }

    private async Task<ChatResponse> StreamAsync(
        IChatClient client, ProviderQuestion question, ChatOptions options, ReplyStream stream, CancellationToken cancellationToken)
    {
        stream.Restart();
        var updates = new List<ChatResponseUpdate>();
        using var patience = pipelines.Streamed(cancellationToken);
        await foreach (var update in patience.ReadAsync(t => client.GetStreamingResponseAsync(question.Messages, options, t)))
        {
            updates.Add(update);
            if (update.Text is { Length: > 0 } text) await stream.WriteAsync(text, cancellationToken);
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
        var tokens = (int)Math.Clamp(response.Usage?.TotalTokenCount ?? (response.Usage?.InputTokenCount ?? 0) + (response.Usage?.OutputTokenCount ?? 0), 0, int.MaxValue);
        var model = response.ModelId is { Length: > 0 and <= 120 } named && !named.Any(char.IsControl) ? named : asked;
        // A database takes no NUL.
        var text = response.Text.Replace("\0", "", StringComparison.Ordinal).Trim();
        var handover = PersonTool.ReasonIn(response);
        if (text.Length == 0 && handover is null) throw new ProviderException(ProviderCauses.InvalidAnswer, code: "empty");
        var output = Math.Clamp(response.Usage?.OutputTokenCount ?? 0, 0, tokens);
        return new ProviderAnswer(text.Length == 0 ? null : text, handover, model, tokens, null, 1)
        {
            // A server that counts only their sum counts what was read too.
            InputTokens = Math.Clamp(response.Usage?.InputTokenCount ?? tokens - output, 0, int.MaxValue),
            OutputTokens = output,
        };
    }
}
