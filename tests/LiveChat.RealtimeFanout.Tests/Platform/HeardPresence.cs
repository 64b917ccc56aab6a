using System.Threading.Channels;
using LiveChat.Contracts;
using MassTransit;

namespace LiveChat.RealtimeFanout.Tests.Platform;

/// <summary>What the bus said of presence, as routing would hear it.</summary>
internal sealed class HeardPresence
{
    private readonly Channel<PresenceChanged> _heard = Channel.CreateUnbounded<PresenceChanged>();

    public void Add(PresenceChanged e) => _heard.Writer.TryWrite(e);

    /// <summary>The states of one person, as they come, until <paramref name="count"/> came.</summary>
    public async Task<List<string>> StatesAsync(Guid userId, int count, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        var states = new List<string>();
        while (states.Count < count)
        {
            var e = await _heard.Reader.ReadAsync(limit.Token);
            if (e.UserId == userId) states.Add(e.State);
        }
        return states;
    }
}

internal sealed class HearPresenceChangedConsumer(HeardPresence heard) : IConsumer<PresenceChanged>
{
    public Task Consume(ConsumeContext<PresenceChanged> context)
    {
        heard.Add(context.Message);
        return Task.CompletedTask;
    }
}
