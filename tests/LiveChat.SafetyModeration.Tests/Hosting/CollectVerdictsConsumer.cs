using System.Collections.Concurrent;
using LiveChat.Contracts;
using MassTransit;

namespace LiveChat.SafetyModeration.Tests.Hosting;

/// <summary>In the place of routing and chat: hands what safety said to the test that waits for this turn.</summary>
internal sealed class CollectVerdictsConsumer(Verdicts verdicts)
    : IConsumer<VisitorMessageScreened>, IConsumer<VisitorMessageStopped>, IConsumer<ReplyScreened>
{
    public Task Consume(ConsumeContext<VisitorMessageScreened> context) => Add(context.Message.Turn, context.Message);

    public Task Consume(ConsumeContext<VisitorMessageStopped> context) => Add(context.Message.Turn, context.Message);

    public Task Consume(ConsumeContext<ReplyScreened> context) => Add(context.Message.Turn, context.Message);

    private Task Add(TurnRef turn, object e)
    {
        verdicts.Of(turn.TurnId).TrySetResult(e);
        return Task.CompletedTask;
    }
}

/// <summary>The first verdict of each turn.</summary>
public sealed class Verdicts
{
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource<object>> turns = new();

    internal TaskCompletionSource<object> Of(Guid turnId) =>
        turns.GetOrAdd(turnId, _ => new TaskCompletionSource<object>(TaskCreationOptions.RunContinuationsAsynchronously));

    public async Task<T> WaitAsync<T>(Guid turnId) =>
        (T)await Of(turnId).Task.WaitAsync(TimeSpan.FromSeconds(30), Xunit.TestContext.Current.CancellationToken);
}
