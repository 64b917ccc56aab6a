using LiveChat.Contracts;
using LiveChat.ServiceDefaults;
using MassTransit;

namespace LiveChat.SafetyModeration.Screening;

/// <summary>
/// Screens a drafted reply before the visitor sees it. Stores nothing and publishes directly, for the reasons given at
/// <see cref="ScreenPostedMessageConsumer"/>.
/// </summary>
internal sealed class ScreenDraftedReplyConsumer(Screener screener) : IConsumer<ReplyDrafted>
{
    public async Task Consume(ConsumeContext<ReplyDrafted> context)
    {
        var (turn, reply, trail, locale) = context.Message;
        // Quick replies and titles of sources are shown too, so they are screened too; a space keeps them apart.
        var shown = string.Join("\n", [reply.Text, .. reply.QuickReplies, .. reply.Sources.Select(source => source.Title)]);
        var screened = await screener.ScreenAsync(
            turn.TenantId, shown, Direction.Reply, locale, context.Message.Serious, context.CancellationToken);
        await context.PublishOnwardAsync(
            new ReplyScreened(turn, reply, screened.Verdict, [.. trail, screened.Step]), turn.RequestId);
    }
}
