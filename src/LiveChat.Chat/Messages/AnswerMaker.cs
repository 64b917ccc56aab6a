using LiveChat.Chat.Hours;
using LiveChat.Chat.Staff;
using LiveChat.Chat.Turns;

namespace LiveChat.Chat.Messages;

/// <summary>Makes the visitor's answer, plain or streamed. What only a hand-over tells is looked up for a hand-over alone.</summary>
internal sealed class AnswerMaker(HandoverOutlook people, HoursDirectory hours)
{
    public async ValueTask<ChatAnswer> MakeAsync(Intake intake, TurnOutcome? outcome, CancellationToken cancellationToken)
    {
        if (outcome is not (null or { Status: TurnStatus.HandedOff })) return AnswerRules.For(intake, outcome, false, null, null, "");
        var conversation = intake.Accepted.Conversation;
        var outlook = await people.FindAsync(conversation.TenantId, conversation.View.Locale, cancellationToken).ConfigureAwait(false);
        return AnswerRules.For(
            intake, outcome, outlook.Online, hours.NextOpening(conversation.TenantId), outlook.TypicalMinutes, outlook.Texts.Handover);
    }
}
