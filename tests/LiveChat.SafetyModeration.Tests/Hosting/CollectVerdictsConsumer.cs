using System.Collections.Concurrent;
using LiveChat.Contracts;
using MassTransit;

namespace LiveChat.SafetyModeration.Tests.Hosting;

/// <summary>In the place of routing, chat and fan-out: hands what safety said to the test that waits for this turn or review.</summary>
internal sealed class CollectVerdictsConsumer(Verdicts verdicts)
    : IConsumer<VisitorMessageScreened>, IConsumer<VisitorMessageStopped>, IConsumer<ReplyScreened>,
        IConsumer<ReviewOpened>, IConsumer<ReviewResolved>, IConsumer<EscalationRulesFired>
{
    public Task Consume(ConsumeContext<EscalationRulesFired> context) => Add(context.Message.Turn.TurnId, context.Message);

    public Task Consume(ConsumeContext<ReviewOpened> context) => Add(context.Message.Review.Id, context.Message);

    public Task Consume(ConsumeContext<ReviewResolved> context) => Add(context.Message.Review.Id, context.Message);

    public Task Consume(ConsumeContext<VisitorMessageScreened> context) => Add(context.Message.Turn, context.Message);

    public Task Consume(ConsumeContext<VisitorMessageStopped> context) => Add(context.Message.Turn, context.Message);

    public Task Consume(ConsumeContext<ReplyScreened> context) => Add(context.Message.Turn, context.Message);

    private Task Add(TurnRef turn, object e)
    {
        verdicts.Of(turn.TurnId, null).TrySetResult(e);
        return Task.CompletedTask;
    }

    private Task Add(Guid reviewId, object e)
    {
        verdicts.Of(reviewId, e.GetType()).TrySetResult(e);
        return Task.CompletedTask;
    }
}

/// <summary>The first verdict of each turn, and the first event of each kind of a review.</summary>
public sealed class Verdicts
{
    private readonly ConcurrentDictionary<(Guid, Type?), TaskCompletionSource<object>> turns = new();

    internal TaskCompletionSource<object> Of(Guid id, Type? kind) =>
        turns.GetOrAdd((id, kind), _ => new TaskCompletionSource<object>(TaskCreationOptions.RunContinuationsAsynchronously));

    public async Task<T> WaitAsync<T>(Guid id) =>
        (T)await Of(id, typeof(T) == typeof(ReviewOpened) || typeof(T) == typeof(ReviewResolved) || typeof(T) == typeof(EscalationRulesFired) ? typeof(T) : null).Task.WaitAsync(TimeSpan.FromSeconds(30), Xunit.TestContext.Current.CancellationToken);
}
