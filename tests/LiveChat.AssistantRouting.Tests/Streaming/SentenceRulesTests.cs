using LiveChat.AssistantRouting.Streaming;
using Xunit;

namespace LiveChat.AssistantRouting.Tests.Streaming;

public sealed class SentenceRulesTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("We ship", 0)]
    [InlineData("We ship.", 0)]
    [InlineData("We ship. ", 9)]
    [InlineData("We ship.  And", 10)]
    [InlineData("It costs 12.90 euros", 0)]
    [InlineData("Really?! Yes", 9)]
    [InlineData("- one\n- two", 6)]
    [InlineData("発送できます。送料", 7)]
    public void EndOfFirst_Text_IsWhereTheSentenceEnds(string text, int end) => Assert.Equal(end, SentenceRules.EndOfFirst(text));

    [Fact]
    public void EndOfFirst_WithoutAnEnd_IsCutAtASpace()
    {
        var words = string.Concat(Enumerable.Repeat("word ", 100));
        Assert.Equal(SentenceRules.Longest, SentenceRules.EndOfFirst(words));
        Assert.Equal(SentenceRules.Longest, SentenceRules.EndOfFirst(new string('x', 900)));
        Assert.Equal(SentenceRules.Longest - 1, SentenceRules.EndOfFirst(new string('x', SentenceRules.Longest - 1) + "\ud83d\ude00 more of it"));
    }
}
