using LiveChat.RealtimeFanout.Replay;
using LiveChat.RealtimeFanout.Tests.Platform;

namespace LiveChat.RealtimeFanout.Tests.Sockets;

public abstract partial class SocketSuite
{
    [Fact]
    public async Task Resume_ManyAtOnceThatMissedMoreThanMemoryHolds_EachGetsItOnceAndInOrder()
    {
        var tenant = Host.Admit(Sample.Tenant());
        await using var first = await Host.SignInAsync(tenant, Ct);
        var start = FeedId.TryParse(first.LastEventId, out var id) ? id : throw new FormatException(first.LastEventId);
        for (var i = 0; i < 450; i += 9)
            await Host.Writer.WriteAsync(tenant, [.. Enumerable.Range(i, 9).Select(n => Host.Writer.Draft("test", $"k{n}", null, new { n }))], Ct);
        await Task.WhenAll(Enumerable.Range(0, 30).Select(async i =>
        {
            var from = i * 7;
            await using var back = await Host.SignInAsync(tenant, Ct, lastEventId: (start with { Number = start.Number + from }).ToString());
            var events = await back.EventsAsync(450 - from);
            Assert.Equal(Enumerable.Range(from, 450 - from), events.Select(e => e.GetProperty("data").GetProperty("n").GetInt32()));
        }));
    }
}
