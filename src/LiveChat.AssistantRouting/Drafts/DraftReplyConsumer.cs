using LiveChat.AssistantRouting.Assistants;
using LiveChat.AssistantRouting.Costs;
using LiveChat.AssistantRouting.Knowledge;
using LiveChat.AssistantRouting.Prompts;
using LiveChat.AssistantRouting.Routing;
using LiveChat.AssistantRouting.SmallTalk;
using LiveChat.AssistantRouting.Streaming;
using LiveChat.Contracts;
using LiveChat.ServiceDefaults;
using MassTransit;

namespace LiveChat.AssistantRouting.Drafts;

/// <summary>
/// Drafts the reply to a screened message. One database round trip: the draft with its outbox row; with a provider another before
/// it, which claims the attempt. When the same attempt comes again, what was stored is sent again, unchanged. The built-in assistant's own answers need no store:
/// they cost nothing to make again, so they go on at once, acknowledged only after the bus took them (D11).
/// </summary>
internal sealed partial class DraftReplyConsumer(
    TenantSetups setups, Drafter drafter, IntentFinder intents, AssistantAnswers answers, ReplyStreams streams, TenantHours hours, DraftStore store,
    DraftClaimStore claims, IEventBus bus, TimeProvider clock, ILogger<DraftReplyConsumer> logger) : IConsumer<VisitorMessageScreened>
{
    public async Task Consume(ConsumeContext<VisitorMessageScreened> context)
    {
        try
        {
            await ClaimAndDraftAsync(context);
        }
        catch (Exception e) when (LastingFaults.Is(e))
        {
            // It would fail again and again until the turn's time is up: people are told now instead.
            var turn = context.Message.Turn;
            LogFault(e, turn.TurnId);
            List<TrailStep> trail = [.. context.Message.Trail, new TrailStep(AssistantRoutingModule.Name, "draft", "failed", Problems.InternalError.Code, null, clock.GetUtcNow(), 0)];
            if (await store.AddAsync(turn, new ReplyFailed(turn, Problems.InternalError.Code, trail), true, null, null, [], context.CancellationToken) is { } stored)
                await ResendAsync(stored, turn, context.CancellationToken);
        }
    }

    private async Task ClaimAndDraftAsync(ConsumeContext<VisitorMessageScreened> context)
    {
        var started = clock.GetTimestamp();
        var turn = context.Message.Turn;
        var cancellationToken = context.CancellationToken;
        using var activity = AssistantRoutingTelemetry.Activities.StartActivity("draft reply");
        activity?.SetTag("livechat.tenant", turn.TenantId).SetTag("livechat.turn", turn.TurnId).SetTag("livechat.request_id", turn.RequestId);

        var setup = await setups.GetAsync(turn.TenantId, cancellationToken);
        if (setup.Provider.IsBuiltin)
        {
            await DraftAsync(context, setup, null, started, CancellationToken.None);
            return;
        }

        // Two round trips at the same time: nearly every question to a provider needs both.
        var before = context.Message.Message.First ? null : answers.BeforeAsync(turn, cancellationToken);
        // Storing finds a repetition too, but by then a provider would have been paid twice.
        var claim = await claims.ClaimAsync(turn, cancellationToken);
        if (claim.Mine is not { } mine)
        {
            await ResendAsync(claim.Stored!, turn, cancellationToken);
            return;
        }

        try
        {
            using var time = answers.TurnTime();
            await DraftAsync(context, setup, before, started, time.Token);
        }
        catch
        {
            await claims.ReleaseAsync(turn, mine, CancellationToken.None);
            throw;
        }
    }

    private async Task DraftAsync(
        ConsumeContext<VisitorMessageScreened> context, TenantSetup setup, Task<ConversationContext>? before, long started, CancellationToken deadline)
    {
        var (turn, message) = (context.Message.Turn, context.Message.Message);
        var cancellationToken = context.CancellationToken;
        var trail = new List<TrailStep>(context.Message.Trail);
        var spent = new List<ProviderSpend>();
        var (assistant, draft) = await DecideAsync(setup, context.Message, before, trail, spent, deadline, cancellationToken);
        if (setup.Provider.IsBuiltin && draft is { Kind: DraftKind.Reply, Known: true })
        {
            await context.PublishOnwardAsync(Drafted(DraftIds.Of(turn), turn, message, draft.By ?? assistant!, draft, trail), turn.RequestId);
        }
        else if (await StoreAsync(turn, message, draft.By ?? assistant, draft, trail, Costs(setup, spent, assistant), cancellationToken) is { } stored)
        {
            await ResendAsync(stored, turn, cancellationToken);
            return;
        }

        AssistantRoutingTelemetry.Drafted(draft.Kind.ToString().ToLowerInvariant(), draft.Cause, clock.GetElapsedTime(started).TotalMilliseconds);
    }

    private async Task<(Assistant? Assistant, Draft Draft)> DecideAsync(
        TenantSetup setup, VisitorMessageScreened e, Task<ConversationContext>? before, List<TrailStep> trail, List<ProviderSpend> spent,
        CancellationToken deadline, CancellationToken cancellationToken)
    {
        var intent = await intents.FindAsync(e.Turn.TenantId, setup, e.Message.Text, trail, spent, deadline, cancellationToken);
        var open = hours.IsOpen(e.Turn.TenantId, clock.GetUtcNow());
        var (assistant, decided) = drafter.Pick(setup, e.Message, intent, open, peopleToo: true, trail);
        var draft = decided ?? await AnswerAsync(setup, assistant!, e, before, trail, spent, deadline, cancellationToken);
        // Where people are all there is, there is nobody to loop with. Read only when it comes to that, which is rare.
        if (draft is not { Kind: DraftKind.Handover } || setup.Routing.PeopleOnly
            || await store.HandoversAsync(e.Turn.ConversationId, cancellationToken) < setup.Routing.MaxHandovers) return (assistant, draft);

        trail.Add(new TrailStep(AssistantRoutingModule.Name, "limit_handovers", "refused", "handover_limit",
            $"handed over {setup.Routing.MaxHandovers} times already", clock.GetUtcNow(), 0));
        if (assistant is not null) return (assistant, Drafter.EnoughHandovers(assistant, e.Message) with { Model = draft.Model, Tokens = draft.Tokens });
        (assistant, decided) = drafter.Pick(setup, e.Message, intent, open, peopleToo: false, trail);
        // No assistant at all: people are the only ones who can answer, loop or not.
        if (assistant is null) return (null, decided!.Kind == DraftKind.Failure ? draft : decided);
        draft = await AnswerAsync(setup, assistant, e, before, trail, spent, deadline, cancellationToken);
        return (assistant, draft.Kind == DraftKind.Handover ? Drafter.EnoughHandovers(assistant, e.Message) : draft);
    }

    private async Task<Draft> AnswerAsync(
        TenantSetup setup, Assistant assistant, VisitorMessageScreened e, Task<ConversationContext>? before, List<TrailStep> trail,
        List<ProviderSpend> spent, CancellationToken deadline, CancellationToken cancellationToken)
    {
        // 'Yes please' says nothing by itself; after 'Shall I get a person?' it does. Chat knows whether the last answer was that:
        // what the built-in assistant knows is not stored here. How long ago it was, the draft knows.
        if (e.Message.Unanswered > 0 && AgreementRules.IsYes(e.Message.Text) && await store.WasUnknownLatelyAsync(e.Turn.ConversationId, cancellationToken))
        {
            var agreed = Draft.Handover("visitor_asked");
            trail.Add(new TrailStep(AssistantRoutingModule.Name, "draft", "handed_over", agreed.Cause, "said yes to the offer of a person", clock.GetUtcNow(), 0));
            return agreed;
        }

        var serious = e.Serious || e.Message.Serious;
        return await answers.AnswerAsync(setup, assistant, new VisitorQuestion(
            e.Turn.TenantId, e.Message.Text, e.Message.Locale, e.Turn, e.Message.First, serious, e.Message.PageUrl, e.Message.Attributes, e.Message.Guidance)
        {
            Before = before,
            Spent = spent,
            Deadline = deadline,
            // In a serious matter a person may want to see it first.
            Stream = e.Message.Streamed && !serious ? streams.Open(e.Turn, e.Message.Text) : null,
        }, trail, cancellationToken);
    }

    private async Task<StoredDraft?> StoreAsync(
        TurnRef turn, VisitorMessage message, Assistant? assistant, Draft draft, List<TrailStep> trail, IReadOnlyList<DayCost> costs, CancellationToken cancellationToken)
    {
        var unanswered = draft is { Kind: DraftKind.Reply, Known: false } && turn.Attempt == 1 && UnansweredStore.IsQuestion(message.Text) ? message.Text : null;
        return draft.Kind switch
        {
            DraftKind.Reply => await store.AddAsync(turn, Drafted(Guid.CreateVersion7(), turn, message, assistant!, draft, trail),
                draft.Known, unanswered, message.Locale, costs, cancellationToken),
            DraftKind.Handover => await store.AddAsync(turn, new HandoverRequested(turn, draft.Cause!, null, trail), true, null, null, costs, cancellationToken),
            _ => await store.AddAsync(turn, new ReplyFailed(turn, draft.Cause!, trail), true, null, null, costs, cancellationToken),
        };
    }

    private List<DayCost> Costs(TenantSetup setup, List<ProviderSpend> spent, Assistant? picked) =>
        spent.Count == 0 ? [] : DayCost.Of(spent, picked?.Id, ModelPrices.Parse(setup.Provider.Prices), clock.GetUtcNow());

    private static ReplyDrafted Drafted(Guid id, TurnRef turn, VisitorMessage message, Assistant assistant, Draft draft, List<TrailStep> trail) =>
        new(turn, new DraftedReply(
            id, assistant.Id, assistant.Name, draft.Text!, draft.Sources, draft.QuickReplies, draft.Model, draft.Tokens, draft.Known), trail, message.Locale)
        { Serious = message.Serious, VisitorText = message.Text, Warnings = message.Warnings, Unanswered = message.Unanswered };

    private async Task ResendAsync(StoredDraft stored, TurnRef turn, CancellationToken cancellationToken)
    {
        await bus.PublishAsync(stored.Event, stored.EventId, turn.RequestId, cancellationToken);
        AssistantRoutingTelemetry.Resent();
    }

    [LoggerMessage(3141, LogLevel.Error, "Turn {TurnId} can't be drafted; people are asked to answer it")]
    private partial void LogFault(Exception exception, Guid turnId);
}
