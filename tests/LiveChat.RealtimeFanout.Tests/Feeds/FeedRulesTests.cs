using LiveChat.RealtimeFanout.Feeds;
using LiveChat.RealtimeFanout.Replay;

namespace LiveChat.RealtimeFanout.Tests.Feeds;

public sealed class FeedRulesTests
{
    [Theory]
    [InlineData("5 6 7", "5 6 7", true)]
    [InlineData("3 4 5 6", "5 6", true)] // what a reading of the log has brought already
    [InlineData("5 7 8", "5", false)]
    [InlineData("6", "", false)]
    [InlineData("2 3", "", true)]
    public void Continue_AfterFour_TakesWhatFollowsWithoutAGap(string heard, string news, bool whole)
    {
        var result = FeedRules.Continue(new FeedId("e", 4), [.. heard.Split(' ').Select(n => Event(long.Parse(n, null)))]);
        Assert.Equal(news, string.Join(' ', result.News.Select(e => e.Id.Number)));
        Assert.Equal(whole, result.Whole);
    }

    [Fact]
    public void Continue_AnotherEpoch_IsNotWhole()
    {
        var result = FeedRules.Continue(new FeedId("e", 4), [Event(5), Event(6, epoch: "f")]);
        Assert.Equal([5L], result.News.Select(e => e.Id.Number));
        Assert.False(result.Whole);
    }

    [Theory]
    [InlineData("10 20 30", "3")]
    [InlineData("40 50 20 90", "3 1")]
    [InlineData("500 10", "1 1")]
    [InlineData("10 500 10", "1 1 1")]
    public void Split_AtHundredAndTenBytes_KeepsOrderAndBound(string sizes, string counts)
    {
        var events = sizes.Split(' ').Select((size, i) => Event(i + 1, int.Parse(size, null))).ToArray();
        var runs = FeedRules.Split(events, 110).ToArray();
        Assert.Equal(counts, string.Join(' ', runs.Select(r => r.Count)));
        Assert.Equal(events, runs.SelectMany(r => r));
    }

    private static FeedEvent Event(long number, int size = 2, string epoch = "e") => new(new FeedId(epoch, number), new byte[size], null);
}
