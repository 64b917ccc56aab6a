using System.Text;
using LiveChat.RealtimeFanout.Replay;

namespace LiveChat.RealtimeFanout.Tests.Replay;

/// <summary>A batch as it lies in Redis, taken apart.</summary>
public sealed class PublicationTests
{
    [Theory]
    [InlineData("", "1 2 3", "a b c")]
    [InlineData("0", "1 2", "b c")]
    [InlineData("1", "1 2", "a c")]
    [InlineData("0,2", "1", "b")]
    public void Read_PositionsLeftOut_TakeNoNumber(string left, string numbers, string keys)
    {
        var read = Read($"abc-1 {left}\n{Events}");
        Assert.Equal(numbers, string.Join(' ', read.Select(e => e.Id.Number)));
        Assert.Equal(keys, string.Join(' ', read.Select(e => e.TraceParent)));
        Assert.Equal(numbers, string.Join(' ', Publication.Ids(Encoding.UTF8.GetBytes($"abc-1 {left}"), 3).Where(id => id is not null).Select(id => id!.Value.Number)));
    }

    [Fact]
    public void Read_NoTraceParent_IsNull() =>
        Assert.Null(Assert.Single(Read("abc-7 \n" + Encoding.UTF8.GetString(Publication.Write([Draft("a") with { TraceParent = null }])))).TraceParent);

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("abc-1")]
    [InlineData("abc-1\n")]
    [InlineData("-1 \n")]
    [InlineData("ABC-1 \n")]
    [InlineData("abc-1 x\n")]
    [InlineData("abc-1 1,\n")]
    [InlineData("abc-99999999999999999999 \n")]
    [InlineData("abc-1 00-trace 2\n")]
    public void Read_NoFirstLine_IsNoEvent(string first) => Assert.Empty(Read(first + Events));

    [Theory]
    [InlineData("trace -1\n{}")]
    [InlineData("trace 9\n{}")]
    [InlineData("trace 2x\n{}")]
    [InlineData("2\n{}")]
    [InlineData("trace 2 {}")]
    public void Read_WhatIsNoEvent_EndsTheBatchThere(string rest) => Assert.Equal(3, Read($"abc-1 \n{Events}{rest}").Count);

    private static string Events { get; } = Encoding.UTF8.GetString(Publication.Write([Draft("a"), Draft("b"), Draft("c")]));

    private static List<FeedEvent> Read(string batch)
    {
        var events = new List<FeedEvent>();
        Publication.Read(Encoding.UTF8.GetBytes(batch), events);
        return events;
    }

    private static FeedDraft Draft(string key) => FeedDraft.Create("test", key, DateTimeOffset.UnixEpoch, null, new { name = "Grüße\n1 2\n" }, key);
}
