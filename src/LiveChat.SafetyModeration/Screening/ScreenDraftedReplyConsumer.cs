using LiveChat.Contracts;
using LiveChat.SafetyModeration.Escalation;
using LiveChat.ServiceDefaults;
using LiveChat.ServiceDefaults.Authentication;
using MassTransit;

namespace LiveChat.SafetyModeration.Screening;

/// <summary>
/// Screens a drafted reply before the visitor sees it. Publishes the verdict directly, for the reasons given at
/// <see cref="ScreenPostedMessageConsumer"/>.
/// </summary>
internal sealed class ScreenDraftedReplyConsumer(
    Screener screener, EscalationDesk escalations, TenantDirectory tenants, ScreeningFaults faults) : IConsumer<ReplyDrafted>
{
    public async Task Consume(ConsumeContext<ReplyDrafted> context)
    {
        try
        {
            await ScreenAsync(context);
        }
        catch (Exception e) when (LastingFaults.Is(e))
        {
            // What nobody could screen is shown to nobody; people answer instead, at once.
            var (turn, reply, trail, _) = context.Message;
            await context.PublishOnwardAsync(
                new ReplyScreened(turn, reply, ScreeningFaults.Verdict, [.. trail, faults.Step(e, turn, "screen_reply")]), turn.RequestId);
        }
    }

    private async Task ScreenAsync(ConsumeContext<ReplyDrafted> context)
    {
        var (turn, reply, trail, locale) = context.Message;
        // Quick replies and titles of sources are shown too, so they are screened too; a space keeps them apart.
        var shown = string.Join("\n", [reply.Text, .. reply.QuickReplies, .. reply.Sources.Select(source => source.Title)]);
        var screened = await screener.ScreenAsync(
            turn.TenantId, reply.DraftId, shown, Direction.Reply, locale, context.Message.Serious,
            new ConversationCounts(context.Message.Warnings, context.Message.Unanswered, context.Message.VisitorText, !reply.Known),
            context.CancellationToken, FactsOf(context.Message));
        await escalations.TellAsync(turn, screened.Fired, context.CancellationToken);
        await context.PublishOnwardAsync(
            new ReplyScreened(turn, context.Message.Serious ? reply with { QuickReplies = [] } : reply, screened.Verdict, [.. trail, .. screened.Steps]), turn.RequestId);
    }

    private ReplyFacts FactsOf(ReplyDrafted e)
    {
        var hosts = tenants.Peek(e.Turn.TenantId)?.AllowedDomains ?? [];
        var sources = e.Reply.Sources
            .Select(source => Uri.TryCreate(source.Url, UriKind.Absolute, out var uri) ? uri.Host.ToLowerInvariant() : null).OfType<string>();
        // Small talk claims nothing, and neither does 'I don't know'.
        var claims = e.Reply.Known && e.Reply.Sources.Count == 0 && !e.Trail.Any(step => step.Step == "small_talk");
        return new ReplyFacts(e.VisitorText, hosts, [.. sources], claims);
    }
}
