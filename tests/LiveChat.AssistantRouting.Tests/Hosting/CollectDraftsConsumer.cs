using System.Collections.Concurrent;
using System.Threading.Channels;
using LiveChat.Contracts;
using MassTransit;
using Xunit;

namespace LiveChat.AssistantRouting.Tests.Hosting;

/// <summary>In the place of safety and chat: hands what routing said to the test that waits for this turn.</summary>
internal sealed class CollectDraftsConsumer(CollectedDrafts drafts) : IConsumer<ReplyDrafted>, IConsumer<HandoverRequested>, IConsumer<ReplyFailed>
{
    public Task Consume(ConsumeContext<ReplyDrafted> context) => drafts.AddAsync(context.Message.Turn, context.Message);

    public Task Consume(ConsumeContext<HandoverRequested> context) => drafts.AddAsync(context.Message.Turn, context.Message);

    public Task Consume(ConsumeContext<ReplyFailed> context) => drafts.AddAsync(context.Message.Turn, context.Message);
}

/// <summary>Everything routing said, by turn and in order.</summary>
internal sealed class CollectedDrafts
{
    private readonly ConcurrentDictionary<Guid, Channel<object>> _turns = new();

    public async Task AddAsync(TurnRef turn, object e) => await Of(turn.TurnId).Writer.WriteAsync(e);

    /// <summary>The next event of a turn.</summary>
    public async Task<T> NextAsync<T>(Guid turnId) => Assert.IsType<T>(await NextAnyAsync(turnId));

    /// <summary>The next event of a turn, of whichever kind.</summary>
    public async Task<object> NextAnyAsync(Guid turnId)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        return await Of(turnId).Reader.ReadAsync(limit.Token);
    }

    private Channel<object> Of(Guid turnId) => _turns.GetOrAdd(turnId, _ => Channel.CreateUnbounded<object>());
}
