using LiveChat.Contracts;
using LiveChat.SafetyModeration.Settings;
using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.PersonalData;
using MassTransit;

namespace LiveChat.SafetyModeration.Screening;

/// <summary>
/// Screens a visitor's message before any assistant sees it. Nothing is stored, so there is no outbox: the answer is a pure
/// function of the event and the compiled settings, and the event is acknowledged only after the broker took the answer.
/// Whatever dies before that, the event is given out again and answered again; a doubled answer carries the same turn and
/// attempt, which its consumers take once.
/// </summary>
internal sealed class ScreenPostedMessageConsumer(Screener screener) : IConsumer<VisitorMessagePosted>
{
    public async Task Consume(ConsumeContext<VisitorMessagePosted> context)
    {
        var (turn, message, trail) = context.Message;
        var screened = await screener.ScreenAsync(
            turn.TenantId, message.Text, Direction.Visitor, message.Locale, message.Serious, context.CancellationToken);
        IReadOnlyList<TrailStep> steps = [.. trail, screened.Step];
        if (screened.Verdict.Action == ScreeningActions.Allow)
        {
            // What leaves for an assistant, and so for a provider, is masked here; what is masked in storage came masked.
            var masked = PersonalDataScan.Mask(message.Text, screened.Settings.Masking.KindsWith(Masking.Provider | Masking.Storage));
            await context.PublishOnwardAsync(
                new VisitorMessageScreened(turn, message with { Text = masked }, message.Serious, steps), turn.RequestId);
        }
        else
            await context.PublishOnwardAsync(new VisitorMessageStopped(turn, screened.Verdict, steps), turn.RequestId);
    }
}
