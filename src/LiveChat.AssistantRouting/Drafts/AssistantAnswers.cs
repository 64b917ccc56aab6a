using System.Globalization;
using LiveChat.AssistantRouting.Assistants;
using LiveChat.AssistantRouting.Costs;
using LiveChat.AssistantRouting.Prompts;
using LiveChat.AssistantRouting.Providers;
using LiveChat.AssistantRouting.Retrieval;
using LiveChat.AssistantRouting.SmallTalk;
using LiveChat.AssistantRouting.Streaming;
using LiveChat.Contracts;
using Microsoft.Extensions.Options;

namespace LiveChat.AssistantRouting.Drafts;

/// <summary>A question to an assistant. Without a <paramref name="Turn"/> somebody tries it out: no conversation stands behind it.</summary>
internal sealed record VisitorQuestion(
    string TenantId, string Text, string? Locale, TurnRef? Turn = null, bool First = true, bool Serious = false, string? PageUrl = null,
    IReadOnlyDictionary<string, string>? Attributes = null, string? Guidance = null)
{
    /// <summary>Where the reply is shown while it is written; null where it is not.</summary>
    public ReplyStream? Stream { get; init; }

    /// <summary>What was said before, where somebody began to read it; null where it is yet to be read.</summary>
    public Task<ConversationContext>? Before { get; init; }

    /// <summary>Is cancelled when the turn has no time left; null for a time of its own.</summary>
    public CancellationToken? Deadline { get; init; }

    /// <summary>Collects what the provider took; null where nobody counts it.</summary>
    public List<ProviderSpend>? Spent { get; init; }
}

/// <summary>
/// Gets an assistant's answer: small talk at once, then the tenant's provider, and where that fails the chain: the fallback
/// assistant, the tenant's own articles, people. Each step and its cause goes into the trail.
/// </summary>
internal sealed class AssistantAnswers(
    Drafter drafter, ProviderCalls calls, ConversationClient conversations, IOptions<AssistantRoutingOptions> options, TimeProvider clock)
{
    private const int LinesAsked = 30;

    public async Task<Draft> AnswerAsync(TenantSetup setup, Assistant assistant, VisitorQuestion question, List<TrailStep> trail, CancellationToken cancellationToken)
    {
        if (drafter.SmallTalk(assistant, question.Text, question.Locale, trail) is { } small) return small;
        if (!AsksProvider(setup, assistant)) return drafter.FromArticles(setup, assistant, question.Text, question.Locale, trail);

        using var time = question.Deadline is null ? calls.TurnTime() : null;
        var deadline = time?.Token ?? question.Deadline!.Value;
        var started = clock.GetTimestamp();
        var context = question.Turn is null || question.First ? ConversationContext.None
            : await (question.Before ?? BeforeAsync(question.Turn, cancellationToken));
        Step(trail, "read_conversation", context.Known ? "read" : "unknown", context.Known ? null : "history_unavailable",
            $"{context.Lines.Count.ToString(CultureInfo.InvariantCulture)} lines", started);

        var (draft, cause, tokens) = await AskAsync(setup, assistant, question, context, trail, deadline, cancellationToken);
        if (draft is not null) return draft;
        if (FallbackRules.Second(setup, assistant, cause!) is { } second)
        {
            var (other, _, more) = AsksProvider(setup, second)
                ? await AskAsync(setup, second, question, context, trail, deadline, cancellationToken)
                : (drafter.FromArticles(setup, second, question.Text, question.Locale, trail), null, 0);
            tokens += more;
            if (other is { Known: true }) return other with { By = second, Tokens = other.Tokens + tokens - more };
        }

        var own = drafter.FromArticles(setup, assistant, question.Text, question.Locale, trail);
        return (own.Known ? own : Draft.Failure(cause!)) with { Tokens = tokens };
    }

    /// <summary>The time of one turn, for <see cref="VisitorQuestion.Deadline"/>.</summary>
    public CancellationTokenSource TurnTime() => calls.TurnTime();

    /// <summary>Begins to read what was said before, for <see cref="VisitorQuestion.Before"/>. Never fails but by being cancelled.</summary>
    public Task<ConversationContext> BeforeAsync(TurnRef turn, CancellationToken cancellationToken) =>
        conversations.LinesBeforeAsync(turn, LinesAsked, cancellationToken);

    /// <summary>Whether an answer of this assistant costs a provider's call, so that a redelivery must be looked up first.</summary>
    public static bool AsksProvider(TenantSetup setup, Assistant assistant) => !setup.Provider.IsBuiltin && assistant.Settings.Provider != ProviderKinds.Builtin;

    private async Task<(Draft? Draft, string? Cause, int Tokens)> AskAsync(
        TenantSetup setup, Assistant assistant, VisitorQuestion question, ConversationContext context, List<TrailStep> trail,
        CancellationToken deadline, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var language = ReplyTexts.AskedIn(question.Text, question.Locale, assistant.Settings.Language);
        var passages = GroundingRules.Passages(setup.Knowledge.For(assistant.Id), question.Text, language, context.Lines);
        Step(trail, "retrieve", passages.Count > 0 ? "found" : "not_found", passages.Count > 0 ? null : "no_article",
            passages.Count > 0 ? $"articles {string.Join(", ", passages.Select(p => $"'{p.Article.Title}'").Distinct())}" : null, started);

        started = clock.GetTimestamp();
        var tools = ProviderKinds.TakesTools(setup.Provider.Kind);
        var prompt = PromptRules.Build(new PromptInput(
            assistant, language, question.Serious, passages, context.Lines, question.Text, question.PageUrl, question.Attributes, tools,
            options.Value.HistoryTokens)
        { Guidance = question.Guidance }, TokenCounts.Of);
        if (question.Stream is not null) question.Stream.Passages = passages;
        var answer = await calls.AskAsync(question.TenantId, setup.Provider, new ProviderQuestion(
            prompt, assistant.Settings.Model, assistant.Settings.Temperature, assistant.Settings.MaxTokens ?? AssistantRules.UsualMostTokens, tools), question.Stream, deadline, cancellationToken);
        var outcome = answer.Cause is not null ? "failed" : answer.Handover ?? "answered";
        Step(trail, "ask_provider", outcome, answer.Cause, string.Create(CultureInfo.InvariantCulture,
            $"{setup.Provider.Kind}, model {answer.Model}, {answer.Tries} {(answer.Tries == 1 ? "try" : "tries")}, {answer.Tokens} tokens"), started);
        if (answer.Billed) question.Spent?.Add(new ProviderSpend(assistant.Id, assistant.Settings.Model ?? setup.Provider.Model!, answer.InputTokens, answer.OutputTokens));
        if (answer.Cause is not null) return (null, answer.Cause, answer.Tokens);

        var texts = ReplyTexts.For(ReplyTexts.LanguageOf(question.Text, question.Locale, assistant.Settings.Language));
        var draft = Write(answer, passages, texts, tools);
        Step(trail, "draft", draft.Kind == DraftKind.Handover ? "handed_over" : draft.Known ? "answered" : "unknown", draft.Cause, null, started);
        return (draft with { Model = answer.Model, Tokens = answer.Tokens }, null, answer.Tokens);
    }

    private static Draft Write(ProviderAnswer answer, IReadOnlyList<Passage> passages, ReplyTexts texts, bool tools)
    {
        if (answer.Handover == PersonTool.VisitorAsked) return Draft.Handover("visitor_asked");
        if (answer.Handover is not null) return Draft.Reply(texts.Unknown, [], [texts.GetPerson], known: false);
        var (text, sources) = CitationRules.Read(answer.Text!, passages);
        // Where the model had no way to say that it does not know, an answer without any article counts as not known.
        var known = tools || passages.Count > 0;
        return text.Length == 0 ? Draft.Reply(texts.Unknown, [], [texts.GetPerson], known: false)
            : Draft.Reply(text, sources, known ? [] : [texts.GetPerson], known);
    }

    private void Step(List<TrailStep> trail, string step, string outcome, string? cause, string? detail, long started) =>
        trail.Add(new TrailStep(AssistantRoutingModule.Name, step, outcome, cause, detail, clock.GetUtcNow(), Math.Round(clock.GetElapsedTime(started).TotalMilliseconds, 3)));
}
