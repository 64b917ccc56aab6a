using LiveChat.Chat.Hours;
using LiveChat.Chat.Safety;
using LiveChat.Chat.Staff;
using LiveChat.Chat.Texts;
using LiveChat.Chat.Turns;

namespace LiveChat.Chat.Messages;

/// <summary>Makes the visitor's answer, plain or streamed. What only a hand-over tells is looked up for a hand-over alone.</summary>
internal sealed class AnswerMaker(StaffPresence presence, TypicalAnswerTimes times, HoursDirectory hours, SafetyDirectory safety)
{
    public async ValueTask<ChatAnswer> MakeAsync(Intake intake, TurnOutcome? outcome, CancellationToken cancellationToken)
    {
        if (outcome is not (null or { Status: TurnStatus.HandedOff })) return AnswerRules.For(intake, outcome, false, null, null, "");
        var view = intake.Accepted.Conversation.View;
        var tenantId = intake.Accepted.Conversation.TenantId;
        var online = await presence.AnybodyOnlineAsync(tenantId).ConfigureAwait(false);
        var minutes = online ? await times.FindAsync(tenantId, cancellationToken).ConfigureAwait(false) : null;
        var wanted = await safety.FindAsync(tenantId, cancellationToken).ConfigureAwait(false);
        return AnswerRules.For(intake, outcome, online, hours.NextOpening(tenantId), minutes,
            VisitorTexts.For(view.Locale).With(wanted, view.Locale, online, minutes).Handover);
    }
}
