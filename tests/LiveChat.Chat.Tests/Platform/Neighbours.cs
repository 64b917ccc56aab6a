using System.Collections.Concurrent;
using System.Threading.Channels;
using MassTransit;

namespace LiveChat.Chat.Tests.Platform;

/// <summary>
/// Stands where safety and assistant routing stand: answers a visitor's message by what it says. 'silent' is not answered
/// at all, 'flaky' only in its second attempt, 'gate' when the test opens it.
/// </summary>
internal sealed class Neighbours(IEventBus bus)
{
    private readonly ConcurrentDictionary<Guid, VisitorMessagePosted> _waiting = new();
    private readonly Channel<VisitorMessagePosted> _heard = Channel.CreateUnbounded<VisitorMessagePosted>();

    /// <summary>The next message of a tenant that reached safety.</summary>
    public async Task<VisitorMessagePosted> HearAsync(string tenantId, CancellationToken ct)
    {
        while (true)
        {
            var e = await _heard.Reader.ReadAsync(ct);
            if (e.Turn.TenantId == tenantId) return e;
            _heard.Writer.TryWrite(e);
            await Task.Delay(10, ct);
        }
    }

    public Task OpenAsync(VisitorMessagePosted e) => SayAsync(Screened(e, ScreeningActions.Allow));

    public Task SayAsync(object e) => bus.PublishAsync(e, Guid.NewGuid(), "request-0", CancellationToken.None);

    public static ReplyScreened Screened(VisitorMessagePosted e, string action, string? text = null) => new(
        e.Turn, new DraftedReply(e.Turn.TurnId, Guid.Parse("00000000-0000-7000-8000-00000000ada0"), "Ada", $"Echo: {e.Message.Text}",
            [new MessageSource("Shipping", "/help/shipping")], ["Thanks"], "builtin", 7, true),
        new ScreeningVerdict(action, action == ScreeningActions.Allow ? null : "blockedKeywords", null, text, false),
        [.. e.Trail, new TrailStep("assistantrouting", "draft", "answered", null, "Shipping", DateTimeOffset.UtcNow, 1)]);

    private static ReplyScreened Held(VisitorMessagePosted e, bool wait, int seconds = 600)
    {
        var screened = Screened(e, ScreeningActions.Hold, "A colleague checks this.");
        var terms = new HoldTerms(seconds, HoldTerms.Handover, wait, [new ReviewReason("blockedKeywords", "x", null, "Echo")], null, null);
        return screened with { Verdict = screened.Verdict with { Hold = terms } };
    }

    public Task AnswerAsync(VisitorMessagePosted e)
    {
        _heard.Writer.TryWrite(e);
        return e.Message.Text switch
        {
            "silent" or "gate" => Task.CompletedTask,
            "flaky" when e.Turn.Attempt == 1 => Task.CompletedTask,
            "hold" when e.Message.Guidance is { } guidance => SayAsync(Screened(e, ScreeningActions.Allow) is var again
                ? again with { Reply = again.Reply with { Text = $"Better: {guidance}" } } : again),
            "hold" => SayAsync(Held(e, wait: true)),
            "hold, nobody waits" => SayAsync(Held(e, wait: false)),
            "hold, shortly" => SayAsync(Held(e, wait: true, seconds: 1)),
            "block" => SayAsync(Screened(e, ScreeningActions.Fallback)),
            "end" => SayAsync(Screened(e, ScreeningActions.End)),
            "stop" => SayAsync(new VisitorMessageStopped(e.Turn, new ScreeningVerdict(ScreeningActions.Handover, "blockedKeywords", "x", null, false), e.Trail)),
            // What no event may be, and no time mends.
            "broken reply" => SayAsync(Screened(e, ScreeningActions.Allow) is var broken ? broken with { Reply = broken.Reply with { Text = null! } } : broken),
            "broken stop" => SayAsync(new VisitorMessageStopped(e.Turn, null!, e.Trail)),
            "fail" => SayAsync(new ReplyFailed(e.Turn, "provider_timeout", e.Trail)),
            "human" => SayAsync(new HandoverRequested(e.Turn, "visitor_asked", null, e.Trail)),
            _ => SayAsync(Screened(e, ScreeningActions.Allow)),
        };
    }
}

internal sealed class AnswerForNeighboursConsumer(Neighbours neighbours) : IConsumer<VisitorMessagePosted>
{
    public Task Consume(ConsumeContext<VisitorMessagePosted> context) => neighbours.AnswerAsync(context.Message);
}

/// <summary>What chat said, as fan-out would hear it.</summary>
internal sealed class Feed
{
    private readonly ConcurrentQueue<(string TenantId, object Event)> _events = new();

    public IEnumerable<T> Of<T>(string tenantId) => _events.Where(e => e.TenantId == tenantId).Select(e => e.Event).OfType<T>();

    public void Add(string tenantId, object e) => _events.Enqueue((tenantId, e));
}

internal sealed class HearForFeedConsumer(Feed feed)
    : IConsumer<MessagesPosted>, IConsumer<ConversationChanged>, IConsumer<HeldRepliesChanged>
{
    public Task Consume(ConsumeContext<HeldRepliesChanged> context)
    {
        feed.Add(context.Message.TenantId, context.Message);
        return Task.CompletedTask;
    }

    public Task Consume(ConsumeContext<MessagesPosted> context)
    {
        foreach (var line in context.Message.Lines) feed.Add(line.Posted.TenantId, line.Posted);
        return Task.CompletedTask;
    }

    public Task Consume(ConsumeContext<ConversationChanged> context)
    {
        feed.Add(context.Message.TenantId, context.Message);
        return Task.CompletedTask;
    }
}
