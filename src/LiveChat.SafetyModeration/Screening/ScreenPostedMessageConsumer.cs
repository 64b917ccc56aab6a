using LiveChat.Contracts;
using LiveChat.SafetyModeration.Escalation;
using LiveChat.SafetyModeration.Settings;
using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.PersonalData;
using MassTransit;

namespace LiveChat.SafetyModeration.Screening;

/// <summary>
/// Screens a visitor's message before any assistant sees it. Nothing is stored but, rarely, what an escalation rule demands of
/// chat, so there is no outbox for the verdict: the answer is a pure
/// function of the event and the compiled settings, and the event is acknowledged only after the broker took the answer.
/// Whatever dies before that, the event is given out again and answered again; a doubled answer carries the same turn and
/// attempt, which its consumers take once.
/// </summary>
internal sealed class ScreenPostedMessageConsumer(Screener screener, EscalationDesk escalations, ScreeningFaults faults) : IConsumer<VisitorMessagePosted>
{
    public async Task Consume(ConsumeContext<VisitorMessagePosted> context)
    {
        try
        {
            await ScreenAsync(context);
        }
        catch (Exception e) when (LastingFaults.Is(e))
        {
            // It would fail again and again until the turn's time is up: people are told now, and no assistant sees it.
            var (turn, _, trail) = context.Message;
            await context.PublishOnwardAsync(
                new VisitorMessageStopped(turn, ScreeningFaults.Verdict, [.. trail, faults.Step(e, turn, "screen_message")]), turn.RequestId);
        }
    }

    private async Task ScreenAsync(ConsumeContext<VisitorMessagePosted> context)
    {
        var (turn, message, trail) = context.Message;
        var screened = await screener.ScreenAsync(
            turn.TenantId, turn.TurnId, message.Text, Direction.Visitor, message.Locale, message.Serious,
            new ConversationCounts(message.Warnings, message.Unanswered, message.Text, null), context.CancellationToken);
        IReadOnlyList<TrailStep> steps = [.. trail, .. screened.Steps];
        await escalations.TellAsync(turn, screened.Fired, context.CancellationToken);
        if (screened.Verdict.Action == ScreeningActions.Allow)
        {
            // What leaves for an assistant, and so for a provider, is masked here; what is masked in storage came masked.
            var kinds = screened.Settings.Masking.KindsWith(Masking.Provider | Masking.Storage);
            var masked = message with
            {
                Text = PersonalDataScan.Mask(message.Text, kinds),
                PageUrl = PersonalDataFields.MaskUrl(message.PageUrl, kinds),
                Attributes = PersonalDataFields.MaskValues(message.Attributes, kinds),
                Guidance = message.Guidance is null ? null : PersonalDataScan.Mask(message.Guidance, kinds),
            };
            var serious = message.Serious || screened.Verdict.Serious;
            await context.PublishOnwardAsync(
                new VisitorMessageScreened(turn, masked with { Serious = serious }, serious, steps), turn.RequestId);
        }
        else
            await context.PublishOnwardAsync(new VisitorMessageStopped(turn, screened.Verdict, steps), turn.RequestId);
    }
}
