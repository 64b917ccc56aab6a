using LiveChat.Chat.Conversations;
using LiveChat.Chat.Turns;
using LiveChat.ServiceDefaults;
using Microsoft.Extensions.Options;

namespace LiveChat.Chat.Messages;

/// <summary>Waits for a turn to end: subscribed before it was stored, read on each wake-up, and every 2 s besides.</summary>
internal sealed class TurnWait(
    ConversationWaiters waiters, TurnStore turns, IEventBus bus, TimeProvider clock, IOptions<ChatOptions> options)
{
    /// <summary>Begins to listen; before the message is stored.</summary>
    public ConversationWaiters.Watch Listen(Guid turnId) => waiters.Listen(turnId);

    /// <summary>How the turn ended, or how it stands when the time is up. Null where people handle the conversation.</summary>
    public async Task<TurnOutcome?> WaitAsync(
        ConversationWaiters.Watch watch, Accepted accepted, Guid listenedTurn, CancellationToken cancellationToken)
    {
        if (accepted.TurnId is not { } turnId) return null;
        var open = Open(turnId, accepted);
        // A turn that this request did not begin may have ended long ago; its own can only just have begun.
        TurnOutcome? outcome = null;
        if (turnId != listenedTurn || !open.IsOpen) outcome = await ReadAsync(turnId, cancellationToken).ConfigureAwait(false) ?? open;
        else if (!bus.IsUp) return open; // it would not come within the wait: the event is safe in the outbox
        if (outcome is { IsOpen: false }) return outcome;
        if (turnId != listenedTurn) watch.Also(turnId);
        watch.Also(accepted.Conversation.Id);

        var started = clock.GetTimestamp();
        while (true)
        {
            var left = options.Value.ReplyWait - clock.GetElapsedTime(started);
            if (left <= TimeSpan.Zero) return outcome ?? open;
            var reread = options.Value.RereadAfter(waiters.HintsUp);
            await watch.WaitAsync(left < reread ? left : reread, cancellationToken).ConfigureAwait(false);
            outcome = watch.Outcome ?? await ReadAsync(turnId, cancellationToken).ConfigureAwait(false) ?? outcome;
            if (outcome is { IsOpen: false }) return outcome;
            if (!bus.IsUp) return outcome ?? open; // the broker died meanwhile
        }
    }

    private async Task<TurnOutcome?> ReadAsync(Guid turnId, CancellationToken cancellationToken)
    {
        try
        {
            return await turns.FindOutcomeAsync(turnId, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (DatabaseErrors.IsTransient(e))
        {
            // The message is stored; a database that restarts meanwhile is no reason to fail the answer.
            return null;
        }
    }

    private static TurnOutcome Open(Guid turnId, Accepted accepted) => new(
        turnId, accepted.Message!.Turn!.Status, null, null, null, null, null, 0, accepted.Conversation.View.Visitor.Email is not null);
}
