using LiveChat.AssistantRouting.SmallTalk;
using LiveChat.Contracts;
using LiveChat.ServiceDefaults;
using MassTransit;

namespace LiveChat.AssistantRouting.Drafts;

/// <summary>
/// Drafts the reply to a screened message. One database round trip: the draft with its outbox row. When the same
/// attempt comes again, what was stored is sent again, unchanged.
/// </summary>
internal sealed class DraftReplyConsumer(
    TenantSetups setups, Drafter drafter, DraftStore store, IEventBus bus, TimeProvider clock) : IConsumer<VisitorMessageScreened>
{
    public async Task Consume(ConsumeContext<VisitorMessageScreened> context)
    {
        var started = clock.GetTimestamp();
        var (turn, message) = (context.Message.Turn, context.Message.Message);
        var cancellationToken = context.CancellationToken;
        using var activity = AssistantRoutingTelemetry.Activities.StartActivity("draft reply");
        activity?.SetTag("livechat.tenant", turn.TenantId).SetTag("livechat.turn", turn.TurnId).SetTag("livechat.request_id", turn.RequestId);

        var setup = await setups.GetAsync(turn.TenantId, cancellationToken);
        var trail = new List<TrailStep>(context.Message.Trail);
        var (assistant, draft) = drafter.Decide(setup, message, trail);

        // 'Yes please' says nothing by itself; after 'Shall I get a person?' it does. Rare, so it may cost a read.
        if (assistant is not null && draft.Kind == DraftKind.Reply && AgreementRules.IsYes(message.Text)
            && await store.LastWasUnknownAsync(turn.ConversationId, cancellationToken))
        {
            draft = Draft.Handover("visitor_asked");
            trail.Add(new TrailStep(AssistantRoutingModule.Name, "draft", "handed_over", draft.Cause, "said yes to the offer of a person", clock.GetUtcNow(), 0));
        }

        var unanswered = draft is { Kind: DraftKind.Reply, Known: false } && turn.Attempt == 1 ? message.Text : null;
        var stored = draft.Kind switch
        {
            DraftKind.Reply => await store.AddAsync(turn, new ReplyDrafted(turn, new DraftedReply(
                Guid.CreateVersion7(), assistant!.Id, assistant.Name, draft.Text!, draft.Sources, draft.QuickReplies, Drafter.Model, 0, draft.Known), trail, message.Locale),
                draft.Known, unanswered, message.Locale, cancellationToken),
            DraftKind.Handover => await store.AddAsync(turn, new HandoverRequested(turn, draft.Cause!, null, trail), true, null, null, cancellationToken),
            _ => await store.AddAsync(turn, new ReplyFailed(turn, draft.Cause!, trail), true, null, null, cancellationToken),
        };
        if (stored is not null)
        {
            await bus.PublishAsync(stored.Event, stored.EventId, turn.RequestId, cancellationToken);
            AssistantRoutingTelemetry.Resent();
            return;
        }

        AssistantRoutingTelemetry.Drafted(draft.Kind.ToString().ToLowerInvariant(), draft.Cause, clock.GetElapsedTime(started).TotalMilliseconds);
    }
}
